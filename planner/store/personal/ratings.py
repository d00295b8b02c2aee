"""What rounds of rating hold about somebody: what they gave, and what others gave of them.

Of what others gave somebody is told what their own page shows: raters who are not told apart stay
so, also here (GDPR, article 15(4)). Notes that named raters wrote about them are told, without who
wrote them. Of a round that is still blind is told that there is something, and not yet what.
"""

import json
from collections.abc import Mapping
from typing import Any

from planner.domain.level import from_tenths
from planner.dossier.erasing import Erasure
from planner.ratings.rating import ANONYMOUS, SELF, Evidence, Rating
from planner.ratings.showing import Reader, Showing, ShownBehaviour
from planner.resources.catalogue import marked
from planner.store.database import Store
from planner.store.memberships import Role
from planner.store.personal.part import Held, Subject, texts_in
from planner.store.raters import Raters
from planner.store.rating_rounds import RatingRound, RatingRounds
from planner.store.rating_takeovers import Takeover, Takeovers
from planner.store.rating_weights import Weighings
from planner.store.ratings import Ratings
from planner.store.seal import sealed

_WRITTEN = ("situation", "observed", "effect", "reason")
_TEXTS = ("rater", *_WRITTEN)
_RATING = ("round", "person", "behaviour", "rater", "number")


class RatingPart:
    """The rounds of a dossier: who is rated in them and by whom, and the levels taken over."""

    def held(self, store: Store, subject: Subject, called: Erasure) -> Held:
        """Return what somebody gave and what was given of them, round by round.

        Besides, which levels were taken over, and where a text of another names them: of a round
        that all may see, and of raters who are told apart.
        """
        rounds = RatingRounds(store).of_dossier(subject.dossier)
        accounts = _accounts(store, subject)
        records = [
            record
            for each in reversed(rounds)
            for record in (
                _of_them(store, each, subject),
                _by_them(store, each, accounts),
                _naming_them(store, each, subject, called),
            )
            if record is not None
        ]
        records += [
            {"since": each.at, "version": each.version, "taken over": levels}
            for each in reversed(Takeovers(store).of_dossier(subject.dossier))
            if (levels := _levels(each, subject.person))
        ]
        return Held("ratings", marked("Ratings"), tuple(records))

    def erase(self, store: Store, subject: Subject, erasure: Erasure) -> int:
        """Take somebody out of every round, and their name out of what others wrote.

        What they gave of others stays, under the pseudonym: the levels of others rest on it.
        """
        accounts = _accounts(store, subject)
        touched = 0
        with store.writing() as tables:
            for round_ in RatingRounds(store).of_dossier(subject.dossier):
                key = [round_.id, subject.person]
                touched += tables.table("ratings").count_where("round = ? AND person = ?", key)
                tables.table("ratings").delete_where("round = ? AND person = ?", key)
                touched += _renamed(store, round_.id, accounts, erasure)
                touched += _left_out(store, round_.id, subject, accounts, erasure)
        return touched


def _accounts(store: Store, subject: Subject) -> frozenset[str]:
    """Return the accounts by which somebody is in the dossier as themselves."""
    rows = store.rows(
        "SELECT account FROM memberships WHERE dossier = ? AND person = ? AND role = ?",
        subject.dossier,
        subject.person,
        Role.PERSON.value,
    )
    return frozenset(row["account"] for row in rows)


def _of_them(store: Store, round_: RatingRound, subject: Subject) -> dict[str, Any] | None:
    """Return what was given of somebody in a round; nothing where nothing was."""
    whole = Ratings(store).whole(round_)
    given = [each for each in whole.ratings if each.person == subject.person]
    if not given:
        return None
    told: dict[str, Any] = {"since": round_.begun_at, "round": round_.title, "ratings": len(given)}
    if not round_.is_seen:
        return told | {"state": round_.state}
    reader = Reader("person", subject.person)
    weights = Weighings(store).of_round(round_.id).weights
    shown = Showing(whole, weights).shown(subject.person, reader, opened=True)
    notes = [_written(each) for each in given if each.source not in ANONYMOUS | {SELF}]
    return told | {
        "behaviours": {each.behaviour: _told(each) for each in shown},
        "notes": [note for note in notes if note],
    }


def _told(shown: ShownBehaviour) -> dict[str, Any]:
    """Return what somebody may know of one behaviour, as their own page has it."""
    own = shown.self_rating
    return {
        "level": shown.level and [from_tenths(end) for end in shown.level if end is not None],
        "own": own and _level(own),
        "groups": [
            {"of": list(each.sources), "raters": each.raters, "mean": from_tenths(each.mean)}
            for each in shown.groups
        ],
    }


def _by_them(store: Store, round_: RatingRound, accounts: frozenset[str]) -> dict[str, Any] | None:
    """Return what somebody gave of others in a round, as they gave it; nothing where nothing."""
    given: list[dict[str, Any]] = [
        {
            "behaviour": each.behaviour,
            "level": None if each.level is None else from_tenths(each.level),
            **_written_evidence(each.evidence),
        }
        for account in sorted(accounts)
        for each in Ratings(store).own(round_.id, account).values()
        if each.source != SELF
    ]
    if not given:
        return None
    return {"since": round_.begun_at, "round": round_.title, "given of others": given}


def _naming_them(
    store: Store, round_: RatingRound, subject: Subject, called: Erasure
) -> dict[str, Any] | None:
    """Return what names somebody in a round, and is not about them; nothing where nothing does."""
    reasons = [round_.title, round_.reason]
    reasons += [each.reason for each in Raters(store).of_round(round_.id)]
    if round_.is_seen:
        reasons += [
            text
            for row in store.rows("SELECT * FROM ratings WHERE round = ?", round_.id)
            if row["source"] not in ANONYMOUS and row["person"] != subject.person
            for text in (row[name] for name in _WRITTEN)
        ]
    texts = list(dict.fromkeys(texts_in(reasons, called)))
    if not texts:
        return None
    return {"since": round_.begun_at, "round": round_.title, "texts": texts}


def _levels(taken: Takeover, person: str) -> dict[str, float | int]:
    levels = taken.levels.get(person, {})
    return {behaviour: from_tenths(level.level) for behaviour, level in levels.items()}


def _level(rating: Rating) -> float | int | None:
    return None if rating.level is None else from_tenths(rating.level)


def _written(rating: Rating) -> dict[str, str]:
    evidence = _written_evidence(rating.evidence)
    return {"behaviour": rating.behaviour, **evidence} if evidence else {}


def _written_evidence(evidence: Evidence) -> dict[str, str]:
    parts = {
        "situation": evidence.situation,
        "seen": evidence.behaviour,
        "effect": evidence.effect,
    }
    return {name: text for name, text in parts.items() if text}


def _renamed(store: Store, round_: str, accounts: frozenset[str], erasure: Erasure) -> int:
    """Put the pseudonym where somebody rated, and where their name stands in a text.

    What they gave and does not count, because they took no part in the end, goes.
    """
    apart = {each.account for each in Raters(store).of_round(round_) if not each.counts}
    touched = 0
    with store.writing() as tables:
        for row in store.rows("SELECT * FROM ratings WHERE round = ?", round_):
            is_theirs = row["batch"] is None and row["account"] in accounts
            changed = {**row, **_without(row, _TEXTS, erasure)}
            if is_theirs or row["rater"] == erasure.person:
                changed["rater"] = erasure.pseudonym
            if is_theirs:
                changed["account"] = None
            if changed != row:
                touched += 1
                tables.table("ratings").delete(tuple(row[name] for name in _RATING))
                if not (is_theirs and row["account"] in apart):
                    # Two names of theirs may have become one.
                    tables.table("ratings").insert(sealed(changed), ignore=True)
    return touched


def _left_out(
    store: Store, round_: str, subject: Subject, accounts: frozenset[str], erasure: Erasure
) -> int:
    """Take somebody out of who is rated, who rates, and the levels that were taken over."""
    touched = 0
    with store.writing() as tables:
        for row in store.rows("SELECT * FROM rating_rounds WHERE id = ?", round_):
            people = [each for each in json.loads(row["people"]) if each != subject.person]
            changed = {**row, **_without(row, ("title", "reason"), erasure)}
            changed["people"] = json.dumps(people, ensure_ascii=False)
            touched += _put(tables, "rating_rounds", "id", row, changed)
        for row in store.rows("SELECT * FROM rating_raters WHERE round = ?", round_):
            if row["account"] in accounts:
                tables.table("rating_raters").delete((round_, row["account"]))
                touched += 1
                continue
            changed = {**row, **_without(row, ("reason",), erasure)}
            changed["people"] = _apart(row["people"], subject.person)
            touched += _put(tables, "rating_raters", ("round", "account"), row, changed)
        touched += without_levels(store, round_, [subject.person])
    return touched


def without_levels(store: Store, round_: str, people: list[str]) -> int:
    """Take people out of the levels that were taken over from a round."""
    touched = 0
    with store.writing() as tables:
        for row in store.rows("SELECT * FROM rating_takeovers WHERE round = ?", round_):
            changed = {**row, "levels": _apart(row["levels"], *people)}
            touched += _put(tables, "rating_takeovers", ("round", "version"), row, changed)
    return touched


def _put(
    tables: Any, table: str, key: Any, row: Mapping[str, Any], changed: Mapping[str, Any]
) -> int:
    if changed == row:
        return 0
    tables.table(table).upsert(sealed(changed), pk=key)
    return 1


def _apart(written: str, *people: str) -> str:
    """Return a JSON object by person without some of them; the very same where none is in it."""
    held = json.loads(written)
    kept = {person: each for person, each in held.items() if person not in people}
    return written if len(kept) == len(held) else json.dumps(kept, ensure_ascii=False)


def _without(row: Mapping[str, Any], texts: tuple[str, ...], erasure: Erasure) -> dict[str, Any]:
    return {name: erasure.text(row[name]) for name in texts if row[name] is not None}
