"""Samples for the page that shows every element: compasses in all their states, a refused form."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from planner.domain.composition import Composition
from planner.domain.faults import Fault, fault_at
from planner.domain.text import say
from planner.dossier.dossier import Dossier
from planner.dossier.repertoires import shipped
from planner.jobs.queue import Job
from planner.resources.catalogue import Translator, marked
from planner.store.clock import now
from planner.store.jobs import DONE, FAILED, KeptJob
from planner.store.told import recorded
from planner.web.compass import Compass, DirectionRows, WedgeRow, compass
from planner.web.views.team import TeamView, team_view


@dataclass(frozen=True)
class SampleRefusal:
    """A form that was refused, with what was typed in it."""

    fields: Mapping[str, tuple[Fault, ...]]
    others: tuple[Fault, ...]
    written: Mapping[str, str]

    def typed(self, name: str) -> str:
        """Return what was typed in a field."""
        return self.written.get(name, "")

    def is_ticked(self, name: str, value: str = "1") -> bool:
        """Tell whether a box was ticked, or an option chosen."""
        return self.written.get(name) == value


def sample_refusal() -> SampleRefusal:
    """Return a form with mistakes of its own and one that stands elsewhere."""
    return SampleRefusal(
        {
            "level": (
                fault_at(
                    "people[0].levels.crisis",
                    "must lie between {minimum} and {maximum}, and is {value}",
                    minimum=1,
                    maximum=5,
                    value="7,5",
                ),
            ),
            "note": (fault_at("note", "must not be empty"),),
        },
        (fault_at("teams[0].seats", "must not be empty"),),
        {"name": "", "level": "7,5", "note": "", "kind": "two", "circle": "1", "several": "one"},
    )


def sample_jobs() -> list[Job]:
    """Return calculations that are over: one without an answer, one that was cut short."""
    kept = KeptJob(
        id="sample",
        dossier="sample",
        version=1,
        fingerprint="",
        kind="stress",
        parameters={},
        owner="",
        state=FAILED,
        stop_asked=True,
        cut_short=False,
        tries=1,
        progress=None,
        reason=recorded("no answer"),
        created_at=now(),
        started_at=None,
        seconds=3.0,
    )
    short = replace(kept, id="short", state=DONE, cut_short=True, reason=None)
    return [
        Job(one, one.state, None, one.seconds, one.reason, lambda _: None) for one in (kept, short)
    ]


def sample_team(dossier: Dossier, words: Translator) -> TeamView:
    """Return the first team of a dossier as it sits."""
    situation = dossier.situation()
    return team_view(situation, Composition(situation.incumbents), situation.teams[0].id, words)


def sample_compasses(words: Translator) -> list[tuple[str, Compass]]:
    """Return compasses with what each shows: the usual, the full, the bare and the odd ones."""
    return [
        (words.say(label), compass(_directions(rows, words.language))) for label, rows in _COMPASSES
    ]


@dataclass(frozen=True)
class _Row:
    """One behaviour of a sample: where it belongs, how heavy it is, what is asked and there."""

    direction: int
    importance: int
    asked: int
    carriers: int
    hangs: bool = False


def _full() -> list[_Row]:
    sizes = (8, 7, 7, 8)
    return [
        _Row(
            direction,
            1 + (direction + number * 2) % 5,
            1 + number % 4,
            (number * 3 + direction) % 5,
            hangs=number % 3 == 0 and (number * 3 + direction) % 5 > 0,
        )
        for direction, size in enumerate(sizes)
        for number in range(size)
    ]


_USUAL = [
    _Row(0, 5, 2, 3),
    _Row(0, 3, 1, 1, True),
    _Row(0, 4, 2, 1, True),
    _Row(1, 5, 2, 2),
    _Row(1, 2, 1, 0),
    _Row(2, 4, 3, 1),
    _Row(2, 4, 1, 2),
    _Row(3, 4, 2, 2, True),
    _Row(3, 2, 1, 0),
]
_COMPASSES: Sequence[tuple[str, Sequence[_Row]]] = (
    (marked("A usual task: ample, carried, short, hanging on one departure"), _USUAL),
    (marked("Thirty behaviours"), _full()),
    (
        marked("More than six carriers: a band"),
        [_Row(0, 5, 9, 4), _Row(1, 3, 12, 0), _Row(2, 4, 7, 9), _Row(3, 2, 8, 7, True)],
    ),
    (marked("A direction without rows"), [_Row(0, 4, 2, 2), _Row(2, 2, 1, 0), _Row(2, 1, 1, 1)]),
    (marked("One behaviour"), [_Row(1, 3, 2, 1, True)]),
    (marked("Nothing asked"), []),
)


def _directions(rows: Sequence[_Row], language: str) -> list[DirectionRows]:
    repertoire = shipped("abd-2021")
    found, number = [], 0
    for position, direction in enumerate(repertoire.directions):
        labels = [
            say(behaviour.label, language, behaviour.id)
            for behaviour in repertoire.behaviours
            if behaviour.direction == direction.id
        ]
        wedges = []
        for row, label in zip([r for r in rows if r.direction == position], labels, strict=False):
            number += 1
            wedges.append(
                WedgeRow(number, label, row.importance, row.asked, row.carriers, row.hangs)
            )
        found.append(DirectionRows(direction.id, say(direction.label, language, ""), wedges))
    return found
