"""A comparison in short: sentences that a committee can take along."""

from collections.abc import Sequence

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


def summary(
    case: Case, view: Compares, others: Sequence[Compared], *, cautious: bool
) -> tuple[str, ...]:
    """Return the comparison in sentences, one person a sentence or two."""
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
    ]
    if view.has_rows:
        sentences += [_person(case, one) for one in view.candidates]
    sentences += [_anyhow(case, view), _equal(case)]
    if cautious:
        sentences.append(say("Levels are read cautiously here: at the low end of their interval."))
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


def _person(case: Case, one: Candidate) -> str:
    say = case.words.say
    values = {
        "person": one.name,
        "percent": case.findings(case.empty).percent(one.outcome.percent),
    }
    parts = [
        case.words.say_count(
            "{person}: the team then covers {percent}, {number} point more than with an empty "
            "seat.",
            "{person}: the team then covers {percent}, {number} points more than with an empty "
            "seat.",
            one.gain,
            **values,
        )
        if one.gain
        else say("{person}: the team then covers {percent}, as with an empty seat.", **values)
    ]
    if one.fit is not None:
        parts.append(
            say(
                "Job fit {fit} of 100, number {rank}.",
                fit=case.names.number(one.fit),
                rank=one.fit_rank,
            )
        )
    if one.unique:
        parts.append(say("Brings alone: {rows}.", rows=case.names.listed(one.unique)))
    if one.leaves:
        parts.append(say("Leaves the seat {seat} empty.", seat=one.leaves))
    if one.outcome.short:
        rows = case.names.listed(short.label for short in one.outcome.short)
        parts.append(say("Stays short: {rows}.", rows=rows))
    else:
        parts.append(say("Nothing stays short."))
    if one.broken:
        parts.append(say("Not kept: {sentences}", sentences=" ".join(one.broken)))
    return " ".join(parts)


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
