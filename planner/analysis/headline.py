"""The finding of a team's page as a sentence, and what stands below it."""

from collections.abc import Set

from planner.analysis.findings import Findings, capitalised


def headline(findings: Findings) -> str:
    """Return the finding of the page: how much of the task the team carries."""
    if not findings.team.rows:
        return findings.words.say("The task of this team does not ask anything yet")
    if findings.figures.coverage == 0:
        return findings.words.say("This team carries all that its task asks")
    percent = findings.percent(findings.figures.coverage_percent)
    return findings.words.say("This team carries {percent} of what its task asks", percent=percent)


def lead(findings: Findings, unspoken: Set[str] = frozenset()) -> str:
    """Return what stands below the headline: the gaps, and where something can be done.

    Args:
        findings: what was found about the team.
        unspoken: whose profiles may not be spoken of.
    """
    sentences = [_gaps(findings), *_empty(findings), *_within_reach(findings, unspoken)]
    return " ".join(sentence for sentence in sentences if sentence)


def _gaps(findings: Findings) -> str:
    if not findings.team.rows:
        return ""
    number = len(findings.short_rows)
    if number == 0:
        return findings.words.say("Every behaviour has enough carriers.")
    without = sum(not findings.figures.carriers[row.behaviour] for row in findings.short_rows)
    if without == number:
        sentence = findings.words.say_count(
            "{count} behaviour has no carrier at all.",
            "{count} behaviours have no carrier at all.",
            number,
            count=findings.number_word(number),
        )
    elif without:
        sentence = findings.words.say(
            "{count} behaviours have too few carriers, {without} of them none at all.",
            count=findings.number_word(number),
            without=findings.number_word(without),
        )
    else:
        sentence = findings.words.say_count(
            "{count} behaviour has too few carriers.",
            "{count} behaviours have too few carriers.",
            number,
            count=findings.number_word(number),
        )
    return capitalised(sentence)


def _empty(findings: Findings) -> list[str]:
    if not findings.empty_seats:
        return []
    seats = findings.names.listed(findings.names.seat(seat.id) for seat in findings.empty_seats)
    return [
        findings.words.say_count(
            "The seat {seats} is empty.",
            "The seats {seats} are empty.",
            len(findings.empty_seats),
            seats=seats,
        )
    ]


def _within_reach(findings: Findings, unspoken: Set[str]) -> list[str]:
    """Say for how many of the gaps somebody who may take an empty seat is a carrier."""
    newcomers = {
        person for seat in findings.empty_seats for person in findings.may_take(seat)
    } - findings.team.composition.people
    if unspoken & newcomers:
        return []
    if not newcomers or not findings.short_rows:
        return []
    closed = sum(
        any(
            (level := findings.team.level(person, row.behaviour)) is not None
            and level >= row.level
            and person not in findings.figures.carriers[row.behaviour]
            for person in newcomers
        )
        for row in findings.short_rows
    )
    number = len(findings.short_rows)
    if closed == 0:
        return [findings.words.say("Nobody who may sit there carries what is short.")]
    if closed == number:
        return [
            findings.words.say_count(
                "Among the people who may sit there, somebody carries it.",
                "Among the people who may sit there, each of these has a carrier.",
                number,
            )
        ]
    return [
        findings.words.say(
            "Among the people who may sit there, {closed} of these {count} have a carrier.",
            closed=findings.number_word(closed),
            count=findings.number_word(number),
        )
    ]
