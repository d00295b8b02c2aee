"""Reading the trail: its entries a page at a time, for whoever may."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from planner.store.database import Store
from planner.store.told import Done
from planner.store.trail import Trail


@dataclass(frozen=True)
class Entry:
    """An entry of the trail; of one that was erased only when it was made, and what it was."""

    sequence: int
    at: str
    name: str
    account: str | None
    dossier: str | None
    person: str | None
    # The entry that tells why this one was erased.
    erased: int | None
    payload: dict[str, Any] = field(default_factory=dict)
    # Of an action on several people: the ids of these, and the last entry that tells of them.
    people: tuple[str, ...] = ()
    last: int | None = None

    @property
    def record(self) -> str | None:
        """On which record something was done."""
        return self._attribute("abd.record")

    @property
    def reason(self) -> str | None:
        """Why, where a reason was asked."""
        return self._attribute("abd.reason")

    @property
    def told(self) -> Done | None:
        """What was done, as it was told."""
        written = self._attribute("abd.told")
        return None if written is None else Done.read(written)

    def _attribute(self, name: str) -> str | None:
        found = self.payload.get("attributes", {}).get(name)
        return None if found is None else str(found)


@dataclass(frozen=True)
class Asked:
    """Which entries: of a dossier, or of the installation alone; about whom, by whom, and what."""

    dossier: str | None = None
    # Also entries of dossiers, where no dossier is named.
    of_all: bool = False
    person: str | None = None
    account: str | None = None
    # How the name of an entry begins, such as `profile.`.
    name: str | None = None
    # Whether it stays untold who rated: for whoever may not know who was asked to.
    hides_raters: bool = False


# One statement for all questions: what is not asked for is whatever it is.
_WHERE = (
    "WHERE (:dossier IS dossier OR (:dossier IS NULL AND :of_all)) "
    "AND (:person IS NULL OR person = :person) AND (:account IS NULL OR account = :account) "
    "AND (:name IS NULL OR substr(name, 1, length(:name)) = :name) "
    # Asking for the entries of one account would tell whose they are.
    "AND NOT (:hides_raters AND :account IS NOT NULL AND substr(name, 1, 7) = 'rating.')"
)
# An action on several people is one line, and not one for each of them. There is an index of these.
_ABOVE = "json_extract(payload, '$.parent_span_id') IS NULL"
_OF_RATERS = "rating."
# What tells in an entry who gave a rating, or in which request.
_TELLING = ("trace_id", "span_id", "parent_span_id")


def count(store: Store, asked: Asked) -> int:
    """Return how many entries there are; an action on several people is one."""
    statement = f"SELECT count(*) AS number FROM trail_entries {_lines_of(asked)}"  # noqa: S608
    row = store.connection.execute(statement, vars(asked)).fetchone()
    return int(row["number"])


def accounts_in(store: Store, asked: Asked) -> set[str]:
    """Return the accounts of which something is told, besides those of raters that stay untold."""
    statement = (
        f"SELECT DISTINCT account FROM trail_entries {_WHERE} "  # noqa: S608
        "AND account IS NOT NULL AND NOT (:hides_raters AND substr(name, 1, 7) = 'rating.')"
    )
    return {row["account"] for row in store.connection.execute(statement, vars(asked))}


def entries(store: Store, asked: Asked, most: int, after: int = 0) -> list[Entry]:
    """Return entries, the latest first: `most` of them, after as many.

    An action on several people is one, with all of them.
    """
    statement = (
        f"SELECT * FROM trail_entries {_lines_of(asked)} "  # noqa: S608
        "ORDER BY sequence DESC LIMIT :most OFFSET :after"
    )
    values = {**vars(asked), "most": most, "after": after}
    found = [_entry(dict(row)) for row in store.connection.execute(statement, values)]
    found = found if asked.person is not None else _with_people(store, found)
    if not asked.hides_raters:
        return found
    return [
        replace(each, account=None) if each.name.startswith(_OF_RATERS) else each for each in found
    ]


def _lines_of(asked: Asked) -> str:
    """Return which entries are lines: one for each action, or each that is about somebody."""
    return _WHERE if asked.person is not None else f"{_WHERE} AND {_ABOVE}"


def _with_people(store: Store, found: list[Entry]) -> list[Entry]:
    """Return entries of actions, each with the people whom the entries below it are about."""
    below: dict[str, list[tuple[int, str]]] = {}
    if found:
        rows = store.connection.execute(
            "SELECT sequence, person, "  # noqa: S608
            "json_extract(payload, '$.parent_span_id') AS parent "
            "FROM trail_entries WHERE sequence > ?1 AND person IS NOT NULL AND parent IS NOT NULL "
            f"AND sequence < coalesce((SELECT sequence FROM trail_entries WHERE {_ABOVE} "
            "AND sequence > ?2 AND payload IS NOT NULL ORDER BY sequence LIMIT 1), 1 + ?3) "
            "ORDER BY sequence",
            (found[-1].sequence, found[0].sequence, Trail(store).head().sequence),
        )
        for row in rows:
            below.setdefault(row["parent"], []).append((row["sequence"], row["person"]))
    return [
        replace(
            each,
            people=tuple(person for _, person in people),
            last=people[-1][0] if people else None,
        )
        for each in found
        for people in (below.get(each.payload.get("span_id", ""), []),)
    ]


def lines(store: Store, asked: Asked) -> Iterator[str]:
    """Yield every entry as a line of JSON in the fields of the standard, the first one first.

    Each has its place in the chain beside it, so that a copy can be held against the chain.
    """
    statement = (
        "SELECT e.sequence, e.payload, e.erased, t.digest, t.hash "  # noqa: S608
        f"FROM (SELECT * FROM trail_entries {_WHERE}) e "
        "JOIN trail t ON t.sequence = e.sequence ORDER BY e.sequence"
    )
    for row in store.connection.execute(statement, vars(asked)):
        payload = {} if row["payload"] is None else json.loads(row["payload"])
        place = {name: row[name] for name in ("sequence", "erased", "digest", "hash")}
        if asked.hides_raters and str(payload.get("name")).startswith(_OF_RATERS):
            payload = {name: each for name, each in payload.items() if name not in _TELLING}
            payload["attributes"] = {
                name: each
                for name, each in payload["attributes"].items()
                if name not in ("abd.account", "abd.record")
            }
            place["is_masked"] = True
        yield json.dumps({**payload, "chain": place}, ensure_ascii=False) + "\n"


def _entry(row: dict[str, Any]) -> Entry:
    return Entry(
        sequence=row["sequence"],
        at=row["at"],
        name=row["name"],
        account=row["account"],
        dossier=row["dossier"],
        person=row["person"],
        erased=row["erased"],
        payload={} if row["payload"] is None else json.loads(row["payload"]),
    )
