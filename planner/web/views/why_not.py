"""Why a person is not in the proposal: what it would cost, what is in the way, what would help."""

from collections.abc import Iterable
from dataclasses import dataclass

from planner.domain.questions import WhyNot
from planner.domain.said import Said
from planner.resources.catalogue import Translator


@dataclass(frozen=True)
class WhyNotView:
    """The answer in sentences; `rows` are what becomes shorter, `needs` what would make up."""

    finding: str
    rows: tuple[str, ...]
    conflict: tuple[str, ...]
    needs: str
    steps: tuple[str, ...]


def why_not_view(answer: WhyNot, words: Translator) -> WhyNotView:
    """Return the answer in the reader's language."""

    def told(listed: Iterable[Said | None]) -> tuple[str, ...]:
        return tuple(
            one.in_language(words.language).replace(" %", "\N{NO-BREAK SPACE}%")
            for one in listed
            if one is not None
        )

    needs = told(answer.needs_said)
    return WhyNotView(
        finding=" ".join(told([answer.said])),
        rows=told(row.said for row in answer.rows),
        conflict=told(answer.conflict_said),
        needs=" ".join(needs[:1]),
        steps=needs[1:],
    )
