"""Wishes: what has to be met, added and changed with forms that are made from their kinds."""

from collections.abc import Mapping
from typing import Any

from flask import (
    Blueprint,
    Response,
    abort,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)

import constraints
from constraints.base import Constraint
from planner.dossier.editing import ABSENT, Edit
from planner.dossier.giving_way import AT_THE_END
from planner.store.told import recorded
from planner.web.editing import Refusal, Refused, as_loaded, save
from planner.web.language import words
from planner.web.returning import own_address, way_back
from planner.web.screens.opened import Opened, opened
from planner.web.views.wish_example import example_sentence
from planner.web.views.wish_page import WishPage
from planner.web.views.wishes import WishReader

blueprint = Blueprint("wishes", __name__)


@blueprint.get("/dossiers/<dossier>/proposals/wishes/new")
def new(dossier: str) -> Response:
    """Show every kind of wish that there is, or the empty form of the one that was chosen."""
    found = opened(dossier)
    if "kind" in request.args:
        return _form(found, _asked_kind(), None)
    situation = found.dossier.situation()
    kinds = [
        (kind.name(), example_sentence(kind, situation, words().language))
        for kind in constraints.KINDS
    ]
    page = render_template(
        "pages/wishes/choose.html", dossier=found, kinds=kinds, back=_back(dossier)
    )
    return make_response(page)


@blueprint.post("/dossiers/<dossier>/proposals/wishes/new")
def add(dossier: str) -> Response:
    """Add the wish of the form."""
    return _keep(opened(dossier), _asked_kind(), None)


@blueprint.get("/dossiers/<dossier>/proposals/wishes/<int:index>")
def edit(dossier: str, index: int) -> Response:
    """Show the form of a wish."""
    found = opened(dossier)
    return _form(found, _kind_at(found, index), index)


@blueprint.post("/dossiers/<dossier>/proposals/wishes/<int:index>")
def change(dossier: str, index: int) -> Response:
    """Change a wish into what the form says."""
    # Wishes are known by their place alone, so it is that of the version that was on the page.
    found = as_loaded(opened(dossier))
    return _keep(found, _kind_at(found, index), index)


@blueprint.post("/dossiers/<dossier>/proposals/wishes/<int:index>/remove")
def remove(dossier: str, index: int) -> Response:
    """Take a wish out."""
    found = as_loaded(opened(dossier))
    _kind_at(found, index)
    wish = WishReader(found.dossier, words()).wish(index).sentence
    told = recorded("Wish taken out: {wish}", wish=wish)
    save(found, {"wish": Edit(("constraints", index), ABSENT)}, told)
    return redirect(way_back(_back(dossier)), 303)  # type: ignore[return-value]


@blueprint.post("/dossiers/<dossier>/proposals/wishes/preview")
def preview(dossier: str) -> Response:
    """Say what the form asks so far, and whether the team as it sits keeps it."""
    found = opened(dossier)
    index = request.args.get("index", type=int)
    kind = _asked_kind() if index is None else _kind_at(found, index)
    page = WishPage(found.reading, kind, index, words())
    said = page.said(page.written(request.form))
    return make_response(render_template("fragments/wishes/_said.html", wish=said))


def _asked_kind() -> type[Constraint]:
    """Return the kind that the address names; 404 for one that there is not."""
    known = {kind.name(): kind for kind in constraints.KINDS}
    kind = known.get(request.args.get("kind", ""))
    if kind is None:
        abort(404)
    return kind


def _kind_at(found: Opened, index: int) -> type[Constraint]:
    """Return the kind of a wish of the dossier; 404 where there are fewer."""
    if not 0 <= index < len(found.dossier.constraints):
        abort(404)
    return type(found.dossier.constraints[index])


def _back(dossier: str) -> str:
    """Return where the wishes are shown: the page that led here, else that of the proposals."""
    return own_address(request.args.get("back", "")) or url_for(
        "proposals.show", dossier=dossier, _anchor="wishes"
    )


def _keep(found: Opened, kind: type[Constraint], index: int | None) -> Response:
    page = WishPage(found.reading, kind, index, words())
    wish = page.written(request.form)
    refusal = page.refusal(wish)
    if refusal is not None:
        return _form(found, kind, index, refusal)
    said = page.said(wish)
    sentence = said.sentence if said else ""
    told = (
        recorded("Wish added: {wish}", wish=sentence)
        if index is None
        else recorded("Wish changed: {wish}", wish=sentence)
    )
    try:
        save(found, {"wish": _edit(found.raw, index, wish)}, told)
    except Refused as refused:
        return _form(found, kind, index, page.placed(refused.refusal))
    return redirect(way_back(_back(found.id)), 303)  # type: ignore[return-value]


def _edit(raw: Mapping[str, Any], index: int | None, wish: Mapping[str, Any]) -> Edit:
    if index is not None:
        return Edit(("constraints", index), wish)
    if "constraints" not in raw:
        return Edit(("constraints",), [wish])
    # Not at a position of its own: somebody else may have added a wish meanwhile.
    return Edit(("constraints", AT_THE_END), wish)


def _form(
    found: Opened, kind: type[Constraint], index: int | None, refusal: Refusal | None = None
) -> Response:
    page = WishPage(found.reading, kind, index, words())
    shown = page.written(request.form) if refusal else page.beginning()
    return make_response(
        render_template(
            "pages/wishes/form.html",
            dossier=found,
            fields=page.fields,
            values=page.values(),
            labels=page.labels(),
            kind=kind.name(),
            index=index,
            wish=page.said(shown),
            asks_ground="attribute" in kind.model_fields,
            refusal=refusal,
            back=own_address(request.form.get("back", "")) or _back(found.id),
        ),
        422 if refusal else 200,
    )
