"""Why figures differ from today: row by row, whose doing it is; and which wishes that breaks."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from planner.analysis.answers import violations_of
from planner.analysis.asked import AskedSentences
from planner.analysis.evaluate import not_eligible
from planner.domain.items import Item
from planner.domain.names import Names
from planner.domain.situation import Situation
from planner.domain.team import Demand, Team
from planner.dossier.dossier import Dossier
from planner.dossier.exploring import AskedRow, Explored
from planner.dossier.requirements import requirements
from planner.figures.coverage import shortfall
from planner.figures.team_figures import Figures, TeamFigures
from planner.resources.catalogue import Translator
from planner.web.views.explore_words import ExploreWords

Tone = Literal["better", "worse", "added", "dropped", "open", "same"]


@dataclass(frozen=True)
class Reason:
    """One behaviour: what changes for it, and through whom."""

    label: str
    sentence: str
    tone: Tone
    weight: int


@dataclass(frozen=True)
class Wishes:
    """What is asked: what this breaks, what was broken and stays so, what it mends, what holds."""

    broken: tuple[str, ...]
    still: tuple[str, ...]
    mended: tuple[str, ...]
    kept: int


def reasons(voice: ExploreWords, bench: Sequence[str]) -> list[Reason]:
    """Return what changes, the weightiest first; then what stays short, and who would carry it."""
    found = []
    explored, situation = voice.explored, voice.explored.situation
    may_come = {
        team.id: _may_come(situation, team, bench)
        for team in situation.teams
        if any(row.team == team.id for row in explored.asked_rows)
    }
    for asked in explored.asked_rows:
        now, then = explored.today.teams[asked.team], explored.figures.teams[asked.team]
        reason: Reason | None
        if asked.before is not None and asked.after is not None:
            reason = _reason(voice, now, then, asked.before, asked.after, may_come[asked.team])
        else:
            reason = _of_the_task(voice, now, then, asked)
        if reason is not None:
            found.append(reason)
    order: dict[Tone, int] = {tone: place for place, tone in enumerate(get_args(Tone))}
    return sorted(found, key=lambda each: (order[each.tone], -each.weight))


def _reason(
    voice: ExploreWords,
    now: TeamFigures,
    then: TeamFigures,
    old: Demand,
    row: Demand,
    bench: Sequence[str],
) -> Reason | None:
    before, after = now.carriers[row.behaviour], then.carriers[row.behaviour]
    was, will = shortfall(old, now.carriers), shortfall(row, then.carriers)
    came = [person for person in after if person not in before]
    gone = [person for person in before if person not in after]
    label = _label(voice, then.team.team.id, row.behaviour)
    weight = row.importance * max(1, abs(will - was))
    if old != row or came or gone:
        tone: Tone = "same" if will == was else "better" if will < was else "worse"
        sentence = _change(voice, row, old, came, gone, len(before), len(after))
        return Reason(label, sentence, tone, weight)
    if will:
        return Reason(label, _open(voice, then, row, len(after), bench), "open", weight)
    return None


def _may_come(situation: Situation, team: Team, bench: Sequence[str]) -> list[str]:
    """Return who of the bench may take any seat of a team."""
    welcome = {person for seat in team.seats for person in situation.open_to(seat)}
    return [person for person in bench if person in welcome]


def _of_the_task(
    voice: ExploreWords, now: TeamFigures, then: TeamFigures, asked: AskedRow
) -> Reason:
    """Return what it does that a behaviour comes into the task, or goes out of it."""
    label, words = _label(voice, asked.team, asked.behaviour), voice.words
    if asked.after is None:
        assert asked.before is not None
        sentence = words.say(
            "The task no longer asks this. Today it has {have} of {asked} carriers.",
            have=len(now.carriers[asked.behaviour]),
            asked=asked.before.carriers,
        )
        return Reason(label, sentence, "dropped", asked.before.importance)
    sentence = words.say(
        "The task now asks this too, at level {level}. Carriers: {have} of {asked}.",
        level=voice.names.number(asked.after.level / 10),
        have=len(then.carriers[asked.behaviour]),
        asked=asked.after.carriers,
    )
    return Reason(label, sentence, "added", asked.after.importance)


def _label(voice: ExploreWords, team: str, behaviour: str) -> str:
    label = voice.names.behaviour(behaviour)
    if len(voice.explored.figures.teams) > 1:
        return f"{label} ({voice.names.team(team)})"
    return label


def _change(
    voice: ExploreWords,
    row: Demand,
    old: Demand,
    came: list[str],
    gone: list[str],
    before: int,
    after: int,
) -> str:
    words, names = voice.words, voice.names
    told = []
    if old != row:
        told.append(
            words.say(
                "The task now asks level {level}, importance {importance}.",
                level=names.number(row.level / 10),
                importance=row.importance,
            )
        )
    if came and gone:
        told.append(
            words.say(
                "{came} in the place of {gone}.", came=names.people(came), gone=names.people(gone)
            )
        )
    elif came:
        told.append(
            words.say_count(
                "{people} now carries this.",
                "{people} now carry this.",
                len(came),
                people=names.people(came),
            )
        )
    elif gone:
        told.append(
            words.say_count(
                "{people} no longer carries this.",
                "{people} no longer carry this.",
                len(gone),
                people=names.people(gone),
            )
        )
    told.append(
        words.say(
            "Carriers: {after} of {asked}; today {before} of {asked_today}.",
            after=after,
            asked=row.carriers,
            before=before,
            asked_today=old.carriers,
        )
    )
    return " ".join(told)


def _open(
    voice: ExploreWords, then: TeamFigures, row: Demand, have: int, bench: Sequence[str]
) -> str:
    words = voice.words
    stays = words.say("Still short: {have} of {asked} carriers.", have=have, asked=row.carriers)
    able = [
        person
        for person in bench
        if (level := then.team.level(person, row.behaviour)) is not None
        and level >= row.level
        and person not in then.carriers[row.behaviour]
    ]
    if not able:
        nobody = words.say("Nobody on the bench carries it.")
        return f"{stays} {nobody}"
    would = words.say_count(
        "{people} would carry it.",
        "{people} would carry it.",
        len(able),
        people=voice.findings(then.team.team.id).some([voice.names.person(each) for each in able]),
    )
    return f"{stays} {would}"


def wishes(explored: Explored, original: Dossier, words: Translator) -> Wishes:
    """Return which wishes are broken after the steps, beside today."""
    names = Names(explored.before, words.language)
    before = _broken(original, explored.today, names)
    asks = AskedSentences(original, words)
    after = _broken(explored.dossier, explored.figures, Names(explored.situation, words.language))
    asked = len(requirements(explored.dossier))
    of_asked = sum(item.kind != "eligible" for item in after)
    return Wishes(
        broken=tuple(text for item, text in after.items() if item not in before),
        still=tuple(text for item, text in after.items() if item in before),
        # What was complained of is no longer so: these say what is asked, and is now met.
        mended=tuple(
            _may_sit(item, names, words) if item.kind == "eligible" else _unbroken(asks.of(item))
            for item in before
            if item not in after
        ),
        kept=asked - of_asked,
    )


def _may_sit(item: Item, names: Names, words: Translator) -> str:
    """Return that a seat has nobody any more to whom it is not open."""
    assert isinstance(item.key, tuple)
    return words.say("Whoever sits on {seat} may sit there.", seat=names.seat(str(item.key[0])))


def _broken(dossier: Dossier, figures: Figures, names: Names) -> dict[Item, str]:
    found = violations_of(tuple(requirements(dossier)), figures, names)
    told = {each.item: each.text for each in found}
    told |= {each.item: each.text for each in not_eligible(figures.composition, names)}
    permission = dossier.development
    if permission is not None:
        index = dossier.constraints.index(permission)
        for breach in permission.check(figures, names):
            told[Item("constraint", index)] = breach.text
    return {item: _unbroken(text) for item, text in told.items()}


def _unbroken(sentence: str) -> str:
    # Constraints write for the terminal too; a page must not break a percentage in two.
    return sentence.replace(" %", "\N{NO-BREAK SPACE}%")
