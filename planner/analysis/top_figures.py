"""The figures that matter most, each with what it means and how it came about."""

from dataclasses import dataclass

from planner.analysis.findings import Findings
from planner.figures.coverage import coverage_percent


@dataclass(frozen=True)
class Finding:
    """One figure with what it is, what it means here, and how it came about."""

    value: str
    label: str
    meaning: str
    reason: str
    is_concern: bool = False


def shortage(findings: Findings) -> Finding:
    """Return how many behaviours are short, which, and how the percentage follows from it."""
    number = len(findings.short_rows)
    labels = [findings.names.behaviour(row.behaviour) for row in findings.short_rows]
    return Finding(
        value=str(number),
        label=findings.words.say_count("behaviour short", "behaviours short", number),
        meaning=findings.some(labels)
        or findings.words.say("Each behaviour has the carriers that are asked."),
        reason=findings.words.say(
            "A behaviour is short when it has fewer carriers than the task asks. Every missing "
            "carrier weighs as much as the behaviour is important: together {lost} of the "
            "{asked} points. So {percent} is covered.",
            lost=findings.names.number(findings.figures.coverage),
            asked=findings.names.number(findings.figures.demanded),
            percent=findings.percent(findings.figures.coverage_percent),
        ),
        is_concern=number > 0,
    )


def departure(findings: Findings) -> Finding | None:
    """Return what stays covered when the member leaves who matters most."""
    if not findings.losses:
        return None
    person = max(findings.losses, key=findings.losses.__getitem__)
    loss = findings.losses[person]
    who = findings.names.person(person)
    after = coverage_percent(findings.figures.coverage + loss, findings.figures.demanded)
    rows = findings.felt(person)
    before = findings.percent(findings.figures.coverage_percent)
    meaning = (
        findings.words.say("Whoever leaves, everything that is carried now stays carried.")
        if loss == 0
        else findings.words.say_count(
            "The departure that costs most, from {before} to {after}: {count} behaviour then "
            "lacks a carrier more.",
            "The departure that costs most, from {before} to {after}: {count} behaviours then "
            "lack a carrier more.",
            len(rows),
            before=before,
            after=findings.percent(after),
            count=findings.number_word(len(rows)),
        )
    )
    reason = (
        findings.words.say("Every behaviour that somebody carries has a carrier to spare.")
        if loss == 0
        else findings.words.say(
            "{person} carries {rows}, and cannot be missed there. Together these weigh {loss} of "
            "the {asked} points.",
            person=who,
            rows=findings.names.behaviours(row.behaviour for row in rows),
            loss=findings.names.number(loss),
            asked=findings.names.number(findings.figures.demanded),
        )
    )
    label = (
        findings.words.say("stays covered, whoever leaves")
        if loss == 0
        else findings.words.say("stays covered if {person} leaves", person=who)
    )
    return Finding(findings.percent(after), label, meaning, reason)


def busiest(findings: Findings) -> Finding | None:
    """Return how many leading roles the busiest person has, and how they are spread."""
    counts = findings.lead_counts
    if not counts:
        return None
    most = max(counts.values())
    leaders = [person for person, number in counts.items() if number == most]
    people = findings.some([findings.names.person(person) for person in leaders])
    who = findings.words.say("That is {people}.", people=people)
    return Finding(
        value=str(most),
        label=findings.words.say_count(
            "leading role for the busiest", "leading roles for the busiest", most
        ),
        meaning=f"{who} {_spread(findings)}".strip(),
        reason=findings.words.say(
            "Each behaviour is led by as many of its carriers as the task asks. The roles are "
            "divided so that nobody leads more than is needed; that gives at most {most}.",
            most=most,
        ),
    )


def _spread(findings: Findings) -> str:
    """Say how many of the people who count lead something; nothing about one person alone."""
    leading, counting = len(findings.lead_counts), len(findings.counting)
    if counting == 1:
        return ""
    if leading == counting:
        return findings.words.say("All {counting} lead something.", counting=counting)
    return findings.words.say_count(
        "Of the {counting} people {number} leads something.",
        "Of the {counting} people {number} lead something.",
        leading,
        counting=counting,
    )
