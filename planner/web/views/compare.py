"""Everybody who is compared for a seat, as the team that would come of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from planner.analysis.findings import Findings
from planner.domain.items import Item
from planner.domain.questions import Compared
from planner.figures.coverage import coverage_percent, shortfall
from planner.figures.team_figures import TeamFigures
from planner.web.compass import Compass
from planner.web.views.compare_case import Case, whole
from planner.web.views.compare_words import heading, how_often_best, lead, why_proposals_differ
from planner.web.views.rows import compass_of, directions_of


@dataclass(frozen=True)
class Short:
    """A behaviour that stays short, and how many carriers it then has."""

    label: str
    have: int
    asked: int
    critical: bool


@dataclass(frozen=True)
class Filled:
    """A behaviour that is short without anybody on the seat, and that somebody carries."""

    label: str
    # Nobody else carries it.
    is_new: bool


@dataclass(frozen=True)
class Outcome:
    """A team that may come of it: what it covers, what stays short, on whom it hangs."""

    percent: str
    compass: Compass
    short: tuple[Short, ...]
    departure: str


@dataclass(frozen=True)
class Candidate:
    """One person, and the team with them on the seat."""

    person: str
    name: str
    rank: int
    fit: float | None
    fit_rank: int | None
    sits_here: bool
    leaves: str
    adds: bool
    outcome: Outcome
    fills: tuple[Filled, ...]
    spare: tuple[str, ...]
    carried: int
    broken: tuple[str, ...]
    is_first: bool
    is_equal: bool
    certainty: str


@dataclass(frozen=True)
class Other:
    """Somebody who may take the seat and is not shown."""

    person: str
    name: str
    rank: int
    percent: str
    fit: float | None
    fit_rank: int | None


@dataclass(frozen=True)
class Compares:
    """The head of the page, those who are compared, and those who may be added."""

    seat: str
    team: str
    heading: str
    lead: str
    first: str
    base: Outcome
    today: Outcome | None
    incumbent: str
    candidates: tuple[Candidate, ...]
    others: tuple[Other, ...]
    broken_anyhow: tuple[str, ...]
    why_proposals_differ: str
    has_rows: bool
    has_several_teams: bool


def compares(case: Case, order: Sequence[Compared], others: Sequence[Compared]) -> Compares:
    """Return what the page shows of a seat: people in the order given."""
    anyhow = _broken_anyhow(order)
    incumbent = case.incumbent
    candidates = tuple(_candidate(case, one, set(anyhow)) for one in order)
    return Compares(
        seat=case.names.seat(case.seat),
        team=case.names.team(case.comparison.team),
        heading=_with_whole_names(case, heading(case)),
        lead=lead(case),
        first=case.names.person(case.best[0].person) if case.best else "",
        base=_outcome(case, case.empty),
        today=None if incumbent is None else _outcome(case, case.today),
        incumbent="" if incumbent is None else case.names.person(incumbent),
        candidates=candidates,
        others=tuple(_other(case, one) for one in others),
        broken_anyhow=tuple(anyhow.values()),
        why_proposals_differ=why_proposals_differ(
            case, [one.name for one in candidates if one.broken]
        ),
        has_rows=bool(case.rows),
        has_several_teams=len(case.situation.teams) > 1,
    )


def _broken_anyhow(people: Sequence[Compared]) -> dict[tuple[Item, str], str]:
    """Return what is not kept whoever of them takes the seat, by what it is."""
    if len(people) < 2:
        return {}
    each = [{(broken.item, broken.text) for broken in one.violations} for one in people]
    always = set.intersection(*each)
    return {
        (broken.item, broken.text): whole(broken.text)
        for broken in people[0].violations
        if (broken.item, broken.text) in always
    }


def _with_whole_names(case: Case, sentence: str) -> str:
    """Return a sentence in which no name is broken over two lines, as far as there is room."""
    for one in case.shown:
        name = case.names.person(one.person)
        sentence = sentence.replace(name, name.replace(" ", "\N{NO-BREAK SPACE}"))
    return sentence


def _candidate(case: Case, one: Compared, anyhow: set[tuple[Item, str]]) -> Candidate:
    person, names = one.person, case.names
    figures, left = case.with_person(person), case.seat_left(person)
    first = case.best[0].person

    spare, fills = case.rows_of(person, "spare"), case.rows_of(person, "closes", "helps")
    return Candidate(
        person=person,
        name=names.person(person),
        rank=one.rank,
        fit=one.job_fit,
        fit_rank=one.job_fit_rank,
        sits_here=person == case.incumbent,
        leaves="" if left is None else names.seat(left),
        adds=one.gain > 0,
        outcome=_outcome(case, figures),
        fills=tuple(
            Filled(names.behaviour(row.behaviour), not case.empty.carriers[row.behaviour])
            for row in fills
        ),
        spare=tuple(names.behaviour(row.behaviour) for row in spare),
        carried=len(spare) + len(fills),
        broken=tuple(
            whole(broken.text)
            for broken in one.violations
            if (broken.item, broken.text) not in anyhow
        ),
        is_first=one.rank == 1,
        is_equal=person != first and case.certainty.duel(first, person).is_undecided,
        certainty=how_often_best(case, person),
    )


def _other(case: Case, one: Compared) -> Other:
    return Other(
        person=one.person,
        name=case.names.person(one.person),
        rank=one.rank,
        percent=case.percent(one.figures.coverage_percent),
        fit=one.job_fit,
        fit_rank=one.job_fit_rank,
    )


def _outcome(case: Case, figures: TeamFigures) -> Outcome:
    findings = case.findings(figures)
    return Outcome(
        percent=case.percent(figures.coverage_percent),
        compass=compass_of(directions_of(figures, findings)),
        short=tuple(
            Short(
                case.names.behaviour(row.behaviour),
                row.carriers - shortfall(row, figures.carriers),
                row.carriers,
                row.critical,
            )
            for row in findings.short_rows
        ),
        departure=_departure(case, findings),
    )


def _departure(case: Case, findings: Findings) -> str:
    """Return what stays covered after the departure that costs most; nothing without members."""
    if not findings.losses or not findings.team.rows:
        return ""
    person = max(findings.losses, key=findings.losses.__getitem__)
    loss = findings.losses[person]
    if not loss:
        return findings.words.say("Whoever leaves, everything that is carried stays carried.")
    left = coverage_percent(findings.figures.coverage + loss, findings.figures.demanded)
    return findings.words.say(
        "If {person} leaves, {percent} stays covered.",
        person=findings.names.person(person),
        percent=case.percent(left),
    )
