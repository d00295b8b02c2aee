"""The checks of the analyses: why-not, front, stress and uncertainty, as section 9 writes them.

Each takes a dossier (or a `Reference` to it, to enumerate only once) and a result, both parsed
with `json_value`, and returns what is wrong in words. A `code` that is given is the exit code that
the program ended with; it is checked too.
"""

from . import front, stress, uncertainty, why_not
from .checks import Reference, mapping
from .why_not import Wish

LAST_KEYS = ["seed", "seconds", "versions"]


def check_why_not(
    dossier: dict | Reference,
    person: str,
    seat: str | None,
    result: dict,
    cautious: bool = False,
    code: int | None = None,
) -> list[str]:
    """Return what is wrong with a result of `abd-planner why-not --json`."""
    reference = _reference(dossier)
    wish = Wish(person, seat)
    return [
        *_order(result),
        *_exit_code(code, (why_not.exit_code(reference, wish, cautious),)),
        *why_not.problems_of_why_not(reference, wish, result, cautious),
    ]


def check_front(
    dossier: dict | Reference, result: dict, cautious: bool = False, code: int | None = None
) -> list[str]:
    """Return what is wrong with a result of `abd-planner front --json`."""
    reference = _reference(dossier)
    return [
        *_order(result),
        *_exit_code(code, (front.exit_code(reference, cautious),)),
        *front.problems_of_front(reference, result, cautious),
    ]


def check_stress(
    dossier: dict | Reference, result: dict, cautious: bool = False, code: int | None = None
) -> list[str]:
    """Return what is wrong with a result of `abd-planner stress --json`."""
    return [
        *_order(result),
        *_exit_code(code, (0,)),
        *stress.problems_of_stress(_reference(dossier), result, cautious),
    ]


def check_uncertainty(
    dossier: dict | Reference,
    result: dict,
    draws: int,
    cautious: bool = False,
    proposals: list[dict] | None = None,
    code: int | None = None,
) -> list[str]:
    """Return what is wrong with a result of `abd-planner uncertainty --json`.

    The result does not say which compositions its proposals are: `proposals` gives them, as
    `solve --alternatives` prints them. Without, only the first is checked: some optimal
    composition must have its percentiles.
    """
    reference = _reference(dossier)
    return [
        *_order(result),
        *_exit_code(code, uncertainty.exit_codes(reference, cautious)),
        *uncertainty.problems_of_uncertainty(reference, result, draws, cautious, proposals),
    ]


def _order(result: dict) -> list[str]:
    """Check that the keys begin with `format` and end with what every analysis ends with."""
    keys = [key for key in mapping(result) if key != "file"]
    if keys[:1] == ["format"] and keys[-3:] == LAST_KEYS:
        return []
    return [f"keys: begin or end with others than they should: {keys}"]


def _exit_code(code: int | None, expected: tuple[int, ...]) -> list[str]:
    if code is None or code in expected:
        return []
    return [f"exit code: is {code}, expected {' or '.join(map(str, expected))}"]


def _reference(dossier: dict | Reference) -> Reference:
    return dossier if isinstance(dossier, Reference) else Reference(dossier)
