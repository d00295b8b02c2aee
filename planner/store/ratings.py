"""What raters gave in rounds, and whatever they gave before it: nothing of it is overwritten."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from planner.ratings.rating import ANONYMOUS, NO_EVIDENCE, SELF, Round, Source
from planner.store.clock import now
from planner.store.database import Store
from planner.store.errors import Unknown
from planner.store.kept_ratings import (
    Given,
    KeptRating,
    Key,
    pure,
    read_rating,
    written_rating,
)
from planner.store.raters import Rater, Raters
from planner.store.rating_rounds import NotNow, RatingRound, RatingRounds, note

# Of each rating the one that stands, with all that is kept of it.
_STANDING = (
    "SELECT * FROM ratings r WHERE number = (SELECT max(number) FROM ratings l "
    "WHERE l.round = r.round AND l.person = r.person AND l.behaviour = r.behaviour "
    "AND l.rater = r.rater) AND round = ?"
)
_IN_ORDER = " ORDER BY person, behaviour, source, rater"


class RatingOvertaken(Exception):
    """The same rating was given in another window meanwhile; nothing was saved."""

    def __init__(self, kept: KeptRating) -> None:
        """Keep the one that stands."""
        super().__init__()
        self.kept = kept


class NeedsReason(Exception):
    """All have seen all: what is given or changed now says why."""


class Ratings:
    """The ratings of a store."""

    def __init__(self, store: Store) -> None:
        """Keep the store."""
        self._store = store

    def own(self, round_: str, account: str) -> dict[tuple[str, str], KeptRating]:
        """Return what somebody gave in a round themselves, by person and behaviour."""
        rows = self._store.rows(_STANDING + " AND account = ? AND batch IS NULL", round_, account)
        return {(row["person"], row["behaviour"]): read_rating(row) for row in rows}

    def gave_unnamed(self, account: str) -> bool:
        """Tell whether somebody gave anything, in any round, as one of an anonymous group."""
        rows = self._store.rows(
            "SELECT DISTINCT source FROM ratings WHERE account = ? AND batch IS NULL", account
        )
        return any(row["source"] in ANONYMOUS for row in rows)

    def given(self, round_: str) -> dict[str, set[tuple[str, str]]]:
        """Return on which people and behaviours each account gave something; not what."""
        found: dict[str, set[tuple[str, str]]] = {}
        for row in self._store.rows(
            "SELECT DISTINCT account, person, behaviour FROM ratings "
            "WHERE round = ? AND batch IS NULL",
            round_,
        ):
            found.setdefault(row["account"], set()).add((row["person"], row["behaviour"]))
        return found

    def standing(self, round_: str) -> list[KeptRating]:
        """Return the ratings that stand and count, each as what its rater is to the person."""
        raters = {each.account: each for each in Raters(self._store).of_round(round_)}
        rows = self._store.rows(_STANDING + " AND is_gone = 0" + _IN_ORDER, round_)
        return list(_counting(map(read_rating, rows), raters))

    def whole(self, round_: RatingRound) -> Round:
        """Return all ratings of a round that count."""
        return Round(scale=round_.scale, ratings=tuple(map(pure, self.standing(round_.id))))

    def taken_in(self, round_: RatingRound) -> Round:
        """Return the ratings of a round that came with tables."""
        rows = self._store.rows(
            _STANDING + " AND is_gone = 0 AND batch IS NOT NULL" + _IN_ORDER, round_.id
        )
        return Round(scale=round_.scale, ratings=tuple(pure(read_rating(row)) for row in rows))

    def stamp(self, round_: str) -> tuple[object, ...]:
        """Return what differs whenever the ratings that count do."""
        row = self._store.row(
            "SELECT count(*) AS number, max(at) AS last FROM ratings WHERE round = ?", round_
        )
        assert row is not None
        raters = [
            (each.account, each.counts, *sorted(each.people.items()))
            for each in Raters(self._store).of_round(round_)
        ]
        return row["number"], row["last"], *raters

    def changed(self, round_: str) -> dict[Key, list[KeptRating]]:
        """Return every rating that was given or changed once all could see all, with its past.

        The first of each is what stood when the round was opened, where anything did.
        """
        rows = self._store.rows(
            "SELECT * FROM ratings r WHERE round = ? AND EXISTS (SELECT 1 FROM ratings l "
            "WHERE l.round = r.round AND l.person = r.person AND l.behaviour = r.behaviour "
            "AND l.rater = r.rater AND l.is_after_opening = 1) ORDER BY number",
            round_,
        )
        found: dict[Key, list[KeptRating]] = {}
        for each in map(read_rating, rows):
            past = found.setdefault(each.key, [])
            if past and not each.is_after_opening:
                past.clear()
            past.append(each)
        return found

    def give(
        self, dossier: str, round_: str, account: str, given: Given, seen: int, reason: str = ""
    ) -> KeptRating:
        """Keep what somebody gives; what they gave before stays in the history.

        Args:
            dossier: the id of the dossier.
            round_: the id of the round.
            account: who rates.
            given: what they give.
            seen: the number of the rating that they had before them, 0 where there was none.
            reason: why, once the round is open.

        Raises:
            Unknown: there is no such round, or they do not rate that there.
            NotNow: the round is closed, or its opening binds them.
            NeedsReason: the round is open, and no reason is given.
            RatingOvertaken: they gave something else in another window meanwhile.
        """
        with self._store.writing():
            found = RatingRounds(self._store).must_find(round_, dossier)
            source = self._source(found, account, given)
            if source in ANONYMOUS:
                # Nobody is ever shown it, so it is not kept.
                given = replace(given, evidence=NO_EVIDENCE)
            rater = given.person if source == SELF else account
            before = self._find(round_, given.person, given.behaviour, rater)
            if before is not None and before.says_the_same(given.level, given.evidence):
                return before
            if found.closed_at is not None or (found.is_seen and source in ANONYMOUS):
                raise NotNow
            if before is not None and before.number != seen:
                raise RatingOvertaken(before)
            if found.is_seen and not reason:
                raise NeedsReason
            kept = _new(found, given, source, rater, account, before, reason)
            self.write([kept])
            noted = "rating.change" if found.is_seen and before is not None else "rating.give"
            note(self._store, noted, found, person=given.person, reason=kept.reason)
        return kept

    def write(self, ratings: Iterable[KeptRating]) -> None:
        """Keep ratings, within the write that tells of them."""
        with self._store.writing() as tables:
            tables.table("ratings").insert_all(map(written_rating, ratings), batch_size=40)

    def _source(self, round_: RatingRound, account: str, given: Given) -> Source:
        """Return what somebody is to whom they rate; `Unknown` where they do not rate that."""
        rater = Raters(self._store).find(round_.id, account)
        if (
            rater is None
            or not rater.counts
            or given.person not in rater.people
            or given.behaviour not in round_.behaviours
            or (given.level is not None and not round_.scale.holds(given.level))
        ):
            raise Unknown
        return rater.people[given.person]

    def _find(self, *key: str) -> KeptRating | None:
        row = self._store.row(
            "SELECT * FROM ratings WHERE round = ? AND person = ? AND behaviour = ? AND rater = ? "
            "ORDER BY number DESC LIMIT 1",
            *key,
        )
        return None if row is None else read_rating(row)


def _new(
    round_: RatingRound,
    given: Given,
    source: Source,
    rater: str,
    account: str,
    before: KeptRating | None,
    reason: str,
) -> KeptRating:
    at = now()
    return KeptRating(
        round=round_.id,
        person=given.person,
        behaviour=given.behaviour,
        rater=rater,
        number=1 if before is None else before.number + 1,
        level=given.level,
        source=source,
        date=at[:10],
        instrument=round_.instrument,
        at=at,
        evidence=given.evidence,
        account=account,
        is_after_opening=round_.is_seen,
        reason=reason if round_.is_seen else None,
    )


def _counting(ratings: Iterable[KeptRating], raters: Mapping[str, Rater]) -> Iterable[KeptRating]:
    """Yield the ratings of tables, and of those who take part what they are asked."""
    for each in ratings:
        if each.batch is not None or each.account is None:
            # Of a table, or of somebody who was erased since.
            yield each
            continue
        rater = raters.get(each.account or "")
        if rater is not None and rater.counts and each.person in rater.people:
            # What they are to the person may have been set right since.
            yield replace(each, source=rater.people[each.person])
