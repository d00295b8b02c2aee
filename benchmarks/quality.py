"""Bar 2: how much more of the demand the proposals cover than simpler ways of choosing."""

import random
import statistics
from typing import Any

from benchmarks.baselines import best_gain_first, best_job_fit
from benchmarks.cases import one_team
from benchmarks.report import Report
from planner.domain.composition import Composition
from planner.dossier.dossier import Dossier
from planner.dossier.reading import read_dossier, validated
from planner.figures.team_figures import Figures
from planner.resources.files import resource_path
from planner.solver.problem import Problem
from planner.solver.proposals import search

RANDOM_DOSSIERS = 100


def vacancies(seed: int) -> dict[str, Any]:
    """Return a team of seven with three or four vacancies and its own candidates for each."""
    draw = random.Random(seed)
    vacant = draw.choice((3, 4))
    dossier = one_team(seed, open_seats=vacant, candidates=20, behaviours=16, incumbents=7 - vacant)
    seats = dossier["teams"][0]["seats"]
    for seat in seats[:vacant]:
        seat["candidates"] = draw.sample(dossier["candidates"], 8)
    # The simpler ways move nobody who sits; nor may the proposals, to be compared with them.
    for seat in seats[vacant:]:
        seat["locked"] = True
    return dossier


def _percent(dossier: Dossier, composition: Composition) -> float:
    return Figures(dossier.situation(), composition).coverage_percent


def _proposed(dossier: Dossier) -> Composition | None:
    answers = search(Problem.of(dossier))
    return answers.proposals[0].composition if answers.proposals else None


def run() -> Report:
    """Compare the covered percentage on the worked examples and on random dossiers."""
    report = Report(
        "quality",
        "Covered percentage: proposals against simpler ways to fill the vacancies",
        f"Random: the mean over {RANDOM_DOSSIERS} dossiers of 7 seats, 3 or 4 vacant, "
        "8 candidates for each; nobody moves. More is better. "
        "The simpler ways keep no constraints.",
    )
    for path in sorted(resource_path("fixtures", "dossiers").glob("*.json")):
        dossier = read_dossier(path.read_bytes())
        proposed = _proposed(dossier)
        if proposed is not None:
            for name, choose in (
                ("best gain first", best_gain_first),
                ("best job fit", best_job_fit),
            ):
                theirs = _percent(dossier, choose(dossier.situation()))
                report.add(path.stem, name, theirs, _percent(dossier, proposed), "%")
    dossiers = [validated(vacancies(seed)) for seed in range(RANDOM_DOSSIERS)]
    ours = []
    for dossier in dossiers:
        proposed = _proposed(dossier)
        assert proposed is not None
        ours.append(_percent(dossier, proposed))
    for name, choose in (("best gain first", best_gain_first), ("best job fit", best_job_fit)):
        theirs_all = [_percent(d, choose(d.situation())) for d in dossiers]
        better = sum(mine > his for mine, his in zip(ours, theirs_all, strict=True))
        report.add(
            f"random, better in {better} of {RANDOM_DOSSIERS}",
            name,
            statistics.mean(theirs_all),
            statistics.mean(ours),
            "%",
        )
    return report
