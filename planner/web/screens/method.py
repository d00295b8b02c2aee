"""How it works: what is computed, what the figures mean, and what they cannot see."""

from flask import Blueprint, render_template

blueprint = Blueprint("method", __name__)


@blueprint.get("/method")
def show() -> str:
    """Show the page; everybody may read it."""
    return render_template("pages/method/show.html")
