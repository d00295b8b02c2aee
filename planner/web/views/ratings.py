"""Rounds of rating: how each stands, who has rated and who has not, and what comes next."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from planner.ratings.table_words import INSTRUMENT_WORDS
from planner.resources.catalogue import Translator, marked
from planner.store.database import Store
from planner.store.raters import Rater, Raters
from planner.store.rating_rounds import RatingRound, State
from planner.store.rating_tables import RatingTables
from planner.store.ratings import Ratings
from planner.web.views.rating_names import RoundNames, first_up, rater_names

_STATES: Mapping[State, str] = {
    "blind": marked("blind"),
    "open": marked("open"),
    "closed": marked("closed"),
    "stopped": marked("stopped"),
}


@dataclass(frozen=True)
class RaterRow:
    """How far somebody is who rates in a round."""

    account: str
    name: str
    what: str
    given: int
    asked: int
    is_done: bool
    is_withdrawn: bool
    # Once the round is open, nothing changes any more of whoever is not told apart.
    is_bound: bool
    reason: str

    @property
    def is_missing(self) -> bool:
        """Tell whether the round waits for them."""
        return not self.is_done and not self.is_withdrawn


@dataclass(frozen=True)
class TableRow:
    """A table that was taken into a round."""

    id: str
    at: str
    ratings: int
    undone_at: str | None


@dataclass(frozen=True)
class RoundView:
    """A round, as whoever sees the dossier sees it: no level is in it."""

    id: str
    title: str
    state: State
    state_name: str
    instrument: str
    begun_at: str
    opened_at: str | None
    closed_at: str | None
    reason: str
    headline: str
    people: tuple[str, ...]
    behaviours: tuple[str, ...]
    raters: tuple[RaterRow, ...]
    tables: tuple[TableRow, ...]
    # Whether whoever reads takes part, and how far they are.
    own: RaterRow | None

    @property
    def missing(self) -> int:
        """For how many the round waits."""
        return sum(row.is_missing for row in self.raters)

    @property
    def taken(self) -> int:
        """How many ratings tables brought."""
        return _taken(self.tables)

    @property
    def has_anything(self) -> bool:
        """Tell whether there is anything to open."""
        return bool(self.taken or any(row.given for row in self.raters if not row.is_withdrawn))


def round_view(
    store: Store, round_: RatingRound, names: RoundNames, account: str, *, sees_invited: bool
) -> RoundView:
    """Return a round for whoever has an account; the invited by name for who may know them."""
    raters = Raters(store).of_round(round_.id)
    called = rater_names(store, raters, names, sees_invited=sees_invited)
    given = Ratings(store).given(round_.id)
    rows = [
        rater_row(each, round_, called[each.account], len(given.get(each.account, ())), names)
        for each in raters
    ]
    words = names.words
    tables = tuple(
        TableRow(each.id, each.at, each.ratings, each.undone_at)
        for each in RatingTables(store).of_round(round_.id)
    )
    return RoundView(
        id=round_.id,
        title=round_.title,
        state=round_.state,
        state_name=words.say(_STATES[round_.state]),
        instrument=first_up(words.say(INSTRUMENT_WORDS[round_.instrument])),
        begun_at=round_.begun_at,
        opened_at=round_.opened_at,
        closed_at=round_.closed_at,
        reason=round_.reason or "",
        headline=_headline(round_, rows, _taken(tables), words),
        people=tuple(map(names.person, round_.people)),
        behaviours=tuple(map(names.behaviour, round_.behaviours)),
        raters=tuple(sorted(rows, key=lambda row: (row.is_withdrawn, not row.is_missing))),
        tables=tables,
        own=next((row for row in rows if row.account == account and not row.is_withdrawn), None),
    )


def rater_row(
    rater: Rater, round_: RatingRound, name: str, given: int, names: RoundNames
) -> RaterRow:
    """Return how far somebody is in a round."""
    return RaterRow(
        account=rater.account,
        name=name,
        what=_what(rater, names),
        given=given,
        asked=len(rater.people) * len(round_.behaviours),
        is_done=rater.done_at is not None,
        is_withdrawn=not rater.counts,
        is_bound=round_.is_seen and rater.is_anonymous,
        reason=rater.reason or "",
    )


def _what(rater: Rater, names: RoundNames) -> str:
    """Return what somebody is to whom they rate: `commissie`, or `leidinggevende; zelf`."""
    kinds = dict.fromkeys(rater.people.values())
    return first_up("; ".join(names.sources([kind]) for kind in kinds))


def _taken(tables: Sequence[TableRow]) -> int:
    return sum(each.ratings for each in tables if each.undone_at is None)


def _headline(round_: RatingRound, rows: Sequence[RaterRow], taken: int, words: Translator) -> str:
    taking_part = [row for row in rows if not row.is_withdrawn]
    done = sum(row.is_done for row in taking_part)
    if round_.state == "open":
        return words.say("“{round}” is open: talk about it", round=round_.title)
    if round_.state == "closed":
        return words.say("“{round}” is closed", round=round_.title)
    if round_.state == "stopped":
        return words.say("“{round}” was stopped; nobody sees what was given", round=round_.title)
    if not taking_part and taken:
        return words.say_count(
            "“{round}” has {number} rating from a table: it can be opened",
            "“{round}” has {number} ratings from tables: it can be opened",
            taken,
            round=round_.title,
        )
    if not taking_part:
        return words.say("Nobody rates in “{round}” yet", round=round_.title)
    if done == len(taking_part):
        return words.say_count(
            "The rater of “{round}” is done: it can be opened",
            "All {number} raters of “{round}” are done: it can be opened",
            done,
            round=round_.title,
        )
    return words.say_count(
        "{done} of {number} rater of “{round}” is done",
        "{done} of {number} raters of “{round}” are done",
        len(taking_part),
        done=done,
        round=round_.title,
    )
