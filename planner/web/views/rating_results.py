"""What came of a round: levels with how sure they are, beside what people intend; and agreement."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from planner.domain.level import Level
from planner.ratings.agreement import Agreement
from planner.ratings.enough import enough
from planner.ratings.showing import Reader, ShownBehaviour
from planner.resources.catalogue import Translator
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
    """How far raters agree on a behaviour: one of them, and the mean of all."""

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
    variances = profiles.variances.get(shown.behaviour)
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
        if variances is None or profile is None
        else enough(variances.reliability, profile.counted).said(names.words),
        within="" if within is None else number(within, 2),
    )


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


def agreement_rows(
    agreements: Mapping[str, Agreement], behaviours: Iterable[str], names: RoundNames
) -> tuple[AgreementRow, ...]:
    """Return how far raters agree, behaviour by behaviour."""
    return tuple(
        _agreement(names.behaviour(each), agreements[each], names.words)
        for each in behaviours
        if each in agreements
    )


def _agreement(behaviour: str, found: Agreement, words: Translator) -> AgreementRow:
    if found.same is not None:
        return AgreementRow(
            behaviour,
            _correlation(found.same.random_single),
            _correlation(found.same.random_mean),
            words.say_count(
                "the same {number} rater for all",
                "the same {number} raters for all",
                len(found.same.raters),
            ),
        )
    if found.one_each is not None:
        return AgreementRow(
            behaviour,
            _correlation(found.one_each.single),
            _correlation(found.one_each.mean),
            words.say("others for each, {number} on average", number=number(found.one_each.raters)),
        )
    return AgreementRow(behaviour, "–", "–", words.say("too little to say"))


def _correlation(value: float) -> str:
    """Return a correlation as people read it: below 0 there is as little agreement as at 0."""
    return number(max(0.0, value), 2)


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
