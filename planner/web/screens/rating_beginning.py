"""Beginning a round of rating: who is rated, on what, and who rates."""

from flask import Blueprint, Response, render_template, request

from planner.domain.faults import Fault, fault_at
from planner.ratings.rating import INSTRUMENTS, SELF, Instrument, Source
from planner.resources.catalogue import marked
from planner.store.raters import Raters
from planner.store.rating_rounds import RatingRound, RatingRounds
from planner.web.editing import Refusal, Refused
from planner.web.gate import candidates_closed
from planner.web.identity import current_account
from planner.web.language import words
from planner.web.screens import freeze
from planner.web.screens.opened import Opened, opened
from planner.web.screens.person_found import roles_in
from planner.web.screens.rating_page import names_in, to_round
from planner.web.services import services
from planner.web.telling import tell
from planner.web.views.round_beginning import BeginningView, beginning_view
from planner.web.views.round_raters import own_people

blueprint = Blueprint("rating_beginning", __name__)

MOST_TITLE_LETTERS = 120


@blueprint.get("/dossiers/<dossier>/ratings/new")
def show(dossier: str) -> str:
    """Show what a round can be about and who can rate, to be chosen."""
    found = opened(dossier)
    return _page(found, _view(found))


@blueprint.post("/dossiers/<dossier>/ratings/new")
def begin(dossier: str) -> Response | tuple[str, int]:
    """Begin a round; whoever rates in it can do so at once."""
    found = opened(dossier)
    view = _view(found)
    if candidates_closed(found.id) & set(request.form.getlist("people")):
        return freeze.closed(found.id)
    try:
        begun = _begun(found, view)
    except Refused as refused:
        return _page(found, view, refused.refusal), 422
    tell(words().say("The round has begun. Whoever rates can do so now."))
    return to_round(found, begun.id)


def _begun(found: Opened, view: BeginningView) -> RatingRound:
    """Begin the round that the form asks.

    Raises:
        Refused: something in it is missing, or is no choice here.
    """
    title = request.form.get("title", "").strip()
    instrument = request.form.get("instrument", "")
    people = _chosen("people", [pair for choice in view.people for pair in choice.options])
    behaviours = _chosen("behaviours", [p for choice in view.behaviours for p in choice.options])
    committee = _chosen("raters", list(view.committee))
    faults: dict[str, tuple[Fault, ...]] = {}
    if not title:
        faults["title"] = (fault_at("title", "must not be empty"),)
    elif len(title) > MOST_TITLE_LETTERS:
        template = marked("is longer than {most} letters")
        faults["title"] = (fault_at("title", template, most=MOST_TITLE_LETTERS),)
    if instrument not in INSTRUMENTS:
        faults["instrument"] = (fault_at("instrument", "must be one of the choices"),)
    for field, chosen in (("people", people), ("behaviours", behaviours)):
        if not chosen:
            faults[field] = (fault_at(field, "must not be empty"),)
    if faults:
        raise Refused(Refusal(faults))
    asked: Instrument = instrument  # type: ignore[assignment]
    store = services().store
    with store.writing():
        rounds, scale = RatingRounds(store), found.dossier.whole_repertoire.scale
        begun = rounds.begin(found.id, title, asked, scale, people, behaviours)
        for account, whom in _raters(found, people, committee).items():
            Raters(store).add(found.id, begun.id, account, whom)
    return begun


def _raters(found: Opened, people: list[str], committee: list[str]) -> dict[str, dict[str, Source]]:
    """Return who rates whom, and as what: the committee all, and some people themselves."""
    own = own_people(services().store, found.id)
    raters: dict[str, dict[str, Source]] = {
        account: {person: "committee" for person in people if person != own.get(account)}
        for account in committee
    }
    selves = set(request.form.getlist("selves")) & set(people)
    for account, person in own.items():
        if person in selves:
            raters.setdefault(account, {})[person] = SELF
    return {account: whom for account, whom in raters.items() if whom}


def _chosen(field: str, options: list[tuple[str, str]]) -> list[str]:
    ticked = set(request.form.getlist(field))
    return [value for value, _ in options if value in ticked]


def _view(found: Opened) -> BeginningView:
    return beginning_view(
        services().store,
        found.id,
        roles_in(found.dossier),
        names_in(found),
        current_account(),
    )


def _page(found: Opened, view: BeginningView, refusal: Refusal | None = None) -> str:
    say = words().say
    return render_template(
        "pages/ratings/new.html",
        dossier=found,
        view=view,
        refusal=refusal,
        most=MOST_TITLE_LETTERS,
        labels={
            "title": say("What this round is called"),
            "instrument": say("What it rests on"),
            "people": say("Who is rated"),
            "behaviours": say("On which behaviours"),
        },
    )
