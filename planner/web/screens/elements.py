"""Every element that pages are built of, on one page; for whoever works on the program."""

from flask import Blueprint, render_template, request

from planner.dossier.reading import read_dossier
from planner.resources.files import resource_path
from planner.web.charts import step_chart
from planner.web.glossary import glossary
from planner.web.language import words
from planner.web.paging import paged
from planner.web.views.elements import (
    sample_compasses,
    sample_jobs,
    sample_refusal,
    sample_team,
)
from planner.web.views.rounds import RoundFigure

blueprint = Blueprint("elements", __name__)

_EXAMPLE = ("fixtures", "dossiers", "mt-uitvoering.json")


@blueprint.get("/method/elements")
def show() -> str:
    """Show the page; it is there in development only."""
    dossier = read_dossier(resource_path(*_EXAMPLE).read_bytes())
    return render_template(
        "pages/method/elements.html",
        team=sample_team(dossier, words()),
        compasses=sample_compasses(words()),
        refusal=sample_refusal(),
        jobs=sample_jobs(),
        chart=step_chart(
            [(0, 74.4, "74 %"), (1, 84.6, "85 %"), (3, 92, "92 %")], 3, [(50, "50 %")]
        ),
        shares=[{"label": "Ann", "share": 70, "value": "70 %", "note": ""}],
        glossary=glossary(words()),
        figures=[
            RoundFigure("82,9 %", words().say("Covered"), words().say("What it means")),
            RoundFigure(
                "5", words().say("behaviours short"), words().say("What it means"), is_concern=True
            ),
        ],
        teams=paged(range(300), request.args.get("page", "7"), 25),
    )
