"""A table of ratings that somebody sends: into which round, and what holds for all its rows."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from flask import request

from planner.decisions.fingerprint import sha256
from planner.domain.faults import Fault, fault_at
from planner.ratings.rating import INSTRUMENTS, SOURCES, Instrument, Round, Source, is_name
from planner.ratings.sentences import Sentence
from planner.ratings.table_cells import date_of
from planner.ratings.table_findings import Preview, RefusedCell, Wrong
from planner.ratings.table_import import MOST_RATINGS, Expected, read_ratings
from planner.ratings.table_rows import Given
from planner.resources.catalogue import marked
from planner.store.rating_rounds import RatingRound, RatingRounds
from planner.store.rating_tables import RatingTables
from planner.store.ratings import Ratings
from planner.web.editing import Refusal, Refused
from planner.web.remembering import Remembered
from planner.web.screens.opened import Opened
from planner.web.services import services

NEW = "new"
MOST_TITLE_LETTERS = 120
_FIELDS = ("round", "title", "source", "rater", "date", "instrument")
_USUAL: Instrument = "feedback_360"
# Whoever takes a table sends just what the preview was of, and need not wait for it once more.
_previews: Remembered[Preview] = Remembered(
    MOST_RATINGS, weigh=lambda preview: len(preview.changes)
)


@dataclass(frozen=True)
class Asked:
    """What a form says beside a table of ratings."""

    # Nothing where the table begins a round of its own.
    round: RatingRound | None
    title: str
    given: Given
    # As they were typed, to be sent again.
    fields: Mapping[str, str]


def asked_of_ratings(found: Opened) -> Asked:
    """Return what the form says beside the table.

    Raises:
        Refused: the round is none that takes tables, or what is said is not what can be.
    """
    typed = {name: request.form.get(name, "").strip() for name in _FIELDS}
    faults: dict[str, tuple[Fault, ...]] = {}
    round_ = None
    if typed["round"] in ("", NEW):
        if not typed["title"]:
            faults["title"] = (fault_at("title", "must not be empty"),)
        elif len(typed["title"]) > MOST_TITLE_LETTERS:
            template = marked("is longer than {most} letters")
            faults["title"] = (fault_at("title", template, most=MOST_TITLE_LETTERS),)
    else:
        round_ = RatingRounds(services().store).find(typed["round"], found.id)
        if round_ is None or not takes_tables(found, round_):
            template = marked("is no round that takes a table: it is open, closed or gone")
            faults["round"] = (fault_at("round", template),)
    given = _given(typed, faults)
    if faults:
        raise Refused(Refusal(faults))
    return Asked(round_, typed["title"], given, typed)


def takes_tables(found: Opened, round_: RatingRound) -> bool:
    """Tell whether a table can go into a round: it is blind, and on the scale of the dossier."""
    return round_.state == "blind" and round_.scale == found.dossier.whole_repertoire.scale


def read_sent_ratings(found: Opened, content: bytes, asked: Asked) -> Preview:
    """Return what a table of ratings would change in its round."""
    repertoire, store = found.dossier.whole_repertoire, services().store
    existing = (
        Round(scale=repertoire.scale)
        if asked.round is None
        else Ratings(store).taken_in(asked.round)
    )
    expected = Expected(
        people={person.id: person.name for person in found.dossier.people},
        repertoire=repertoire,
        existing=existing,
        today=date.today(),
        given=asked.given,
    )
    question = (
        *(str(store.path), found.kept.fingerprint, sha256(content), asked.given, expected.today),
        None if asked.round is None else (asked.round.id, Ratings(store).stamp(asked.round.id)),
    )
    preview = _previews.get(question, lambda: read_ratings(content, expected))
    if asked.round is None:
        return preview
    own = RatingTables(store).rated_here(asked.round.id)
    touched = {
        (change.after.person, change.after.rater)
        for change in preview.changes
        if (change.after.person, change.after.rater) in own
    }
    return replace(preview, refused=(*preview.refused, *map(_rates_here, sorted(touched))))


def begun_round(found: Opened, asked: Asked) -> str:
    """Return the round that a table goes into; a new one is begun where it has none."""
    if asked.round is not None:
        return asked.round.id
    instrument = asked.given.instrument or _USUAL
    scale = found.dossier.whole_repertoire.scale
    rounds = RatingRounds(services().store)
    return rounds.begin(found.id, asked.title, instrument, scale, [], []).id


def _rates_here(pair: tuple[str, str]) -> RefusedCell:
    person, rater = pair
    wrong = marked("has ratings of {person} by somebody who rates in this round themselves")
    right = Sentence(marked("Leave these rows out: what they give comes from their own form"))
    return RefusedCell(Sentence(wrong, {"person": person}), right, value=rater)


def _given(typed: Mapping[str, str], faults: dict[str, tuple[Fault, ...]]) -> Given:
    """Return what holds for all rows that say nothing else; mistakes go to `faults`."""
    source = _one_of(typed, "source", SOURCES, faults)
    instrument = _one_of(typed, "instrument", INSTRUMENTS, faults)
    rater = typed["rater"] or None
    if rater is not None and not is_name(rater):
        faults["rater"] = (fault_at("rater", marked("cannot be the name of a rater")),)
    day = None
    if typed["date"]:
        try:
            day = date_of(typed["date"], date.today())
        except Wrong:
            template = marked("is no day in the past such as 2026-03-31 or 31-3-2026")
            faults["date"] = (fault_at("date", template),)
    return Given(
        source=source,  # type: ignore[arg-type]
        rater=rater,
        day=day,
        instrument=instrument,  # type: ignore[arg-type]
    )


def _one_of(
    typed: Mapping[str, str],
    field: str,
    choices: tuple[Source, ...] | tuple[Instrument, ...],
    faults: dict[str, tuple[Fault, ...]],
) -> str | None:
    if typed[field] and typed[field] not in choices:
        faults[field] = (fault_at(field, "must be one of the choices"),)
        return None
    return typed[field] or None
