"""What each move and each development step of a proposal buys and costs, in words."""

from functools import partial

from planner.analysis.answers import changes_of, developments, figures_answer
from planner.analysis.explain.effects import (
    Effect,
    RowDifference,
    moves,
    without_move,
    without_step,
)
from planner.analysis.explain.speaking import Both, Speaking, in_a_row
from planner.analysis.sentences.voice import amounts
from planner.domain.composition import Composition
from planner.domain.explanation import Move, NeededFor, RowEffect, StepEffect
from planner.domain.result import Change, DevelopmentAnswer
from planner.dossier.requirements import Requirement
from planner.figures.team_figures import Figures
from planner.solver.problem import Problem


def told_moves(problem: Problem, proposed: Figures, both: Both) -> list[Move]:
    """Return the moves of a proposal, each beside the proposal without it."""
    told = []
    for seats in moves(proposed):
        effect = without_move(problem, proposed, seats)
        changes = [
            change
            for change in changes_of(proposed.situation, proposed.composition)
            if change.seat in seats
        ]
        told.append(
            Move(
                changes=changes,
                without_it=figures_answer(effect.undone),
                with_it=figures_answer(proposed),
                rows=_rows(effect, both),
                needed_for=_needed_for(effect, both),
                text=both.said(partial(_move_text, changes=changes, effect=effect)),
            )
        )
    return told


def told_steps(problem: Problem, proposed: Figures, both: Both) -> list[StepEffect]:
    """Return the developments of a proposal, each beside the proposal without it."""
    told = []
    for step in proposed.composition.development:
        effect = without_step(problem, proposed, step)
        (development,) = developments(Composition({}, (step,)))
        told.append(
            StepEffect(
                development=development,
                without_it=figures_answer(effect.undone),
                with_it=figures_answer(proposed),
                rows=_rows(effect, both),
                needed_for=_needed_for(effect, both),
                text=both.said(partial(_step_text, development=development, effect=effect)),
            )
        )
    return told


def _rows(effect: Effect, both: Both) -> list[RowEffect]:
    return [
        RowEffect(
            team=difference.team,
            behaviour=difference.row.behaviour,
            required=difference.row.carriers,
            without_carriers=list(difference.without),
            with_carriers=list(difference.with_it),
            without_shortfall=difference.short(difference.without),
            with_shortfall=difference.short(difference.with_it),
            text=both.said(partial(_row_text, difference=difference)),
        )
        for difference in effect.rows
    ]


def _needed_for(effect: Effect, both: Both) -> list[NeededFor]:
    return [
        NeededFor(
            item=asked.item,
            text=both.said(partial(_broken_text, asked=asked, effect=effect)),
        )
        for asked in effect.breaks
    ]


def _broken_text(speaking: Speaking, asked: Requirement, effect: Effect) -> str:
    breaches = asked.check(effect.undone, speaking.names)
    return in_a_row(*(breach.text for breach in breaches))


def _step_text(speaking: Speaking, development: DevelopmentAnswer, effect: Effect) -> str:
    return in_a_row(speaking.developing([development]), *_bought(speaking, effect))


def _move_text(speaking: Speaking, changes: list[Change], effect: Effect) -> str:
    """Return who moves where, and what that buys and costs."""
    taken = [_taken(speaking, change) for change in changes]
    return in_a_row(*taken, speaking.without_seat(changes), *_bought(speaking, effect))


def _taken(speaking: Speaking, change: Change) -> str:
    """Return who takes a seat, and from whom."""
    words, seat = speaking.words, speaking.names.seat(change.seat)
    if change.to is None:
        before = speaking.person(change.before)
        return words.say("{person} leaves the seat {seat}, which is then empty.",
                         person=before, seat=seat)  # fmt: skip
    person = speaking.names.person(change.to)
    if change.before is None:
        return words.say("{person} takes the empty seat {seat}.", person=person, seat=seat)
    return words.say(
        "{person} takes the seat {seat} in the place of {before}.",
        person=person,
        seat=seat,
        before=speaking.names.person(change.before),
    )


def _bought(speaking: Speaking, effect: Effect) -> list[str]:
    """Return what a part buys and costs, and whether one can do without it."""
    words = speaking.words
    before, after = effect.undone.objectives, effect.proposed.objectives
    told = [_covered(speaking, effect)]
    gains, costs = speaking.better(before, after), speaking.worse(before, after)
    if gains:
        told.append(words.say("It also brings: {what}.", what=gains))
    if costs:
        told.append(words.say("It costs: {what}.", what=costs))
    if effect.breaks:
        told.append(words.say("It is needed: without it something that is asked is broken."))
    elif effect.is_idle:
        told.append(words.say("You can do without it: nothing that counts gets worse then."))
    else:
        told.append(words.say("You may leave it out; then you also lose what it brings."))
    return told


def _covered(speaking: Speaking, effect: Effect) -> str:
    words = speaking.words
    undone, proposed = (
        speaking.voice.covered(figures.objectives["coverage"])
        for figures in (effect.undone, effect.proposed)
    )
    before, after = amounts(speaking.voice, [undone, proposed])
    if undone.short == proposed.short:
        return words.say("It changes nothing in how much is covered: {percent}.", percent=after)
    if proposed.short < undone.short:
        return words.say(
            "With it {after} is covered, without it {before}.", after=after, before=before
        )
    return words.say(
        "With it less is covered: {after}, without it {before}.", after=after, before=before
    )


def _row_text(speaking: Speaking, difference: RowDifference) -> str:
    """Return how a row's carriers change, through whom, and what it then lacks."""
    words, names = speaking.words, speaking.names
    before, after = len(difference.without), len(difference.with_it)
    row = speaking.row(difference.team, difference.row.behaviour)
    if before == after:
        return words.say(
            "{row}: {gained} in the place of {lost}; the number of carriers stays {number}.",
            row=row,
            gained=names.people(difference.gained),
            lost=names.people(difference.lost),
            number=after,
        )
    counted = words.say_count(
        "{row} goes from {before} to {number} carrier; the task asks {required}.",
        "{row} goes from {before} to {number} carriers; the task asks {required}.",
        after,
        row=row,
        before=before,
        required=difference.row.carriers,
    )
    return in_a_row(counted, _through(speaking, difference))


def _through(speaking: Speaking, difference: RowDifference) -> str:
    """Return who carries a row now, and who no longer does."""
    words, names = speaking.words, speaking.names
    told = []
    if difference.gained:
        told.append(
            words.say_count(
                "{people} adds to it.",
                "{people} add to it.",
                len(difference.gained),
                people=names.people(difference.gained),
            )
        )
    if difference.lost:
        told.append(
            words.say_count(
                "{people} no longer carries it there.",
                "{people} no longer carry it there.",
                len(difference.lost),
                people=names.people(difference.lost),
            )
        )
    return in_a_row(*told)
