"""Tables of ratings that were taken into a round: each is one step, and can be taken back.

A table goes into a round that is still blind. What somebody rates there themselves no table
touches: it would tell whether theirs is the same.
"""

import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from planner.ratings.rating import ANONYMOUS, SELF
from planner.ratings.table_findings import RatingChange
from planner.store.acting import actor
from planner.store.clock import now
from planner.store.database import Store
from planner.store.errors import Unknown
from planner.store.kept_ratings import KeptRating, Key, read_rating
from planner.store.raters import Raters
from planner.store.rating_rounds import NotNow, RatingRound, RatingRounds
from planner.store.ratings import Ratings
from planner.store.seal import sealed, unsealed
from planner.store.trail import Trail

# More people than anybody reads about at once are told as one entry of the trail.
_MOST_SUBJECTS = 200


@dataclass(frozen=True)
class TakenTable:
    """A table that was taken in: when, by whom, and how many ratings it brought."""

    id: str
    round: str
    at: str
    account: str | None
    ratings: int
    undone_at: str | None = None


class TableOvertaken(Exception):
    """What the table would change is another than it was in the preview; nothing was taken."""


class RatingTables:
    """The tables of ratings that were taken into the rounds of a store."""

    def __init__(self, store: Store) -> None:
        """Keep the store."""
        self._store = store

    def of_round(self, round_: str) -> list[TakenTable]:
        """Return the tables that were taken into a round, the latest first."""
        rows = self._store.rows(
            "SELECT * FROM rating_imports WHERE round = ? ORDER BY at DESC, id", round_
        )
        return [_table(row) for row in rows]

    def rated_here(self, round_: str) -> set[tuple[str, str]]:
        """Return who is rated here by whom themselves: no table may say it in their place."""
        return {
            (person, person if source == SELF else rater.account)
            for rater in Raters(self._store).of_round(round_)
            for person, source in rater.people.items()
        }

    def take(self, dossier: str, round_: str, changes: Sequence[RatingChange]) -> TakenTable:
        """Take what a table changes into a blind round, as one step.

        Raises:
            Unknown: the dossier has no such round.
            NotNow: it is not blind any more, or the table would complete a group of people who rate
                here themselves without being named.
            TableOvertaken: what it changes is another by now, or somebody rates it here themselves.
        """
        with self._store.writing() as tables:
            rounds, ratings = RatingRounds(self._store), Ratings(self._store)
            found = rounds.must_find(round_, dossier)
            if found.state != "blind" or self._would_tell_apart(round_, changes):
                raise NotNow
            stands, own = ratings.taken_in(found).by_key, self.rated_here(round_)
            after = [change.after for change in changes]
            if any(stands.get(change.after.key) != change.before for change in changes) or any(
                (each.person, each.rater) in own for each in after
            ):
                raise TableOvertaken
            taken = TakenTable(secrets.token_hex(6), round_, now(), actor().account, len(changes))
            people = dict.fromkeys(each.person for each in after)
            rounds.widen(found, list(people), [each.behaviour for each in after])
            tables.table("rating_imports").insert(sealed(vars(taken)))
            ratings.write(self._new(found, taken, changes))
            self._note("rating.import", found, taken, list(people))
        return taken

    def _would_tell_apart(self, round_: str, changes: Sequence[RatingChange]) -> bool:
        """Tell whether a table holds anonymous ratings of whom others rate so here themselves.

        Whoever made the table knows its part of the group, and would know theirs.
        """
        rated = {
            person
            for rater in Raters(self._store).of_round(round_)
            for person, source in rater.people.items()
            if source in ANONYMOUS
        }
        return any(
            change.after.source in ANONYMOUS and change.after.person in rated for change in changes
        )

    def undo(self, dossier: str, round_: str, table: str) -> TakenTable:
        """Take a table back: what stood before it stands again.

        What a later table changed stays as that has it.

        Raises:
            Unknown: the round has no such table.
            NotNow: it was taken back before, or the round is not blind any more.
        """
        with self._store.writing() as tables:
            found = RatingRounds(self._store).must_find(round_, dossier)
            taken = next((each for each in self.of_round(round_) if each.id == table), None)
            if taken is None:
                raise Unknown
            if found.state != "blind" or taken.undone_at is not None:
                raise NotNow
            undone = replace(taken, undone_at=now())
            tables.table("rating_imports").upsert(sealed(vars(undone)), pk="id")
            restored = list(self._restored(round_, table))
            Ratings(self._store).write(restored)
            people = dict.fromkeys(each.person for each in restored)
            self._note("rating.import_undo", found, undone, list(people))
        return undone

    def _new(
        self, round_: RatingRound, taken: TakenTable, changes: Iterable[RatingChange]
    ) -> Iterable[KeptRating]:
        numbers: dict[Key, int] = {
            (row["person"], row["behaviour"], row["rater"]): row["last"]
            for row in self._store.rows(
                "SELECT person, behaviour, rater, max(number) AS last FROM ratings "
                "WHERE round = ? GROUP BY person, behaviour, rater",
                round_.id,
            )
        }
        for change in changes:
            given = change.after
            yield KeptRating(
                round=round_.id,
                person=given.person,
                behaviour=given.behaviour,
                rater=given.rater,
                number=numbers.get(given.key, 0) + 1,
                level=given.level,
                source=given.source,
                date=given.date.isoformat(),
                instrument=given.instrument,
                at=taken.at,
                evidence=given.evidence,
                account=taken.account,
                batch=taken.id,
            )

    def _restored(self, round_: str, table: str) -> Iterable[KeptRating]:
        """Yield what stood before a table, where it stands still."""
        for past in self._pasts(round_, table).values():
            stands = past[-1]
            if stands.batch != table or stands.is_gone:
                continue
            first = next(position for position, each in enumerate(past) if each.batch == table)
            before = past[first - 1] if first else replace(stands, is_gone=True)
            yield replace(before, number=stands.number + 1, at=now(), account=actor().account)

    def _pasts(self, round_: str, table: str) -> Mapping[Key, list[KeptRating]]:
        """Return every rating that a table touched, with all that was given before and since."""
        pasts: dict[Key, list[KeptRating]] = {}
        for row in self._store.rows(
            "SELECT * FROM ratings r WHERE round = ? AND EXISTS (SELECT 1 FROM ratings l "
            "WHERE l.round = r.round AND l.person = r.person AND l.behaviour = r.behaviour "
            "AND l.rater = r.rater AND l.batch = ?) ORDER BY number",
            round_,
            table,
        ):
            each = read_rating(row)
            pasts.setdefault(each.key, []).append(each)
        return pasts

    def _note(self, name: str, round_: RatingRound, taken: TakenTable, people: list[str]) -> None:
        Trail(self._store).note(
            name,
            f"dossiers/{round_.dossier}/ratings/{round_.id}/tables/{taken.id}#{taken.ratings}",
            dossier=round_.dossier,
            subjects=people if len(people) <= _MOST_SUBJECTS else (),
        )


def _table(row: dict[str, Any]) -> TakenTable:
    return TakenTable(**unsealed(row))
