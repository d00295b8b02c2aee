"""Why not this person: what the analysis found, in sentences."""

from dataclasses import dataclass

from planner.domain.questions import WhyNot
from planner.domain.said import Said
from planner.web.views.compare_case import Case
from planner.web.views.compare_words import told


@dataclass(frozen=True)
class WhyNotView:
    """What it costs to have somebody, or why it cannot be; and what would make up for it."""

    finding: str
    rows: tuple[str, ...]
    conflict: tuple[str, ...]
    needs: str
    steps: tuple[str, ...]


def why_not_view(case: Case, answer: WhyNot) -> WhyNotView:
    """Return an answer as the page shows it."""
    heading, *steps = [told(case, said) for said in answer.needs_said] or [""]
    return WhyNotView(
        finding=_said(case, answer.said),
        rows=tuple(_said(case, row.said) for row in answer.rows),
        conflict=tuple(told(case, said) for said in answer.conflict_said),
        needs=heading,
        steps=tuple(steps),
    )


def _said(case: Case, said: Said | None) -> str:
    return "" if said is None else told(case, said)
