"""A comparison in short: sentences that a committee can take along."""

from collections.abc import Sequence
from dataclasses import dataclass

from planner.analysis.findings import capitalised
from planner.domain.questions import Compared
from planner.resources.catalogue import marked
from planner.web.views.compare import Candidate, Compares
from planner.web.views.compare_case import Case
from planner.web.views.compare_words import heading, lead, people_in_a_row

# The pages end with this too.
ADVICE = marked(
    "A proposal is advice: people decide, and say why. The figures rest on ratings, and ratings "
    "are judgements of people."
)


@dataclass(frozen=True)
class InShort:
    """One person in short: the team that would come of it, in a few sentences."""

    name: str
    rank: int
    percent: str
    said: str
    broken: tuple[str, ...]


def briefly(case: Case, view: Compares) -> tuple[InShort, ...]:
    """Return everybody who is shown in short, in their order; nobody where nothing is asked."""
    if not view.has_rows:
        return ()
    return tuple(
        InShort(one.name, one.rank, one.outcome.percent, _person(case, one), one.broken)
        for one in view.candidates
    )


def summary(
    case: Case, view: Compares, others: Sequence[Compared], *, cautious: bool
) -> tuple[str, ...]:
    """Return the comparison in sentences, to be taken along: one person a sentence or two."""
    say = case.words.say
    sentences = [
        say(
            "For the seat {seat} in {team} these people are compared: {people}.",
            seat=view.seat,
            team=view.team,
            people=case.names.people(one.person for one in case.shown),
        )
        if case.shown
        else "",
        _unseen(case, others),
        f"{heading(case)}.",
        lead(case),
        *(_taken_along(case, view, one) for one in view.candidates if view.has_rows),
        view.why_proposals_differ,
        _anyhow(case, view),
        _equal(case),
        say("Levels are read cautiously here: at the low end of their interval.")
        if cautious
        else "",
    ]
    return (*(sentence for sentence in sentences if sentence), say(ADVICE))


def _unseen(case: Case, others: Sequence[Compared]) -> str:
    if not others:
        return ""
    return case.words.say_count(
        "{number} other person may take the seat, and comes lower: {people}.",
        "{number} other people may take the seat, and come lower: {people}.",
        len(others),
        people=people_in_a_row(case, others),
    )


def _taken_along(case: Case, view: Compares, one: Candidate) -> str:
    """Return one person in short with what the team comes to, for where no figure is beside it."""
    sentences = [f"{one.name}.", _covers(case, view, one), _person(case, one)]
    if one.broken:
        sentences.append(case.words.say("Not kept: {sentences}", sentences=" ".join(one.broken)))
    return " ".join(sentences)


def _person(case: Case, one: Candidate) -> str:
    say, parts = case.words.say, []
    new = [row.label for row in one.fills if row.is_new]
    if new:
        parts.append(say("New to the team: {rows}.", rows=case.names.listed(new)))
    if one.leaves:
        parts.append(say("Leaves the seat {seat} empty.", seat=one.leaves))
    if one.outcome.short:
        rows = case.names.listed(short.label for short in one.outcome.short)
        parts.append(say("Still lacks carriers: {rows}.", rows=rows))
    else:
        parts.append(say("Nothing lacks carriers any more."))
    if one.fit is not None:
        parts.append(
            say(
                "Job fit {fit} of 100, number {rank}.",
                fit=case.names.number(one.fit),
                rank=one.fit_rank,
            )
        )
    return " ".join(parts)


def _covers(case: Case, view: Compares, one: Candidate) -> str:
    covered = one.outcome.percent
    if not one.adds:
        return case.words.say("The team covers {percent}, as with an empty seat.", percent=covered)
    return case.words.say(
        "The team goes from {empty} to {percent} covered.",
        empty=view.base.percent,
        percent=covered,
    )


def _anyhow(case: Case, view: Compares) -> str:
    if not view.broken_anyhow:
        return ""
    return case.words.say(
        "Not kept, whoever of them is chosen: {sentences}", sentences=" ".join(view.broken_anyhow)
    )


def _equal(case: Case) -> str:
    if not case.undecided or not case.rows:
        return ""
    first = case.names.person(case.best[0].person)
    return capitalised(
        case.words.say(
            "between {first} and {people} the difference is smaller than the uncertainty of the "
            "ratings.",
            first=first,
            people=people_in_a_row(case, case.undecided),
        )
    )
