"""A comparison as a discussion: one candidate or one behaviour at a time, differences first."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from planner.domain.level import Level
from planner.domain.team import Demand
from planner.domain.text import say
from planner.figures.coverage import shortfall
from planner.ratings.estimate import difference, given
from planner.web.language import level as level_text
from planner.web.level_scale import ScalePicture, scale_picture
from planner.web.views.compare import Candidate, Compares, Outcome
from planner.web.views.compare_case import Case, Effect
from planner.web.views.meeting_names import Called


@dataclass(frozen=True)
class Topic:
    """A behaviour that the task asks, and whether the candidates differ on it."""

    row: Demand
    label: str
    differs: bool
    # How far apart two of them are at most, in levels, where that is a difference.
    apart: float


@dataclass(frozen=True)
class Standing:
    """One candidate on one behaviour."""

    letter: str
    name: str
    level: Level | None
    picture: ScalePicture
    said: str
    effect: Effect
    above: str
    alike: str
    question: str
    asked: int
    carries: bool

    @property
    def has_interval(self) -> bool:
        """Tell whether the level has an interval."""
        return self.level is not None and self.level.low is not None

    @property
    def below(self) -> int:
        """By how much, in tenths, the level lies below what is asked."""
        return 0 if self.level is None else max(0, self.asked - self.level.level)


@dataclass(frozen=True)
class BehaviourTalk:
    """One behaviour: what is asked, what the others carry already, and every candidate on it."""

    label: str
    definition: str
    asked: str
    carriers: int
    have: int
    is_critical: bool
    differs: bool
    standings: tuple[Standing, ...]


@dataclass(frozen=True)
class CandidateTalk:
    """One candidate: what they would bring to this team, and what is to be asked."""

    letter: str
    name: str
    # The team with them, and the one with nobody on the seat, as the comparison has them.
    found: Candidate
    base: Outcome
    # Who cannot be told apart from them in what the team would cover.
    alike: str
    questions: tuple[str, ...]


def topics(case: Case, people: Sequence[str]) -> list[Topic]:
    """Return what the task asks: where candidates differ beyond their intervals comes first.

    Among those the most important come first, and then those on which they are furthest apart.
    """
    found = [_topic(case, row, people) for row in case.rows]
    return sorted(found, key=lambda each: (not each.differs, -each.row.importance, -each.apart))


def _topic(case: Case, row: Demand, people: Sequence[str]) -> Topic:
    known = [level for person in people if (level := _level(case, person, row)) is not None]
    found = [difference(given(one), given(other)) for one, other in combinations(known, 2)]
    there = [abs(each.by) for each in found if each.is_there]
    return Topic(row, case.names.behaviour(row.behaviour), bool(there), max(there, default=0.0))


def behaviour_talk(case: Case, called: Called, topic: Topic) -> BehaviourTalk:
    """Return one behaviour with every candidate on it, in the order of their letters."""
    row, language = topic.row, case.words.language
    known = case.situation.repertoire.by_id[row.behaviour]
    return BehaviourTalk(
        label=topic.label,
        definition=say(known.definition, language, ""),
        asked=level_text(row.level),
        carriers=row.carriers,
        have=row.carriers - shortfall(row, case.empty.carriers),
        is_critical=row.critical,
        differs=topic.differs,
        standings=tuple(
            _standing(case, person, letter, row, tuple(called.letters))
            for person, letter in called.letters.items()
        ),
    )


def _standing(case: Case, person: str, letter: str, row: Demand, people: Sequence[str]) -> Standing:
    level, above, alike = _level(case, person, row), [], []
    for other in people:
        theirs = _level(case, other, row)
        if other == person or level is None or theirs is None:
            continue
        apart = difference(given(level), given(theirs))
        if not apart.is_there:
            alike.append(other)
        elif apart.by > 0:
            above.append(other)
    return Standing(
        letter=letter,
        name=case.names.person(person),
        level=level,
        picture=scale_picture(case.situation.repertoire.scale, level, row.level),
        said=_said(case, level, row),
        effect=case.effect(person, row),
        above=case.names.people(above) if above else "",
        alike=case.names.people(alike) if alike else "",
        question=_question(case, person, row),
        asked=row.level,
        carries=case.carries(person, row),
    )


def candidate_talk(case: Case, called: Called, view: Compares, person: str) -> CandidateTalk:
    """Return what somebody would bring to this team, and what is to be asked about them."""
    found = next(one for one in view.candidates if one.person == person)
    alike = [
        other
        for other in called.letters
        if other != person and case.certainty.duel(person, other).is_undecided
    ]
    rows = sorted(case.rows, key=lambda row: -row.importance)
    asked = [(case.names.behaviour(row.behaviour), _question(case, person, row)) for row in rows]
    return CandidateTalk(
        letter=called.letters[person],
        name=found.name,
        found=found,
        base=view.base,
        alike=case.names.people(alike) if alike else "",
        questions=tuple(f"{label}: {question}" for label, question in asked if question),
    )


def _level(case: Case, person: str, row: Demand) -> Level | None:
    return case.situation.people[person].levels.get(row.behaviour)


def _question(case: Case, person: str, row: Demand) -> str:
    """Return what is open: the level is not known, or may lie on either side of what is asked."""
    level, words = _level(case, person, row), case.words
    if level is None:
        return words.say("nothing is known about this yet.")
    if level.low is None or level.high is None or not level.low < row.level <= level.high:
        return ""
    return words.say(
        "between {low} and {high}, where {asked} is asked: what have we seen?",
        low=level_text(level.low),
        high=level_text(level.high),
        asked=level_text(row.level),
    )


def _said(case: Case, level: Level | None, row: Demand) -> str:
    """Return what the picture of a level shows."""
    if level is None:
        return case.words.say("No level is known; {asked} is asked.", asked=level_text(row.level))
    values: dict[str, str] = {"level": level_text(level.level), "asked": level_text(row.level)}
    if level.low is None or level.high is None:
        return case.words.say("{level}; {asked} is asked.", **values)
    return case.words.say(
        "{level}, between {low} and {high}; {asked} is asked.",
        low=level_text(level.low),
        high=level_text(level.high),
        **values,
    )
