"""Who is a candidate and who sits, and what changes between the two.

The profiles of those who sit are open while the task is still being written; those of candidates
are not. So no candidate of whom something is known comes to sit before the task is fixed: that
would open the profile. Whoever sat then and becomes a candidate is told of: their profile has been
open.
"""

from collections.abc import Iterable, Iterator

from planner.domain.faults import Fault, fault_at
from planner.domain.person import Person
from planner.dossier.dossier import Dossier
from planner.dossier.editing import Place, path_of
from planner.dossier.rereading import Reading
from planner.dossier.strict_json import InvalidFile
from planner.store.database import Store
from planner.store.trail import Trail

BECAME_CANDIDATE = "task.insider"


def keep_candidates_closed(before: Dossier, after: Reading) -> None:
    """Let no edit seat a candidate; for a dossier whose task is not fixed yet.

    A version that was there before may come back: whoever sits in it sat with that profile.

    Raises:
        InvalidFile: somebody who was a candidate would sit, or stand around a team.
    """
    came = on_teams(after.dossier) - on_teams(before)
    candidates = came and {each.id for each in before.people if each.id in came and _is_known(each)}
    faults = [
        _fault(after, person, place)
        for person, place in _places(after.dossier)
        if person in candidates
    ]
    if faults:
        raise InvalidFile(faults)


def became_candidates(before: Dossier, after: Dossier) -> frozenset[str]:
    """Return who was on a team and is so no more; what was known of them may stand in ratings."""
    left = on_teams(before) - on_teams(after)
    return frozenset(each.id for each in after.people if each.id in left) if left else left


def on_teams(dossier: Dossier) -> frozenset[str]:
    """Return who sits in a dossier, or stands around a team."""
    return frozenset(person for person, _ in _places(dossier))


def tell_of_insiders(store: Store, dossier: str, people: Iterable[str]) -> None:
    """Note in the trail that the profiles of candidates were open before the task was fixed."""
    for person in sorted(people):
        Trail(store).note(
            BECAME_CANDIDATE, f"dossiers/{dossier}/people", dossier=dossier, person=person
        )


def insiders_told(store: Store, dossier: str) -> frozenset[str]:
    """Return of whom the trail of a dossier tells that, whether they are candidates now or not."""
    rows = store.rows(
        "SELECT DISTINCT person FROM trail_entries "
        "WHERE dossier = ? AND name = ? AND person IS NOT NULL",
        dossier,
        BECAME_CANDIDATE,
    )
    return frozenset(row["person"] for row in rows)


def _is_known(person: Person) -> bool:
    """Tell whether there is more of somebody than a name."""
    return bool(person.levels or person.note or person.attributes)


def _places(dossier: Dossier) -> Iterator[tuple[str, Place]]:
    for team in dossier.teams:
        for seat in team.seats:
            if seat.incumbent is not None:
                yield seat.incumbent, ("teams", team.id, "seats", seat.id, "incumbent")
        for person in team.circle:
            yield person, ("teams", team.id, "circle")


def _fault(after: Reading, person: str, place: Place) -> Fault:
    somebody = next(each for each in after.dossier.people if each.id == person)
    return fault_at(
        path_of(after.raw, place),
        "{person} is a candidate, whose profile stays closed until the task is fixed. Fix the task "
        "first, on the page of the task; after that this can be saved",
        person=somebody.name or somebody.id,
    )
