"""Whether somebody agreed to have their ratings kept longer, and how long that is."""

from dataclasses import dataclass
from datetime import date

from planner.decisions.document.voice import day_in_words
from planner.resources.catalogue import Translator
from planner.store.consents import Consents
from planner.store.database import Store
from planner.store.personal.part import Subject
from planner.store.retention import Terms


@dataclass(frozen=True)
class ConsentView:
    """How the consent of somebody stands, beside the terms in days without it and with it."""

    days: int
    longer: int
    # On which day they agreed, where they do; and how, where somebody else noted that.
    given_on: str | None
    ground: str | None


def consent_view(store: Store, subject: Subject, terms: Terms, words: Translator) -> ConsentView:
    """Return how the consent of somebody stands."""
    found = Consents(store).standing(subject.dossier, subject.person)
    return ConsentView(
        days=terms.ratings_of_people_not_chosen,
        longer=terms.longest_for_ratings,
        given_on=None
        if found is None
        else day_in_words(date.fromisoformat(found.given_on), words.language),
        ground=None if found is None else found.ground,
    )
