"""A whole feedback round as a table: 48,000 ratings written and read, as CSV and as a workbook."""

import datetime
import random
from typing import Literal

from benchmarks.cases import repertoire
from benchmarks.report import Report, seconds_of
from planner.domain.repertoire import Repertoire
from planner.ratings.rating import SELF, Rating, Round, Source
from planner.ratings.table_export import Table, exported
from planner.ratings.table_import import Expected, read_ratings

PEOPLE, BEHAVIOURS = 200, 30
# Who rates each of them: eight raters.
_RATERS: tuple[Source, ...] = (
    *("self", "superior"),
    *("peer", "peer", "peer"),
    *("report", "report", "report"),
)
_DAY = datetime.date(2026, 3, 2)


def run() -> Report:
    """Time a round of the usual size, written as a table and read back, against CSV."""
    report = Report(
        "tables",
        f"A feedback round as a table: {PEOPLE} people, {BEHAVIOURS} behaviours, "
        f"{len(_RATERS)} raters",
        "Theirs is the same table as CSV, which has nothing to unpack.",
    )
    kept = Repertoire.model_validate(repertoire(BEHAVIOURS))
    people = {f"p{number}": f"Person {number}" for number in range(PEOPLE)}
    table, whole = Table(people, kept), _round(kept, list(people))
    expected = Expected(people, kept, Round(scale=kept.scale), _DAY)

    def written(form: Literal["csv", "xlsx"]) -> bytes:
        return exported(whole, table, layout="rating_a_row", form=form, language="nl")

    text, workbook = written("csv"), written("xlsx")
    assert read_ratings(text, expected).taken() == read_ratings(workbook, expected).taken() == whole
    for name, plain, packed in (
        ("written", lambda: written("csv"), lambda: written("xlsx")),
        ("read", lambda: read_ratings(text, expected), lambda: read_ratings(workbook, expected)),
    ):
        taken = seconds_of(plain, runs=5), seconds_of(packed, runs=5)
        report.add(f"{name} as a workbook", "as CSV", *taken, "s")
    return report


def _round(kept: Repertoire, people: list[str]) -> Round:
    draw = random.Random(1)
    return Round(
        scale=kept.scale,
        ratings=tuple(
            Rating(
                person=person,
                behaviour=behaviour.id,
                level=draw.randint(1, 5),
                source=source,
                rater=person if source == SELF else f"{person}-rater-{number}",
                date=_DAY,
                instrument="feedback_360",
            )
            for person in people
            for behaviour in kept.behaviours
            for number, source in enumerate(_RATERS)
        ),
    )
