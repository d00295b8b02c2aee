"""How it works: what is computed, what the figures mean, and what they cannot see."""

from flask import Blueprint, render_template

from planner.dossier.repertoires import shipped
from planner.web.glossary import glossary
from planner.web.language import language, words
from planner.web.services import services
from planner.web.views.repertoire import repertoire_text

blueprint = Blueprint("method", __name__)

_REPERTOIRE = "abd-2021"


@blueprint.get("/method")
def show() -> str:
    """Show the page; everybody may read it."""
    return render_template(
        "pages/method/show.html",
        repertoire=repertoire_text(shipped(_REPERTOIRE), language()),
        glossary=glossary(words()),
        is_shared=services().settings.is_shared,
    )
