"""Tables of levels or ratings in words: what each would change, and every cell that is wrong."""

from collections.abc import Sequence
from dataclasses import dataclass

from planner.domain.level import Level
from planner.dossier.dossier import Dossier
from planner.ratings.level_tables import LevelPreview
from planner.ratings.rating import INSTRUMENTS, SOURCES, Rating
from planner.ratings.table_findings import Preview, RefusedCell
from planner.ratings.table_words import INSTRUMENT_WORDS, SOURCE_WORDS
from planner.resources.catalogue import Translator
from planner.store.database import Store
from planner.store.rating_rounds import RatingRounds
from planner.web.language import level as level_text
from planner.web.views.rating_names import RoundNames, first_up
from planner.web.views.rating_results import said_level

MOST_SHOWN = 300
Options = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class ChangeView:
    """A level or rating that would change: whose, of what, by whom, and from what to what."""

    person: str
    behaviour: str
    by: str
    before: str
    after: str


@dataclass(frozen=True)
class RefusedView:
    """A cell that is refused: where it stands, what it holds, what is wrong and would be right."""

    where: str
    value: str
    wrong: str
    right: str


@dataclass(frozen=True)
class TableView:
    """What would come of a table."""

    headline: str
    changes: tuple[ChangeView, ...]
    more_changes: int
    refused: tuple[RefusedView, ...]
    more_refused: int
    same: int
    left_out: tuple[str, ...]
    can_be_taken: bool


@dataclass(frozen=True)
class SendingView:
    """What can be said beside a table of ratings."""

    rounds: Options
    sources: Options
    instruments: Options


def sending_view(store: Store, dossier: str, read: Dossier, words: Translator) -> SendingView:
    """Return what can be said beside a table of ratings."""
    scale = read.whole_repertoire.scale
    rounds = [
        (each.id, each.title)
        for each in RatingRounds(store).of_dossier(dossier)
        if each.state == "blind" and each.scale == scale
    ]
    in_the_table = ("", words.say("As the table says"))
    return SendingView(
        rounds=(*rounds, ("new", words.say("A new round"))),
        sources=(
            in_the_table,
            *((each, first_up(words.say(SOURCE_WORDS[each]))) for each in SOURCES),
        ),
        instruments=(
            in_the_table,
            *((each, first_up(words.say(INSTRUMENT_WORDS[each]))) for each in INSTRUMENTS),
        ),
    )


def levels_view(table: LevelPreview, names: RoundNames) -> TableView:
    """Return what would come of a table of levels."""
    words = names.words
    changes = [
        ChangeView(
            names.person(change.person),
            names.behaviour(change.behaviour),
            "",
            _said_level(change.before, words),
            _said_level(change.after, words),
        )
        for change in table.changes[:MOST_SHOWN]
    ]
    people = len({change.person for change in table.changes})
    levels = words.say_count("{number} level", "{number} levels", len(table.changes))
    return _view(
        words.say_count(
            "This table changes {levels} of {number} person",
            "This table changes {levels} of {number} people",
            people,
            levels=levels,
        ),
        changes,
        table,
        words,
    )


def ratings_view(table: Preview, names: RoundNames) -> TableView:
    """Return what would come of a table of ratings."""
    words = names.words
    changes = [
        ChangeView(
            names.person(change.after.person),
            names.behaviour(change.after.behaviour),
            f"{change.after.rater} ({names.sources([change.after.source])})",
            words.say("not there") if change.before is None else _said_rating(change.before, words),
            _said_rating(change.after, words),
        )
        for change in table.changes[:MOST_SHOWN]
    ]
    people = len({change.after.person for change in table.changes})
    ratings = words.say_count("{number} rating", "{number} ratings", len(table.changes))
    return _view(
        words.say_count(
            "This table brings {ratings} of {number} person",
            "This table brings {ratings} of {number} people",
            people,
            ratings=ratings,
        ),
        changes,
        table,
        words,
    )


def _view(
    brings: str,
    changes: Sequence[ChangeView],
    table: LevelPreview | Preview,
    words: Translator,
) -> TableView:
    """Return a preview; `brings` is its finding where the table can be taken and has changes."""
    unchanged = words.say("This table changes nothing")
    return TableView(
        headline=_headline(table.refused, words) or (brings if table.changes else unchanged),
        changes=tuple(changes),
        more_changes=max(0, len(table.changes) - MOST_SHOWN),
        refused=tuple(_refused(cell, words) for cell in table.refused[:MOST_SHOWN]),
        more_refused=max(0, len(table.refused) - MOST_SHOWN),
        same=table.same,
        left_out=table.left_out,
        can_be_taken=table.can_be_taken,
    )


def _headline(refused: Sequence[RefusedCell], words: Translator) -> str:
    if any(not cell.row for cell in refused):
        return words.say("This table cannot be taken")
    if not refused:
        return ""
    return words.say_count(
        "{number} cell of this table cannot be taken",
        "{number} cells of this table cannot be taken",
        len(refused),
    )


def _said_level(level: Level | None, words: Translator) -> str:
    return words.say("not known") if level is None else said_level(level)


def _said_rating(rating: Rating, words: Translator) -> str:
    return words.say("not observed") if rating.level is None else level_text(rating.level)


def _refused(cell: RefusedCell, words: Translator) -> RefusedView:
    return RefusedView(
        _where(cell, words), cell.value, cell.wrong.said(words), cell.right.said(words)
    )


def _where(cell: RefusedCell, words: Translator) -> str:
    """Return where a cell stands: `Blad 2, cel C7 (datum)`."""
    if not cell.row:
        place = words.say("The table")
    elif not cell.column:
        place = words.say("Row {row}", row=cell.row)
    else:
        place = words.say("Cell {cell}", cell=f"{cell.letters}{cell.row}")
    if cell.sheet is not None:
        place = words.say(
            "Sheet {sheet}, {place}", sheet=cell.sheet, place=place[:1].lower() + place[1:]
        )
    return f"{place} ({cell.head})" if cell.head else place
