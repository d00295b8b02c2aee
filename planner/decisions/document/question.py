"""What was to be decided: the question, the task, the team as it sat, and what was asked."""

from collections.abc import Iterator

from planner.analysis.asked import AskedSentences
from planner.analysis.words import GOALS
from planner.decisions.blocks import (
    Block,
    Facts,
    Heading,
    Paragraph,
    Points,
    Table,
    Words,
    paragraphs_of,
)
from planner.decisions.document.voice import DecisionVoice
from planner.domain.items import Item
from planner.domain.team import Demand


def in_short(voice: DecisionVoice) -> Iterator[Block]:
    """Yield the decision in a few sentences."""
    words, decision = voice.words, voice.decision
    moves = voice.moves(decision.choice)
    yield Heading(words.say("The decision in short"))
    yield Paragraph(
        words.say(
            "Decided on {date}: {moves}.", date=voice.day(decision.date), moves="; ".join(moves)
        )
        if moves
        else _unchanged(voice)
    )
    covered = words.say(
        "With this {after} of what is asked is covered; before, it was {before}.",
        after=voice.percent(decision.choice.coverage_percent),
        before=voice.percent(decision.today.coverage_percent),
    )
    decided = (
        words.say("The program proposed; the people named in this document decided.")
        if decision.answer.proposals
        else words.say(
            "The program found nothing that keeps to all that was asked, so it proposed nothing; "
            "the people named in this document decided."
        )
    )
    yield Paragraph(f"{covered} {decided}")
    if decision.withdraws is not None:
        yield Paragraph(
            words.say(
                "With this the decision with reference {id} no longer stands. Its data file has "
                "the fingerprint {fingerprint}. Why it is withdrawn:",
                id=decision.withdraws.decision,
                fingerprint=decision.withdraws.fingerprint,
            )
        )
        yield Words(paragraphs_of(decision.withdraws.reason))


def _unchanged(voice: DecisionVoice) -> str:
    words, date = voice.words, voice.day(voice.decision.date)
    chosen = voice.decision.choice.assignment
    empty = [voice.names.seat(seat) for seat, person in chosen.items() if person is None]
    if not empty:
        return words.say("Decided on {date}: everybody stays where they sit.", date=date)
    return words.say_count(
        "Decided on {date}: everybody stays where they sit, and {seats} stays empty.",
        "Decided on {date}: everybody stays where they sit, and {seats} stay empty.",
        len(empty),
        date=date,
        seats=voice.names.listed(empty),
    )


def question(voice: DecisionVoice) -> Iterator[Block]:
    """Yield the question."""
    words, decision = voice.words, voice.decision
    yield Heading(words.say("The question"))
    yield Paragraph(
        words.say(
            "Which composition of {teams} covers best what the task asks? It was about: {seats}.",
            teams=voice.teams,
            seats=voice.seats,
        )
    )
    yield Facts(
        tuple(
            (
                voice.names.seat(seat.id),
                words.say(
                    "{team}; before the decision: {person}",
                    team=voice.names.team(seat.team),
                    person=voice.person(seat.incumbent),
                ),
            )
            for seat in decision.question.seats
        )
    )


def gap(voice: DecisionVoice) -> Iterator[Block]:
    """Yield what the task asks, what the sitting team has of it, and how the task was fixed."""
    words, today = voice.words, voice.decision.today
    yield Heading(words.say("What the task asks, and what the team lacks"))
    short = voice.short(today)
    yield Paragraph(
        words.say(
            "Before the decision {percent} of what is asked was covered. Short of carriers: "
            "{rows}.",
            percent=voice.percent(today.coverage_percent),
            rows=voice.names.listed(short),
        )
        if short
        else words.say("Before the decision everything that is asked was covered.")
    )
    for team in voice.decision.case.teams:
        if team.demand:
            yield Table(
                caption=words.say("What the task of {team} asks", team=voice.names.team(team.id)),
                columns=(
                    words.say("Behaviour"),
                    words.say("Importance"),
                    words.say("Level"),
                    words.say("Carriers asked"),
                    words.say("Carriers there"),
                ),
                rows=tuple(_row(voice, team.id, row) for row in team.demand),
                widths=(10, 4, 3, 4, 4),
                numeric=frozenset({1, 2, 3, 4}),
            )
    yield from _fixed(voice)


def _row(voice: DecisionVoice, team: str, row: Demand) -> tuple[str, ...]:
    label = voice.names.behaviour(row.behaviour)
    marks = [voice.words.say("critical")] if row.critical else []
    marks += [voice.words.say("the circle counts too")] if row.spread else []
    there = voice.decision.today.teams[team].coverage[row.behaviour].carriers
    return (
        f"{label} ({', '.join(marks)})" if marks else label,
        str(row.importance),
        voice.names.number(row.level / 10),
        str(row.carriers),
        str(len(there)),
    )


def _fixed(voice: DecisionVoice) -> Iterator[Block]:
    words, task = voice.words, voice.decision.task
    if task.frozen is None:
        yield Paragraph(
            words.say(
                "It was not recorded when the task was fixed. Whether it was written before or "
                "after somebody knew the candidates cannot be told from this document."
            )
        )
        return
    yield Paragraph(
        words.say(
            "The task was fixed on {moment} by {person}, before the candidates’ profiles could be "
            "opened.",
            moment=voice.moment(task.frozen.at),
            person=voice.own(task.frozen.by),
        )
    )
    if not task.changes:
        yield Paragraph(words.say("It has not changed since."))
        return
    yield Paragraph(words.say("After that it was changed:"))
    yield Points(
        tuple(
            words.say(
                "{moment}, {person}: {reason}",
                moment=voice.moment(change.at),
                person=voice.own(change.by),
                reason=voice.own(change.reason),
            )
            for change in task.changes
        )
    )


def asked(voice: DecisionVoice) -> Iterator[Block]:
    """Yield the constraints and the priorities."""
    words, asked = voice.words, voice.decision.asked
    yield Heading(words.say("What the proposals had to keep to"))
    sentences = AskedSentences(voice.decision.case, words)
    if asked.constraints:
        yield Points(
            tuple(
                sentences.of(Item("constraint", index)) for index in range(len(asked.constraints))
            )
        )
    else:
        yield Paragraph(words.say("No constraints were set."))
    yield Paragraph(
        words.say(
            "Within these the best was looked for, one after another and in this order: {goals}.",
            goals=voice.names.listed(
                words.say(GOALS[priority.objective]) for priority in asked.priorities
            ),
        )
    )
