"""The first half of the tour: the task, its carriers, the gap, and what hangs on one person."""

from planner.analysis.headline import headline, lead
from planner.analysis.top_figures import departure as departure_finding
from planner.web.views.rows import compass_of, directions_of
from planner.web.views.tour_case import Case, Step, Table, cells

_MOST_ROWS = 6


def task(case: Case) -> Step:
    """Return the step about the task."""
    say, rows = case.words.say, case.findings.team.rows
    heaviest = sorted(rows, key=lambda row: -row.importance)[:_MOST_ROWS]
    return Step(
        say("A team does not need a hero; its task needs a repertoire"),
        (
            say(
                "This is {team}. One seat is empty: {seat}. Whom would you choose?",
                team=case.names.team(case.situation.teams[0].id),
                seat=case.names.seat(case.seat.id),
            ),
            say(
                "The task (opgave) of the team comes first. Here it asks {rows} behaviours, and "
                "says of each how important it is, at which level it is needed and how many people "
                "must have it. That follows from this task, not from the rank of the people.",
                rows=len(rows),
            ),
        ),
        Table(
            say("What the task asks most"),
            (say("Behaviour"), say("Importance"), say("Level"), say("Carriers")),
            tuple(
                cells(
                    case.names.behaviour(row.behaviour),
                    say("{value} of 5", value=row.importance),
                    case.level(row.level),
                    str(row.carriers),
                )
                for row in heaviest
            ),
        ),
        screen="demand",
        leads_to=say("See the whole task"),
    )


def carriers(case: Case) -> Step:
    """Return the step about what a carrier is."""
    say, row, team = case.words.say, case.row, case.findings.team
    carriers = case.findings.figures.carriers[row.behaviour]
    known = {person: team.level(person, row.behaviour) for person in team.counting(row)}
    asked = case.level(row.level)
    order = sorted(known, key=lambda person: -(known[person] or 0))
    return Step(
        say(
            "A carrier is somebody who reaches the level: {behaviour} has {have} of the {asked}",
            behaviour=case.names.behaviour(row.behaviour),
            have=len(carriers),
            asked=row.carriers,
        ),
        (
            say(
                "The task asks level {level} here. Whoever has that level or more is a carrier; it "
                "makes no difference how much more. It is about what each of them brings to the "
                "team.",
                level=asked,
            ),
            case.findings.row_reason(row),
            say("A dash means that nobody knows. What is not known does not count as low or high."),
        ),
        Table(
            say("Who has which level: {behaviour}", behaviour=case.names.behaviour(row.behaviour)),
            (say("Person"), say("Level"), say("Carrier from {level}", level=asked)),
            tuple(
                cells(
                    case.names.person(person),
                    case.level(known[person]),
                    say("carrier") if person in carriers else say("no"),
                    stands_out=person in carriers,
                )
                for person in order
            ),
        ),
        screen="people",
        leads_to=say("See the people"),
    )


def gap(case: Case) -> Step:
    """Return the step about where the team falls short."""
    findings = case.findings
    say, carriers = case.words.say, findings.figures.carriers
    return Step(
        headline(findings),
        (
            lead(findings),
            say(
                "In the compass each behaviour is a wedge. A wedge that is hatched has too few "
                "carriers: there the team falls short. A dot means that one departure leaves a gap."
            ),
        ),
        Table(
            say("Where the team falls short, the heaviest first"),
            (say("Behaviour"), say("Importance"), say("Carriers")),
            tuple(
                cells(
                    case.names.behaviour(row.behaviour),
                    say("{value} of 5", value=row.importance),
                    say(
                        "{have} of the {asked}",
                        have=len(carriers[row.behaviour]),
                        asked=row.carriers,
                    ),
                )
                for row in findings.short_rows
            ),
        ),
        compass_of(directions_of(findings.figures, findings)),
        screen="team",
        leads_to=say("See the team"),
    )


def departure(case: Case) -> Step:
    """Return the step about what hangs on one person."""
    say, found = case.words.say, departure_finding(case.findings)
    assert found is not None
    losses = case.findings.losses
    return Step(
        say(
            "If {person} leaves, {percent} stays covered",
            person=case.names.person(case.costliest),
            percent=case.without(case.costliest),
        ),
        (
            say(
                "A team can carry much and still be vulnerable: a behaviour that hangs on one "
                "person goes with that person."
            ),
            found.reason,
        ),
        Table(
            say("What stays covered of the {covered}", covered=case.covered),
            (say("When this person leaves"), say("Covered")),
            tuple(
                cells(
                    case.names.person(person),
                    case.without(person),
                    stands_out=person == case.costliest,
                )
                for person in sorted(losses, key=lambda person: -losses[person])
            ),
        ),
        screen="team",
        leads_to=say("See who carries what"),
    )
