"""Tables: levels or ratings of many people at once, with a preview before anything is taken."""

from dataclasses import dataclass
from typing import Literal

from flask import Blueprint, Response, redirect, render_template, request, url_for

from planner.domain.level import written_level
from planner.dossier.editing import ABSENT, Edit
from planner.dossier.written_json import as_written
from planner.ratings.level_tables import LevelPreview, read_levels
from planner.ratings.table_findings import Preview
from planner.store.rating_rounds import NotNow
from planner.store.rating_tables import RatingTables, TableOvertaken
from planner.store.told import recorded
from planner.web.editing import Refusal, Refused, save
from planner.web.language import words
from planner.web.screens.opened import Opened, opened
from planner.web.screens.rating_page import names_in, not_now, to_round
from planner.web.sent_ratings import Asked, asked_of_ratings, begun_round, read_sent_ratings
from planner.web.sent_tables import carried, carried_table, sent_table
from planner.web.services import services
from planner.web.telling import tell
from planner.web.uploads import takes_files
from planner.web.views.tables import TableView, levels_view, ratings_view, sending_view

blueprint = Blueprint("tables", __name__)

Of = Literal["levels", "ratings"]


@dataclass(frozen=True)
class Sent:
    """A table that was sent: what it holds, and what it would change."""

    of: Of
    content: bytes
    levels: LevelPreview | None = None
    ratings: Preview | None = None
    asked: Asked | None = None

    @property
    def read(self) -> LevelPreview | Preview:
        """What it would change."""
        read = self.levels if self.levels is not None else self.ratings
        assert read is not None
        return read

    @property
    def can_be_taken(self) -> bool:
        """Tell whether there is something to take, and nothing that cannot be."""
        return self.read.can_be_taken

    @property
    def is_refused(self) -> bool:
        """Tell whether something in it cannot be taken."""
        return bool(self.read.refused)


@blueprint.get("/dossiers/<dossier>/tables")
def show(dossier: str) -> str:
    """Show where to choose a file or paste a table, and what it can hold."""
    return _form(opened(dossier))


@blueprint.post("/dossiers/<dossier>/tables")
@takes_files
def preview(dossier: str) -> str | tuple[str, int]:
    """Show what would come of a table; nothing is taken yet."""
    found = opened(dossier)
    try:
        sent = _read(found, sent_table())
    except Refused as refused:
        return _form(found, refused.refusal), 422
    return _preview(found, sent), 422 if sent.is_refused else 200


@blueprint.post("/dossiers/<dossier>/tables/take")
@takes_files
def take(dossier: str) -> Response | str | tuple[str, int]:
    """Take a table whose preview was seen, as one step that can be taken back."""
    found = opened(dossier)
    try:
        sent = _read(found, carried_table())
        if not sent.can_be_taken:
            return _preview(found, sent), 422
        return _take_levels(found, sent) if sent.of == "levels" else _take_ratings(found, sent)
    except Refused as refused:
        return _form(found, refused.refusal), 422
    except (NotNow, TableOvertaken):
        tell(words().say("It is another round by now than it was in the preview. Send it again."))
        return redirect(url_for("tables.show", dossier=dossier, of="ratings"), 303)  # type: ignore[return-value]


@blueprint.post("/dossiers/<dossier>/ratings/<round_>/tables/<table>/undo")
def undo(dossier: str, round_: str, table: str) -> Response | tuple[str, int]:
    """Take a table of ratings back: what stood before it stands again."""
    found = opened(dossier)
    try:
        RatingTables(services().store).undo(found.id, round_, table)
    except NotNow:
        return not_now(found, round_)
    tell(words().say("The table was taken back."))
    return to_round(found, round_)


def _read(found: Opened, content: bytes) -> Sent:
    """Return what a table says.

    Raises:
        Refused: something that is said beside it cannot be taken.
    """
    if request.form.get("of") == "ratings":
        asked = asked_of_ratings(found)
        return Sent(
            "ratings", content, ratings=read_sent_ratings(found, content, asked), asked=asked
        )
    people = {person.id: person.name for person in found.dossier.people}
    existing = {person.id: person.levels for person in found.dossier.people}
    levels = read_levels(content, people, found.dossier.whole_repertoire, existing)
    return Sent("levels", content, levels=levels)


def _take_levels(found: Opened, sent: Sent) -> Response:
    assert sent.levels is not None
    edits = {
        str(number): Edit(
            ("people", change.person, "levels", change.behaviour),
            ABSENT if change.after is None else as_written(written_level(change.after)),
        )
        for number, change in enumerate(sent.levels.changes)
    }
    count = len(edits)
    save(found, edits, recorded("{number} levels taken from a table", number=count))
    tell(
        words().say_count(
            "{number} level was taken over.", "{number} levels were taken over.", count
        )
    )
    return redirect(url_for("people.show", dossier=found.id), 303)  # type: ignore[return-value]


def _take_ratings(found: Opened, sent: Sent) -> Response:
    assert sent.ratings is not None
    assert sent.asked is not None
    store = services().store
    with store.writing():
        round_ = begun_round(found, sent.asked)
        RatingTables(store).take(found.id, round_, sent.ratings.changes)
    count = len(sent.ratings.changes)
    tell(
        words().say_count("{number} rating was taken in.", "{number} ratings were taken in.", count)
    )
    return to_round(found, round_)


def _form(found: Opened, refusal: Refusal | None = None) -> str:
    of = request.values.get("of", "levels")
    return render_template(
        "pages/tables/show.html",
        dossier=found,
        view=sending_view(services().store, found.id, found.dossier, words()),
        of="ratings" if of == "ratings" else "levels",
        round=request.values.get("round", ""),
        refusal=refusal,
        labels=_labels(),
    )


def _preview(found: Opened, sent: Sent) -> str:
    return render_template(
        "pages/tables/preview.html",
        dossier=found,
        table=_view(found, sent),
        of=sent.of,
        content=carried(sent.content) if sent.can_be_taken else "",
        asked={} if sent.asked is None else sent.asked.fields,
    )


def _view(found: Opened, sent: Sent) -> TableView:
    names = names_in(found)
    if sent.levels is not None:
        return levels_view(sent.levels, names)
    assert sent.ratings is not None
    return ratings_view(sent.ratings, names)


def _labels() -> dict[str, str]:
    say = words().say
    return {
        "of": say("What it holds"),
        "file": say("File"),
        "table": say("Table"),
        "round": say("Into which round"),
        "title": say("What the new round is called"),
        "source": say("Source"),
        "rater": say("Rater"),
        "date": say("Date"),
        "instrument": say("Instrument"),
    }
