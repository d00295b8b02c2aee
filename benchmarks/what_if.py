"""Bar 4: the time that a what-if takes: everybody tried on a seat, all figures of each."""

from benchmarks.cases import one_team
from benchmarks.report import Report, seconds_of
from planner.analysis.answers import team_answer
from planner.analysis.compare import compare
from planner.domain.composition import Composition
from planner.dossier.reading import validated
from planner.figures.team_figures import Figures

BAR = 0.050


def run() -> Report:
    """Time one what-if, and a comparison of sixty people, against the bar of 50 ms a click."""
    report = Report(
        "what-if",
        "Figures for a what-if: 7 seats, 60 candidates, 24 behaviours",
        "The baseline is the bar of performance: 50 ms of server time for a click.",
    )
    dossier = validated(one_team(1, open_seats=1, candidates=60, incumbents=6))
    situation = dossier.situation()
    today = Composition(situation.incumbents)

    def one_what_if() -> None:
        figures = Figures(situation, today.with_occupant("open0", "p7"))
        team_answer(figures.teams["team"])

    report.add("one what-if", "bar", BAR, seconds_of(one_what_if, runs=51), "s")
    taken = seconds_of(lambda: compare(dossier, "open0"), runs=11)
    report.add("comparison of 60 people", "60 what-ifs", 60 * report.lines[0].ours, taken, "s")
    return report
