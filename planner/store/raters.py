"""Who rates in a round, whom, as what, and whether they have done so.

Whoever rates as one of several who are not told apart (peers, reports) is bound by the opening:
from then on their ratings stay as they are, and so does whether they count. Otherwise whoever had
seen the mean before would work out from the mean after it what a single one of them said.
"""

import json
from collections.abc import Mapping, Set
from dataclasses import dataclass, replace
from typing import Any

from planner.ratings.rating import ANONYMOUS, Source
from planner.store.clock import now
from planner.store.database import Store
from planner.store.errors import Unknown
from planner.store.rating_rounds import NotNow, RatingRound, RatingRounds, note, read_round
from planner.store.seal import sealed, unsealed


@dataclass(frozen=True)
class Rater:
    """Somebody who rates in a round: whom, and what they are to each of these."""

    round: str
    account: str
    people: Mapping[str, Source]
    added_at: str
    done_at: str | None = None
    # From then on what they gave counts for nothing and is not shown; it can be brought back.
    withdrawn_at: str | None = None
    reason: str | None = None

    @property
    def counts(self) -> bool:
        """Tell whether they take part."""
        return self.withdrawn_at is None

    @property
    def is_missing(self) -> bool:
        """Tell whether the round waits for them."""
        return self.counts and self.done_at is None

    @property
    def is_anonymous(self) -> bool:
        """Tell whether they rate anybody as one of several who are not told apart."""
        return any(source in ANONYMOUS for source in self.people.values())


class Raters:
    """Who rates in the rounds of a store."""

    def __init__(self, store: Store) -> None:
        """Keep the store."""
        self._store = store

    def who_rates_blind(self) -> Mapping[str, Set[str]]:
        """Return the accounts that rate blind at this moment, for each dossier with any."""
        rows = self._store.rows(
            "SELECT DISTINCT r.dossier, m.account FROM rating_rounds r "
            "JOIN rating_raters m ON m.round = r.id "
            "WHERE r.opened_at IS NULL AND r.closed_at IS NULL AND m.withdrawn_at IS NULL"
        )
        found: dict[str, set[str]] = {}
        for row in rows:
            found.setdefault(row["dossier"], set()).add(row["account"])
        return found

    def of_round(self, round_: str) -> list[Rater]:
        """Return who rates in a round, in the order in which they came."""
        rows = self._store.rows(
            "SELECT * FROM rating_raters WHERE round = ? ORDER BY added_at, account", round_
        )
        return [_rater(row) for row in rows]

    def find(self, round_: str, account: str) -> Rater | None:
        """Return somebody who rates in a round; nothing where they do not."""
        row = self._store.row(
            "SELECT * FROM rating_raters WHERE round = ? AND account = ?", round_, account
        )
        return None if row is None else _rater(row)

    def of_rater(self, dossier: str, account: str) -> list[RatingRound]:
        """Return the rounds of a dossier in which somebody takes part, the latest first."""
        rows = self._store.rows(
            "SELECT r.* FROM rating_rounds r JOIN rating_raters m ON m.round = r.id "
            "WHERE r.dossier = ? AND m.account = ? AND m.withdrawn_at IS NULL "
            "ORDER BY r.begun_at DESC, r.id",
            dossier,
            account,
        )
        return [read_round(row) for row in rows]

    def add(self, dossier: str, round_: str, account: str, people: Mapping[str, Source]) -> Rater:
        """Let somebody rate in a blind round, or rate others there than they did before.

        Raises:
            Unknown: the dossier has no such round.
            NotNow: it is not blind any more, or somebody would be told apart whose group is not.
        """
        with self._store.writing():
            found = RatingRounds(self._store).must_find(round_, dossier)
            if found.state != "blind":
                raise NotNow
            before = self.find(round_, account)
            self._keep_apart(round_, account, {} if before is None else before.people, people)
            added = Rater(round_, account, people, now() if before is None else before.added_at)
            self._write(added)
            note(self._store, "round.add_rater", found, account)
        return added

    def _keep_apart(
        self,
        round_: str,
        account: str,
        before: Mapping[str, Source],
        people: Mapping[str, Source],
    ) -> None:
        """Let nobody who gave something without being named be named afterwards.

        Nor let them stand in one group with what came with a table: whoever made that table knows
        its part of the group, and so would know theirs.

        Raises:
            NotNow: somebody would be told apart.
        """
        for person, source in people.items():
            was = before.get(person)
            if was in ANONYMOUS and source != was and self._gave(round_, account, person):
                raise NotNow
            if source in ANONYMOUS and self._has_in_tables(round_, person):
                raise NotNow

    def _gave(self, round_: str, account: str, person: str) -> bool:
        statement = (
            "SELECT 1 FROM ratings WHERE round = ? AND account = ? AND person = ? "
            "AND batch IS NULL LIMIT 1"
        )
        return self._store.row(statement, round_, account, person) is not None

    def _has_in_tables(self, round_: str, person: str) -> bool:
        rows = self._store.rows(
            "SELECT DISTINCT source FROM ratings WHERE round = ? AND person = ? "
            "AND batch IS NOT NULL AND is_gone = 0",
            round_,
            person,
        )
        return any(row["source"] in ANONYMOUS for row in rows)

    def withdraw(self, dossier: str, round_: str, account: str, reason: str) -> Rater:
        """Let somebody take no part any more; what they gave is kept, and counts for nothing.

        Raises:
            Unknown: there is no such round, or they do not rate in it.
            NotNow: it is closed, or the opening binds them.
        """
        return self._change_part(
            dossier, round_, account, "round.withdraw_rater", withdrawn_at=now(), reason=reason
        )

    def bring_back(self, dossier: str, round_: str, account: str) -> Rater:
        """Let somebody take part again.

        Raises:
            Unknown: there is no such round, or they do not rate in it.
            NotNow: it is closed, or the opening binds them.
        """
        return self._change_part(
            dossier, round_, account, "round.bring_rater_back", withdrawn_at=None, reason=None
        )

    def finish(self, dossier: str, round_: str, account: str) -> Rater:
        """Note that somebody has given all that they are asked.

        Raises:
            Unknown: there is no such round, or they take no part in it.
            NotNow: it is closed.
        """
        with self._store.writing():
            found = RatingRounds(self._store).must_find(round_, dossier)
            rater = self.find(round_, account)
            if rater is None or not rater.counts:
                raise Unknown
            if found.closed_at is not None:
                raise NotNow
            changed = replace(rater, done_at=now())
            self._write(changed)
            note(self._store, "rating.done", found, account)
        return changed

    def _change_part(
        self, dossier: str, round_: str, account: str, noted: str, **fields: Any
    ) -> Rater:
        with self._store.writing():
            found = RatingRounds(self._store).must_find(round_, dossier)
            rater = self.find(round_, account)
            if rater is None:
                raise Unknown
            if found.closed_at is not None or (found.is_seen and rater.is_anonymous):
                raise NotNow
            changed = replace(rater, **fields)
            self._write(changed)
            note(self._store, noted, found, account, reason=changed.reason)
        return changed

    def _write(self, rater: Rater) -> None:
        row = {**vars(rater), "people": json.dumps(dict(rater.people), ensure_ascii=False)}
        with self._store.writing() as tables:
            tables.table("rating_raters").upsert(sealed(row), pk=("round", "account"))


def _rater(row: dict[str, Any]) -> Rater:
    fields = unsealed(row)
    return Rater(**{**fields, "people": json.loads(row["people"])})
