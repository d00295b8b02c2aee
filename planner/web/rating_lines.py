"""What a form of ratings says: which of its lines are filled in, and what is given on each."""

from flask import abort, request

from planner.domain.faults import Fault, fault_at
from planner.ratings.rating import MOST_LETTERS_OF_EVIDENCE, Evidence
from planner.resources.catalogue import marked
from planner.store.kept_ratings import Given
from planner.web.editing import Refusal, Refused
from planner.web.views.rating_form import NOT_OBSERVED

# The fields for what was seen, each with the part of the evidence that it holds.
PARTS = {"situation": "situation", "observed": "behaviour", "effect": "effect"}


def filled_lines() -> list[str]:
    """Return the lines of a form in which something was chosen or written."""
    numbers = [name.removeprefix("person-") for name in request.form if name[:7] == "person-"]
    return [
        number
        for number in numbers
        if any(request.form.get(f"{field}-{number}", "").strip() for field in ("level", *PARTS))
    ]


def given_line(number: str) -> tuple[Given, int]:
    """Return what is given on a line, and the number of the rating that was seen when it was.

    Raises:
        Refused: it cannot be taken; with the mistakes at their fields.
    """
    typed, seen = request.form.get(f"level-{number}", ""), request.form.get(f"seen-{number}", "")
    is_level = typed.isascii() and typed.removeprefix("-").isdecimal() and len(typed) < 6
    if not seen.isascii() or not seen.isdecimal() or len(seen) > 6:
        abort(400)
    if typed != NOT_OBSERVED and not is_level:
        template = marked("is not chosen yet: choose a level, or that you did not see it")
        raise Refused(Refusal({f"level-{number}": (fault_at("level", template),)}))
    evidence: dict[str, str] = {}
    faults: dict[str, tuple[Fault, ...]] = {}
    for field, part in PARTS.items():
        text = request.form.get(f"{field}-{number}", "")
        try:
            evidence[part] = getattr(Evidence.model_validate({part: text}), part)
        except ValueError:
            template = "must be a text of at most {most} letters, without control characters"
            fault = fault_at(field, template, most=MOST_LETTERS_OF_EVIDENCE)
            faults[f"{field}-{number}"] = (fault,)
    if faults:
        raise Refused(Refusal(faults))
    given = Given(
        request.form.get(f"person-{number}", ""),
        request.form.get(f"behaviour-{number}", ""),
        None if typed == NOT_OBSERVED else int(typed),
        Evidence(**evidence),
    )
    return given, int(seen)
