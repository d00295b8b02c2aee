"""Ratings and notes of people who were not chosen: which are past their term, and how they go.

The term counts from the decision, the latest that stands of those after the round or meeting
began. Without a decision nothing is past its term: the procedure goes on, or a person asks to be
erased. Those who agreed to that have a longer term than the others.
"""

from typing import cast

from planner.decisions.writing import read_decision
from planner.dossier.task import outsiders
from planner.store.consents import Consents
from planner.store.database import Store
from planner.store.decisions import Closed, Decisions
from planner.store.dossiers import Dossiers
from planner.store.personal.ratings import without_levels
from planner.store.trail import Trail


def past(store: Store, before: str, *, agreed: bool = False) -> list[object]:
    """Return the rounds and people whose ratings are past their term, as pairs.

    Args:
        store: where all is kept.
        before: the moment that the decision was made before.
        agreed: whether it is about those who agreed to a longer term, or about the others.
    """
    return _past(
        store,
        before,
        "SELECT DISTINCT r.id, r.dossier, r.begun_at, g.person FROM rating_rounds r "
        "JOIN ratings g ON g.round = r.id ORDER BY r.begun_at, r.id, g.person",
        agreed,
    )


def past_notes(store: Store, before: str, *, agreed: bool = False) -> list[object]:
    """Return the meetings and people about whom the notes are past their term, as pairs.

    The arguments are those of `past`.
    """
    return _past(
        store,
        before,
        "SELECT DISTINCT m.id, m.dossier, m.begun_at, n.subject AS person FROM meetings m "
        "JOIN meeting_notes n ON n.meeting = m.id WHERE n.kind = 'candidate' "
        "ORDER BY m.begun_at, m.id, n.subject",
        agreed,
    )


def _past(store: Store, before: str, pairs: str, agreed: bool) -> list[object]:
    found: list[object] = []
    chosen: dict[Closed, frozenset[str]] = {}
    agreeing: dict[str, frozenset[str]] = {}
    for row in store.rows(pairs):
        decided = _decided(store, row["dossier"], row["begun_at"])
        if decided is None or decided.at >= before:
            continue
        if decided not in chosen:
            chosen[decided] = _kept_on(store, decided)
        if row["dossier"] not in agreeing:
            agreeing[row["dossier"]] = Consents(store).people(row["dossier"])
        has_agreed = row["person"] in agreeing[row["dossier"]]
        if row["person"] not in chosen[decided] and has_agreed == agreed:
            found.append((row["id"], row["person"]))
    return found


def go(store: Store, records: list[object]) -> None:
    """Let ratings go, each version of them, with the levels that were taken over from them."""
    with store.writing() as tables:
        for round_, person in cast(list[tuple[str, str]], records):
            tables.table("ratings").delete_where("round = ? AND person = ?", [round_, person])
            without_levels(store, round_, [person])
        Trail(store).note("retention.delete", f"ratings: {len(records)}")


def go_notes(store: Store, records: list[object]) -> None:
    """Let notes about people go, each version of them."""
    with store.writing() as tables:
        for meeting, person in cast(list[tuple[str, str]], records):
            tables.table("meeting_notes").delete_where(
                "meeting = ? AND kind = 'candidate' AND subject = ?", [meeting, person]
            )
        Trail(store).note("retention.delete", f"meeting_notes: {len(records)}")


def _decided(store: Store, dossier: str, since: str) -> Closed | None:
    """Return the latest decision of a dossier that stands, of those since a moment."""
    return next(
        (
            each
            for each in Decisions(store).of_dossier(dossier)
            if each.withdrawn_by is None and each.at >= since
        ),
        None,
    )


def _kept_on(store: Store, decided: Closed) -> frozenset[str]:
    """Return who was chosen, or belongs to a team of the dossier as it stands."""
    decision = read_decision(Decisions(store).content(decided))
    chosen = {person for person in decision.choice.assignment.values() if person is not None}
    kept = Dossiers(store).find(decided.dossier)
    if kept is None:
        return frozenset(chosen)
    read = Dossiers(store).open(kept)
    people = {person.id for person in read.people}
    return frozenset(chosen | (people - outsiders(read)))
