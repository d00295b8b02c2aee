"""Develop or recruit: the two pure ways, every choice that no other beats, and their picture."""

from collections.abc import Sequence
from dataclasses import dataclass

from planner.domain.choices import Choice, DevelopOrRecruit, Obstacle, Way
from planner.domain.names import Names
from planner.domain.result import DevelopmentAnswer
from planner.domain.said import Said
from planner.dossier.dossier import Dossier
from planner.resources.catalogue import Translator
from planner.web.language import percent

# The picture, in units of its own: the room for the axes, and what is left for the points.
_WIDTH, _HEIGHT = 640, 360
_LEFT, _RIGHT, _TOP, _BOTTOM = 62, 26, 26, 54


@dataclass(frozen=True)
class ChoiceView:
    """One choice: what it takes, what it covers, and who does what."""

    moves: int
    steps: int
    covers: str
    what: tuple[str, ...]
    is_proven: bool


@dataclass(frozen=True)
class WayView:
    """The most that one way alone gives; or what forbids it."""

    text: str
    choice: ChoiceView | None
    in_the_way: tuple[str, ...]


@dataclass(frozen=True)
class Point:
    """One choice in the picture: where it is, and how many seats change in it."""

    x: float
    y: float
    moves: int
    title: str


@dataclass(frozen=True)
class Tick:
    """A line of an axis, with what it says."""

    at: float
    label: str


@dataclass(frozen=True)
class Picture:
    """The choices by their steps (sideways) and by what they cover (upward).

    A line joins the choices in which as many seats change.
    """

    width: int
    height: int
    left: int
    right: int
    bottom: int
    points: tuple[Point, ...]
    lines: tuple[str, ...]
    across: tuple[Tick, ...]
    upward: tuple[Tick, ...]
    today: Tick


@dataclass(frozen=True)
class ChoicesView:
    """The whole answer as its page shows it."""

    status: str
    today: str
    assumptions: tuple[str, ...]
    recruitment_only: WayView
    development_only: WayView
    points: tuple[ChoiceView, ...]
    mixes: tuple[str, ...]
    out_of_reach: tuple[str, ...] | None
    conflict: tuple[str, ...]
    is_minimal: bool
    is_proven: bool
    picture: Picture | None


class ChoiceReader:
    """Reads the answer about one dossier in one language."""

    def __init__(self, dossier: Dossier, words: Translator) -> None:
        """Keep the names and the language."""
        self._words = words
        self._names = Names(dossier.situation(), words.language)

    def view(self, answer: DevelopOrRecruit) -> ChoicesView:
        """Return the answer as its page shows it."""
        return ChoicesView(
            status=answer.status,
            today=self._in(answer.today.text),
            assumptions=tuple(map(self._in, answer.assumptions)),
            recruitment_only=self._way(answer.recruitment_only),
            development_only=self._way(answer.development_only),
            points=tuple(map(self._choice, answer.points)),
            mixes=tuple(map(self._in, answer.mixes)),
            out_of_reach=None
            if answer.out_of_reach is None
            else tuple(self._in(each.text) for each in answer.out_of_reach),
            conflict=self._obstacles(answer.conflict),
            is_minimal=answer.conflict_minimal,
            is_proven=all(point.proven for point in answer.points),
            picture=self._picture(answer) if answer.points else None,
        )

    def _in(self, said: Said) -> str:
        return said.in_language(self._words.language).replace(" %", "\N{NO-BREAK SPACE}%")

    def _obstacles(self, obstacles: Sequence[Obstacle]) -> tuple[str, ...]:
        return tuple(self._in(each.text) for each in obstacles)

    def _way(self, way: Way) -> WayView:
        return WayView(
            self._in(way.text),
            None if way.choice is None else self._choice(way.choice),
            self._obstacles(way.in_the_way),
        )

    def _choice(self, choice: Choice) -> ChoiceView:
        moves = [
            self._words.say(
                "{seat}: {after}, now {before}.",
                seat=self._names.seat(change.seat),
                before=self._person(change.before),
                after=self._person(change.to),
            )
            for change in choice.changes
        ]
        return ChoiceView(
            choice.moves,
            choice.steps,
            percent(choice.coverage_percent),
            (*moves, *map(self._step, choice.development)),
            choice.proven,
        )

    def _person(self, person: str | None) -> str:
        return self._words.say("nobody") if person is None else self._names.person(person)

    def _step(self, step: DevelopmentAnswer) -> str:
        return self._words.say(
            "{person} develops {behaviour} from {start} to {end}.",
            person=self._names.person(step.person),
            behaviour=self._names.behaviour(step.behaviour),
            start=self._names.number(step.start / 10),
            end=self._names.number(step.end / 10),
        )

    def _picture(self, answer: DevelopOrRecruit) -> Picture:
        today = answer.today.coverage_percent
        most = max(1, *(point.steps for point in answer.points))
        lowest = min(today, *(point.coverage_percent for point in answer.points))
        # Tens, with some room below, so that no line lies on the edge.
        floor = max(0, int(lowest // 10) * 10 - (10 if lowest % 10 < 2 else 0))

        def x(steps: float) -> float:
            return round(_LEFT + 14 + (_WIDTH - _LEFT - _RIGHT - 28) * steps / most, 1)

        def y(covered: float) -> float:
            share = (covered - floor) / (100 - floor) if floor < 100 else 1
            return round(_HEIGHT - _BOTTOM - (_HEIGHT - _TOP - _BOTTOM) * share, 1)

        points = [
            Point(x(each.steps), y(each.coverage_percent), each.moves, self._in(each.text))
            for each in answer.points
        ]
        spacing = 10 if 100 - floor <= 60 else 20
        return Picture(
            _WIDTH,
            _HEIGHT,
            _LEFT,
            _WIDTH - _RIGHT,
            _HEIGHT - _BOTTOM,
            tuple(points),
            tuple(_lines(points)),
            tuple(Tick(x(steps), str(steps)) for steps in range(most + 1)),
            tuple(Tick(y(each), percent(each)) for each in range(100, floor - 1, -spacing)),
            Tick(y(today), self._words.say("now {percent}", percent=percent(today))),
        )


def _lines(points: Sequence[Point]) -> list[str]:
    """Return the corners of a line through the points with as many moves."""
    by_moves: dict[int, list[Point]] = {}
    for point in points:
        by_moves.setdefault(point.moves, []).append(point)
    return [
        " ".join(f"{each.x},{each.y}" for each in sorted(same, key=lambda each: each.x))
        for same in by_moves.values()
        if len(same) > 1
    ]
