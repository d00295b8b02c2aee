"""What is allowed in a dossier, but hardly meant: told by `check`, and no reason to refuse it."""

from planner.domain.faults import Fault, fault_at, shown
from planner.domain.person import TENURE
from planner.dossier.dossier import Dossier
from planner.dossier.grounds import faults_of_grounds


def warnings(dossier: Dossier) -> list[Fault]:
    """Return what deserves a second look, each with its path."""
    tenures = [
        fault_at(
            f"people[{position}].attributes.{TENURE}",
            "is no number and counts as missing: {value}",
            value=shown(value),
        )
        for position, person in enumerate(dossier.people)
        if (value := person.attributes.get(TENURE)) is not None and person.tenure_years is None
    ]
    return [*tenures, *faults_of_grounds(dossier)]
