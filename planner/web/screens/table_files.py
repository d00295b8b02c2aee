"""Tables to take along: levels, what was given in a round, and a table to fill in."""

import io

from flask import Blueprint, Response, abort, request, send_file

from planner.ratings.level_export import written_levels
from planner.ratings.rating import ANONYMOUS, SELF, Round
from planner.ratings.table_export import Form, Table, exported, template
from planner.ratings.table_words import Layout
from planner.store.accounts import Accounts
from planner.store.kept_ratings import pure
from planner.store.rating_rounds import RatingRound
from planner.store.ratings import Ratings
from planner.web.language import language, words
from planner.web.screens.dossier_files import file_name
from planner.web.screens.opened import Opened, opened
from planner.web.screens.rating_page import seen_round
from planner.web.services import services
from planner.web.views.trail import said_account

blueprint = Blueprint("table_files", __name__)

_TYPES: dict[Form, str] = {
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@blueprint.get("/dossiers/<dossier>/levels.<form>")
def levels(dossier: str, form: str) -> Response:
    """Give every level as a table, which comes back just as it is."""
    found, kind = opened(dossier), _form(form)
    held = {person.id: person.levels for person in found.dossier.people}
    return _file(found, "levels", kind, written_levels(_table(found), held, kind, language()))


@blueprint.get("/dossiers/<dossier>/tables/template.<form>")
def fill_in(dossier: str, form: str) -> Response:
    """Give a table of ratings to fill in: a rating a row, or a person a row."""
    found, kind = opened(dossier), _form(form)
    by_person = request.args.get("layout") == "person_a_row"
    layout: Layout = "person_a_row" if by_person else "rating_a_row"
    content = template(_table(found), layout=layout, form=kind, language=language())
    return _file(found, "ratings", kind, content)


@blueprint.get("/dossiers/<dossier>/ratings/<round_>/ratings.<form>")
def ratings(dossier: str, round_: str, form: str) -> Response:
    """Give along what was given in a round that was opened.

    Those who are not told apart stay so: what they gave here goes along in no file. What came with
    a table goes back as it came.
    """
    found, kind = opened(dossier), _form(form)
    kept = seen_round(found, round_)
    by_person = request.args.get("layout") == "person_a_row"
    layout: Layout = "person_a_row" if by_person else "rating_a_row"
    content = exported(
        _taken_along(found, kept), _table(found), layout=layout, form=kind, language=language()
    )
    return _file(found, kept.title, kind, content)


def _taken_along(taken: Opened, round_: RatingRound) -> Round:
    """Return the ratings that may be taken along, raters by their names."""
    known = taken.dossier.whole_repertoire.by_id
    accounts, called = Accounts(services().store), dict[str, str]()
    found = []
    for each in Ratings(services().store).standing(round_.id):
        rating = pure(each)
        if each.behaviour not in known:
            continue
        if each.batch is None:
            if each.source in ANONYMOUS:
                continue
            if each.source != SELF:
                name = called.get(each.rater) or _name(accounts, each.rater, called)
                rating = rating.model_copy(update={"rater": name})
        found.append(rating)
    return Round(scale=round_.scale, ratings=tuple(found))


def _name(accounts: Accounts, rater: str, called: dict[str, str]) -> str:
    """Return what an account is called, apart from the others that were named already."""
    account = accounts.find(rater)
    name = rater if account is None else said_account(account, words())
    if name in called.values():
        name = f"{name} ({rater})"
    called[rater] = name
    return name


def _form(form: str) -> Form:
    if form not in _TYPES:
        abort(404)
    return "csv" if form == "csv" else "xlsx"


def _table(found: Opened) -> Table:
    people = {person.id: person.name for person in found.dossier.people}
    return Table(people, found.dossier.whole_repertoire)


def _file(found: Opened, what: str, form: Form, content: bytes) -> Response:
    return send_file(
        io.BytesIO(content),
        mimetype=_TYPES[form],
        as_attachment=True,
        download_name=f"{file_name(f'{found.title} {what}')}.{form}",
    )
