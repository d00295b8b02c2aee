"""Keeping no longer than needed: what is due to go, and letting it go.

Every kind of record has a term, a rule here that finds what is past it, and a sentence for it.
What goes is told in the trail; of the trail itself only what its entries say goes, so that the
chain stays whole.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Annotated

from pydantic import Field

from planner.domain.record import Record
from planner.resources.catalogue import marked
from planner.store import rating_retention
from planner.store.chain import ERASURE
from planner.store.database import Store
from planner.store.trail import Trail

# Entries that are emptied at once; what tells of them has to fit in one entry.
_MOST_AT_ONCE = 1000


# The AI Act has whoever deploys a high-risk system keep its logs for six months at least
# (Regulation (EU) 2024/1689, article 26(6)).
LEAST_LOG_DAYS = 183

Days = Annotated[int, Field(strict=True, ge=0, le=36_500)]


class Terms(Record):
    """How many days each kind of record is kept.

    A closed decision has no term here: how long it stays follows from the organisation's selection
    list, and nothing removes it by itself.
    """

    # Judgements of people who were not chosen, counted from the decision: the Dutch data protection
    # authority calls four weeks usual (autoriteitpersoonsgegevens.nl).
    ratings_of_people_not_chosen: Days = 28
    # The same with consent: a year is what that authority calls reasonable then.
    ratings_with_consent: Days = 365
    # Two years: so a decision of last year can still be accounted for.
    log: Annotated[int, Field(strict=True, ge=LEAST_LOG_DAYS, le=36_500)] = 730
    dropped_explorations: Days = 28
    finished_jobs: Days = 180

    @property
    def longest_for_ratings(self) -> int:
        """The term of those who agreed to a longer one: agreeing never makes it shorter."""
        return max(self.ratings_with_consent, self.ratings_of_people_not_chosen)


@dataclass(frozen=True)
class Due:
    """So many records of a kind that are past their term."""

    kind: str
    days: int
    records: int


@dataclass(frozen=True)
class _Rule:
    """A kind of record: how many days it stays, what is past that, and how it goes."""

    kind: str
    days: Callable[[Terms], int]
    past: Callable[[Store, str], list[object]]
    go: Callable[[Store, list[object]], None]


def due(store: Store, terms: Terms, at: datetime | None = None) -> list[Due]:
    """Return what is past its term, kind by kind; nothing is changed."""
    return [
        Due(rule.kind, rule.days(terms), len(rule.past(store, _limit(rule, terms, at))))
        for rule in _RULES
    ]


def let_go(store: Store, terms: Terms, at: datetime | None = None) -> list[Due]:
    """Let go of what is past its term, as one write, and tell so in the trail."""
    gone = []
    with store.writing():
        for rule in _RULES:
            found = rule.past(store, _limit(rule, terms, at))
            if found:
                rule.go(store, found)
            gone.append(Due(rule.kind, rule.days(terms), len(found)))
    return gone


def _limit(rule: _Rule, terms: Terms, at: datetime | None) -> str:
    moment = (at or datetime.now(UTC)) - timedelta(days=rule.days(terms))
    return moment.isoformat(timespec="milliseconds")


def _ids(rows: list[dict[str, object]]) -> list[object]:
    return [row["id"] for row in rows]


def _explorations(store: Store, before: str) -> list[object]:
    return _ids(store.rows("SELECT id FROM explorations WHERE dropped_at < ?", before))


def _jobs(store: Store, before: str) -> list[object]:
    return _ids(store.rows("SELECT number AS id FROM jobs WHERE finished_at < ?", before))


def _entries(store: Store, before: str) -> list[object]:
    rows = store.rows(
        "SELECT sequence AS id FROM trail_entries WHERE at < ? AND payload IS NOT NULL "
        "AND name <> ? ORDER BY sequence",
        before,
        ERASURE,
    )
    return _ids(rows)


def _deleted(table: str, key: str) -> Callable[[Store, list[object]], None]:
    def go(store: Store, records: list[object]) -> None:
        with store.writing() as tables:
            for record in records:
                tables.table(table).delete_where(f"{key} = ?", [record])
            Trail(store).note("retention.delete", f"{table}: {len(records)}")

    return go


def _emptied(store: Store, records: list[object]) -> None:
    """Empty entries of the trail, told by an entry that names them."""
    for some in _pieces(records):
        entries = [int(str(each)) for each in some]
        Trail(store).erase(entries, "trail", "retention", with_account=True)


def _pieces(records: list[object]) -> Iterator[list[object]]:
    for start in range(0, len(records), _MOST_AT_ONCE):
        yield records[start : start + _MOST_AT_ONCE]


_RULES = (
    _Rule(
        marked("What-ifs that were thrown away"),
        lambda terms: terms.dropped_explorations,
        _explorations,
        _deleted("explorations", "id"),
    ),
    _Rule(
        marked("Answers of calculations"),
        lambda terms: terms.finished_jobs,
        _jobs,
        _deleted("jobs", "number"),
    ),
    _Rule(
        marked("Ratings of people who were not chosen"),
        lambda terms: terms.ratings_of_people_not_chosen,
        rating_retention.past,
        rating_retention.go,
    ),
    _Rule(
        marked("Notes about people who were not chosen"),
        lambda terms: terms.ratings_of_people_not_chosen,
        rating_retention.past_notes,
        rating_retention.go_notes,
    ),
    _Rule(
        marked("Ratings of people who were not chosen, with consent"),
        lambda terms: terms.longest_for_ratings,
        partial(rating_retention.past, agreed=True),
        rating_retention.go,
    ),
    _Rule(
        marked("Notes about people who were not chosen, with consent"),
        lambda terms: terms.longest_for_ratings,
        partial(rating_retention.past_notes, agreed=True),
        rating_retention.go_notes,
    ),
    _Rule(marked("What the log says"), lambda terms: terms.log, _entries, _emptied),
)
