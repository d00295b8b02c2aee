"""The figures of a decision's compositions, worked out from its dossier by the plain checks."""

from collections.abc import Iterable, Mapping
from typing import Any

from planner.analysis.answers import proposal as figures_of
from planner.analysis.answers import violations_of
from planner.analysis.compare import compare
from planner.analysis.evaluate import not_eligible
from planner.decisions.parts import Composition as CompositionRecord
from planner.domain.composition import Composition, Development
from planner.domain.names import Names
from planner.domain.questions import Comparison
from planner.domain.result import Proposal, ViolationAnswer
from planner.domain.said import Said
from planner.dossier.dossier import Dossier
from planner.dossier.requirements import requirements
from planner.figures.team_figures import Figures

_COMPOSITION = ("assignment", "development", "objectives", "coverage_percent")


def measured(
    case: Dossier,
    assignment: Mapping[str, str | None],
    development: Iterable[Development],
    *,
    cautious: bool,
) -> Figures:
    """Return the figures of a composition; a seat that is not named is empty."""
    situation = case.situation(cautious)
    seats = {seat: assignment.get(seat) for seat in situation.seats}
    return Figures(situation, Composition(seats, tuple(development)))


def composition_part(figures: Figures) -> dict[str, Any]:
    """Return a composition and its figures, as a decision's file has them."""
    return proposal_part(figures_of(figures, 1, False, {}), _COMPOSITION)


def proposal_part(
    proposal: Proposal, names: tuple[str, ...] = ("rank", "proven", *_COMPOSITION)
) -> dict[str, Any]:
    """Return a proposal as a decision's file has it: the keys that are named, and its teams."""
    written = proposal.written()
    kept = ("objectives", "coverage_percent", "coverage")
    teams = {
        team: {name: figures[name] for name in kept} for team, figures in written["teams"].items()
    }
    return {**{name: written[name] for name in names}, "teams": teams}


def steps_of(record: CompositionRecord) -> tuple[Development, ...]:
    """Return who develops what in a composition of a decision's file."""
    return tuple(
        Development(step.person, step.behaviour, step.start, step.end, step.steps)
        for step in record.development
    )


def broken_parts(case: Dossier, figures: Figures) -> list[dict[str, Any]]:
    """Return all that a composition breaks, in both languages, as a decision's file has it."""
    asked = tuple(requirements(case))
    dutch, english = (
        violations_of(asked, figures, names) + not_eligible(figures.composition, names)
        for names in (Names(figures.situation, language) for language in ("nl", "en"))
    )
    return _in_both_languages(dutch, english)


def comparison_part(case: Dossier, seat: str, *, cautious: bool) -> dict[str, Any]:
    """Return everybody who may take a seat, side by side, as a decision's file has it."""
    compared = compare(case, seat, cautious=cautious, language="nl", tells=False)
    return {
        "seat": seat,
        "empty_percent": compared.empty.coverage_percent,
        "people": list(_people(case, compared, cautious)),
    }


def _people(case: Dossier, compared: Comparison, cautious: bool) -> Iterable[dict[str, Any]]:
    situation, asked = case.situation(cautious), tuple(requirements(case))
    english = Names(situation, "en")
    empty = Figures(situation, Composition(situation.incumbents).with_occupant(compared.seat, None))
    for person in compared.people:
        written = person.written()
        kept = ("person", "rank", "job_fit", "job_fit_rank", "gain", "contribution", "unique")
        # Only of whoever breaks something, all is worked out once more for the other language.
        same = (
            violations_of(asked, empty.with_occupant(compared.seat, person.person), english)
            if person.violations
            else []
        )
        yield {
            **{name: written[name] for name in kept},
            "short": [row.behaviour for row in person.short],
            "coverage_percent": person.figures.coverage_percent,
            "violations": _in_both_languages(person.violations, same),
        }


def _in_both_languages(
    dutch: Iterable[ViolationAnswer], english: Iterable[ViolationAnswer]
) -> list[dict[str, Any]]:
    return [
        broken_part(first, Said(nl=first.text, en=second.text))
        for first, second in zip(dutch, english, strict=True)
    ]


def broken_part(violation: ViolationAnswer, said: Said) -> dict[str, Any]:
    """Return something that is asked and not kept, as a decision's file has it."""
    return {"item": violation.item.written(), "text": said.written()}
