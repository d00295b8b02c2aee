"""The sentences of a comparison: the finding, how sure it is, and why the two orders differ."""

from collections.abc import Iterable, Sequence

from planner.analysis.findings import some
from planner.analysis.sentences.reached import breaking, reached, reached_together
from planner.analysis.sentences.uncertainty import frequency
from planner.domain.questions import Compared
from planner.domain.said import Said
from planner.domain.team import Demand
from planner.web.views.compare_case import Case, whole

# Of those who come first, and of those who fit best, so many are told with their figures.
_MOST_TOLD = 3


def told(case: Case, said: Said) -> str:
    """Return a sentence of an analysis; a page must not break a percentage in two."""
    return whole(said.in_language(case.words.language))


def people_in_a_row(case: Case, people: Iterable[Compared]) -> str:
    """Return a few people's names in a row, and how many more there are."""
    return some([case.names.person(one.person) for one in people], case.names, case.words)


def quoted(case: Case, rows: Iterable[Demand]) -> str:
    """Return a few behaviours in a row, each in quotation marks."""
    labels = [f"‘{case.names.behaviour(row.behaviour)}’" for row in rows]
    return some(labels, case.names, case.words)


def heading(case: Case) -> str:
    """Return the finding: who adds most, and who fits the job best."""
    say, people = case.words.say, case.comparison.people
    seat = case.names.seat(case.seat)
    if not people:
        return say("Nobody may take the seat {seat} yet", seat=seat)
    if len(people) == 1:
        person = case.names.person(people[0].person)
        return say("Only {person} may take the seat {seat}", person=person, seat=seat)
    if not case.rows:
        return say("The task asks nothing of this team yet, so there is nothing to compare")
    if not case.undecided and len(case.best) == 1 and case.best == case.fitting and _adds(case):
        person = case.names.person(case.best[0].person)
        return say("{person} adds most here, and fits the job best too", person=person)
    fits = case.words.say_count(
        "{people} fits the job best",
        "{people} fit the job best",
        len(case.fitting),
        people=people_in_a_row(case, case.fitting),
    )
    return say("{contribution}; {fit}", contribution=_contribution(case), fit=fits)


def _adds(case: Case) -> bool:
    """Tell whether who comes first also covers most: not so where something else counts more."""
    most = max(one.gain for one in case.comparison.people)
    return most > 0 and all(one.gain == most for one in case.best)


def _contribution(case: Case) -> str:
    say, say_count = case.words.say, case.words.say_count
    first = people_in_a_row(case, case.best)
    if not any(one.gain for one in case.comparison.people):
        return say("Nobody adds anything here to what the team covers")
    if not _adds(case):
        return say_count(
            "{people} comes first for what is asked",
            "{people} come first for what is asked",
            len(case.best),
            people=first,
        )
    group = [*case.best, *case.undecided]
    if len(group) > 1:
        return say(
            "Between {people} there is no difference in what they add",
            people=people_in_a_row(case, group),
        )
    return say("{person} adds most here", person=first)


def lead(case: Case) -> str:
    """Return what stands below the heading: the figures of those it names, and how sure it is."""
    group = [*case.best, *case.undecided][:_MOST_TOLD]
    named = list({one.person: one for one in [*group, *case.fitting[:_MOST_TOLD]]}.values())
    if not named or not case.rows:
        return ""
    ends = (case.best[0], case.fitting[0]) if case.fitting else case.best[:1]
    sentences = [reached(case.voice, case.comparison, named)]
    if len(case.situation.teams) > 1:
        sentences.append(reached_together(case.voice, [one for one in named if one in ends]))
    if all(one.violations for one in case.best):
        sentences.append(breaking(case.voice, case.best))
    return whole(" ".join([*sentences, *_sure(case)]))


def _sure(case: Case) -> list[str]:
    if not case.tells_certainty:
        return []
    first = case.best[0].person
    return [
        case.words.say(
            "In {draws} most is covered with {person}.",
            draws=frequency(case.words, case.certainty.best_share(first)),
            person=case.names.person(first),
        )
    ]


def how_often_best(case: Case, person: str) -> str:
    """Return in how many draws most is covered with somebody; nothing where no draw tells."""
    if not case.tells_certainty:
        return ""
    share = case.certainty.best_share(person)
    return case.words.say("Covers most in {draws}.", draws=frequency(case.words, share))


def why_proposals_differ(case: Case, left_out: Sequence[str]) -> str:
    """Return that proposals look only for teams that keep what is asked; nothing where all do."""
    if not left_out:
        return ""
    if len(left_out) == len(case.shown) > 1:
        return case.words.say(
            "Whoever takes this seat, as the others sit the team does not meet everything that is "
            "asked. The proposals let others move too, and look only for teams that keep it all."
        )
    return case.words.say(
        "With {people} the team does not meet everything that is asked. The proposals look only "
        "for teams that do, so their order may be another one.",
        people=some(list(left_out), case.names, case.words, last=("of", "or")),
    )


def duel(case: Case, first: str, second: str) -> str:
    """Return in how many draws each of two people covers more."""
    result = case.certainty.duel(first, second)
    values: dict[str, object] = {
        "first": case.names.person(first),
        "second": case.names.person(second),
        "draws": case.names.number(result.draws),
        "more": case.names.number(result.first_better),
        "less": case.names.number(result.second_better),
    }
    if result.equal == result.draws:
        return case.words.say("In all {draws} draws {first} and {second} cover the same.", **values)
    if result.equal:
        return case.words.say(
            "{first} covers more in {more} of {draws} draws, {second} in {less}; in {equal} they "
            "cover the same.",
            equal=case.names.number(result.equal),
            **values,
        )
    return case.words.say(
        "{first} covers more in {more} of {draws} draws, {second} in {less}.", **values
    )


def order_reason(case: Case, one: Compared) -> list[str]:
    """Return where somebody stands in both orders, and why that differs where it does."""
    told_rank = [told(case, one.said[0])]
    if one.job_fit_rank is None or one.job_fit_rank == one.rank:
        return told_rank
    person = case.names.person(one.person)
    if one.job_fit_rank < one.rank:
        spare = case.rows_of(one.person, "spare")
        if not spare:
            return told_rank
        carried = len(case.rows_of(one.person, "spare", "closes", "helps"))
        return [
            *told_rank,
            case.words.say_count(
                "Of the {carried} behaviours that {person} carries, the team has enough of "
                "{number} already: {behaviours}.",
                "Of the {carried} behaviours that {person} carries, the team has enough of "
                "{number} already: {behaviours}.",
                len(spare),
                carried=carried,
                person=person,
                behaviours=quoted(case, spare),
            ),
        ]
    filled = case.rows_of(one.person, "closes", "helps")
    return [
        *told_rank,
        *(
            [
                case.words.say(
                    "{person} carries {behaviours}, of which the team is short.",
                    person=person,
                    behaviours=quoted(case, filled),
                )
            ]
            if filled
            else []
        ),
    ]
