"""What came of a round: levels with how sure they are, beside what people intend; and agreement."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from planner.domain.level import Level
from planner.ratings.agreement import Agreement, Obstacle
from planner.ratings.drawn import interval_told
from planner.ratings.showing import Reader, ShownBehaviour
from planner.resources.catalogue import Translator, marked
from planner.store.rating_takeovers import Levels
from planner.web.language import level as level_text
from planner.web.language import number
from planner.web.round_figures import RoundFigures
from planner.web.views.rating_names import RoundNames


@dataclass(frozen=True)
class ResultRow:
    """One behaviour of one person."""

    behaviour: str
    level: Level | None
    intended: str
    difference: str
    raters: str
    enough: str
    within: str


@dataclass(frozen=True)
class AgreementRow:
    """How far raters agree on a behaviour: one of them, and the mean of all who rate somebody."""

    behaviour: str
    single: str
    mean: str
    raters: str


@dataclass(frozen=True)
class Change:
    """A level that would be taken over: whose, of what, and from what to what."""

    person: str
    behaviour: str
    before: str
    after: str
    is_new: bool


def result_rows(
    figures: RoundFigures, person: str, reader: Reader, names: RoundNames
) -> tuple[ResultRow, ...]:
    """Return what came of a round for one person, behaviour by behaviour."""
    return tuple(
        _row(figures, shown, names) for shown in figures.showing.shown(person, reader, opened=True)
    )


def _row(figures: RoundFigures, shown: ShownBehaviour, names: RoundNames) -> ResultRow:
    profiles = figures.showing.profiles
    profile = profiles.by_subject.get((shown.person, shown.behaviour))
    reliability = figures.reliabilities.get(shown.behaviour)
    agreement = figures.agreements.get(shown.behaviour)
    within = None if agreement is None else agreement.within_group.get(shown.person)
    intended = None if shown.self_rating is None else shown.self_rating.level
    return ResultRow(
        behaviour=names.behaviour(shown.behaviour),
        level=shown.level,
        intended="" if intended is None else level_text(intended),
        difference="" if shown.difference is None else signed(shown.difference),
        raters=said_raters(shown, names),
        enough=""
        if reliability is None or profile is None
        else reliability.said(profile.counted, names.words),
        within="" if within is None else number(within, 2),
    )


def intervals_told(figures: RoundFigures, names: RoundNames) -> tuple[str, ...]:
    """Return from what the intervals follow: one sentence, or two where behaviours differ in it."""
    told = map(interval_told, figures.showing.profiles.variances.values())
    return tuple(dict.fromkeys(each.said(names.words) for each in told))


def signed(tenths: int) -> str:
    """Return a difference in tenths with its sign."""
    return ("+" if tenths > 0 else "") + number(tenths / 10) if tenths else "0"


def said_raters(shown: ShownBehaviour, names: RoundNames) -> str:
    """Return how many of each source gave a level; of those too few only that they are."""
    words = names.words
    counts: dict[str, int] = {}
    for voice in shown.voices:
        if voice.level is not None:
            kind = names.sources([voice.source])
            counts[kind] = counts.get(kind, 0) + 1
    for group in shown.groups:
        counts[names.sources(group.sources)] = group.raters
    parts = [f"{kind} {count}" for kind, count in counts.items()]
    if shown.too_few:
        parts.append(words.say("{sources}: too few to show", sources=names.sources(shown.too_few)))
    return "; ".join(parts)


# Why it cannot be told how far raters agree.
_OBSTACLES: Mapping[Obstacle, str] = {
    "one_person": marked("cannot be measured: one person was rated"),
    "one_rater": marked("cannot be measured: nobody was rated by two whom we may set side by side"),
    "alike": marked("cannot be measured: each rater gave everybody the same level"),
}


def agreement_rows(
    figures: RoundFigures, behaviours: Iterable[str], names: RoundNames
) -> tuple[AgreementRow, ...]:
    """Return how far raters agree, behaviour by behaviour, and who was looked at for that."""
    return tuple(
        _agreement(figures, each, names)
        for each in behaviours
        if each in figures.agreements and each in figures.reliabilities
    )


def _agreement(figures: RoundFigures, behaviour: str, names: RoundNames) -> AgreementRow:
    reliability = figures.reliabilities[behaviour]
    title = names.behaviour(behaviour)
    together = number(float(reliability.together), 2)
    measured = _measured(figures.agreements[behaviour], names.words)
    if reliability.is_measured:
        return AgreementRow(title, number(float(reliability.single), 2), together, measured)
    expected = names.words.say("{number} expected", number=together)
    return AgreementRow(title, "–", expected, measured)


def _measured(found: Agreement, words: Translator) -> str:
    """Return who was looked at for the agreement, or why it cannot be told."""
    if found.same is not None:
        return words.say_count(
            "the same {number} rater for all",
            "the same {number} raters for all",
            len(found.same.raters),
        )
    if found.one_each is not None:
        return words.say(
            "others for each, {number} on average", number=number(found.one_each.raters)
        )
    assert found.obstacle is not None
    return words.say(_OBSTACLES[found.obstacle])


def taken_levels(figures: RoundFigures, names: RoundNames) -> dict[str, dict[str, Level]]:
    """Return the levels that can be taken over: of people and behaviours that the dossier knows."""
    found: dict[str, dict[str, Level]] = {}
    for (person, behaviour), profile in figures.showing.profiles.by_subject.items():
        if profile.level is not None and person in names.people and names.known(behaviour):
            found.setdefault(person, {})[behaviour] = profile.level
    return found


def changes_of(levels: Levels, names: RoundNames) -> list[Change]:
    """Return what taking levels over would change in the dossier."""
    return [
        Change(
            names.person(person),
            names.behaviour(behaviour),
            names.words.say("not known") if before is None else said_level(before),
            said_level(level),
            before is None,
        )
        for person, taken in levels.items()
        for behaviour, level in taken.items()
        if (before := names.people[person].levels.get(behaviour)) != level
    ]


def said_level(level: Level) -> str:
    """Return a level as people write it, with its interval where it has one."""
    if level.low is None or level.high is None:
        return level_text(level.level)
    return f"{level_text(level.level)} ({level_text(level.low)}–{level_text(level.high)})"
