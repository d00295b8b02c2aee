"""The second half of the tour: whom to choose, proposals, what-ifs, and who decides."""

from planner.analysis.words import GOALS
from planner.domain.items import Item
from planner.domain.level import Level
from planner.web.views.asked import Reader
from planner.web.views.tour_case import Case, Step, Table, cells


def comparison(case: Case) -> Step:
    """Return the step about job fit and what somebody adds."""
    say, best, fit = case.words.say, case.compared[0], case.best_fit
    no_longer = [
        row
        for row in case.findings.short_rows
        if row.behaviour not in {short.behaviour for short in best.short}
    ]
    return Step(
        say(
            "{fit} fits the job best, {best} adds more to the team",
            fit=case.names.person(fit.person),
            best=case.names.person(best.person),
        ),
        (
            say(
                "Job fit asks how near somebody comes to all that is asked. But what the team has "
                "already, it does not need once more. The planner looks at what somebody adds."
            ),
            say(
                "With {fit} {fit_covered} is covered, with {best} {best_covered}. With {best} "
                "these are not short any more: {rows}.",
                fit=case.names.person(fit.person),
                best=case.names.person(best.person),
                fit_covered=case.percent(fit.figures.coverage_percent),
                best_covered=case.percent(best.figures.coverage_percent),
                rows=case.names.behaviours(row.behaviour for row in no_longer),
            ),
        ),
        Table(
            say("Who may take the seat {seat}", seat=case.names.seat(case.seat.id)),
            (say("Person"), say("Job fit, of 100"), say("Covered with them")),
            tuple(
                cells(
                    case.names.person(person.person),
                    "\N{EN DASH}" if person.job_fit is None else case.names.number(person.job_fit),
                    case.percent(person.figures.coverage_percent),
                    stands_out=person is best,
                )
                for person in case.compared
            ),
        ),
        screen="compare",
        leads_to=say("Compare the candidates"),
    )


def proposals(case: Case) -> Step:
    """Return the step about wishes and proposals."""
    say, reader = case.words.say, Reader(case.dossier, case.words)
    wishes = [reader.wish(Item("constraint", n)) for n in range(len(case.dossier.constraints))]
    first, second, *_ = (say(GOALS[each.objective]) for each in case.dossier.objectives_in_order())
    return Step(
        case.words.say_count(
            "A proposal meets your {number} wish, and is the best that is possible",
            "A proposal meets your {number} wishes, and is the best that is possible",
            len(wishes),
        ),
        (
            say(
                "You say what must hold, and what counts most: here {first} before {second}. The "
                "planner looks for the best teams within that, and says whether it is certain that "
                "no better one exists.",
                first=first,
                second=second,
            ),
            say(
                "You get several proposals that differ, each with what it gains and what it costs. "
                "And if your wishes clash, you see which of them do."
            ),
        ),
        wishes=tuple(wish.sentence for wish in wishes),
        screen="proposals",
        leads_to=say("Work out proposals"),
    )


def what_if(case: Case) -> Step:
    """Return the step about what-ifs."""
    say, best, fit, leaving = case.words.say, case.compared[0], case.best_fit, case.costliest
    names = case.names.person
    tried: list[tuple[str, str | None, str | None]] = [
        (say("The team as it is now"), None, None),
        *(
            (say("{person} takes the empty seat", person=names(each.person)), each.person, None)
            for each in (best, fit)
        ),
        *(
            (
                say(
                    "{person} takes the empty seat, and {leaving} leaves",
                    person=names(each.person),
                    leaving=names(leaving),
                ),
                each.person,
                leaving,
            )
            for each in (best, fit)
        ),
    ]
    return Step(
        say("What if {person} leaves as well? Try it before it happens", person=names(leaving)),
        (
            say(
                "Move people, put somebody in or out, let somebody develop, or change a row of the "
                "task: every figure answers at once, beside the team of today. Nothing changes in "
                "the dossier until you say so."
            ),
        ),
        Table(
            say("What is covered then"),
            (say("What if"), say("Covered")),
            tuple(cells(what, case.with_and_without(who, gone)) for what, who, gone in tried),
        ),
        screen="explore",
        leads_to=say("Try it yourself"),
    )


def people_decide(case: Case) -> Step:
    """Return the step about what the figures cannot see."""
    say = case.words.say
    levels = [level for person in case.dossier.people for level in person.levels.values()]
    unsure = sum(isinstance(level, Level) and level.low is not None for level in levels)
    return Step(
        say("The planner proposes, people decide"),
        (
            say(
                "The figures rest on levels that people judged. In this example there are "
                "{levels}; of {unsure} the judgements differ so much that they are kept with an "
                "interval. A difference that is smaller than that is no difference.",
                levels=sum(level is not None for level in levels),
                unsure=unsure,
            ),
            say(
                "What is not in the figures is for the conversation: how people work together, "
                "what somebody wants, what is going on at home. The planner shows where to talk "
                "about. The choice, and the reasons for it, are yours."
            ),
        ),
    )
