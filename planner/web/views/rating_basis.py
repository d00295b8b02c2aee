"""What levels rest on: the round they were taken over from, and who rated in it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from planner.domain.person import Person
from planner.ratings.rating import Source
from planner.ratings.showing import Reader, ShownBehaviour
from planner.store.database import Store
from planner.store.rating_rounds import RatingRound, RatingRounds
from planner.store.rating_takeovers import Takeovers
from planner.web.language import level as level_text
from planner.web.round_figures import figures_of
from planner.web.views.rating_names import RoundNames
from planner.web.views.rating_results import said_raters, signed


@dataclass(frozen=True)
class Basis:
    """What one level rests on."""

    round: str
    title: str
    at: str
    raters: str
    intended: str
    difference: str


@dataclass(frozen=True)
class OwnRating:
    """One behaviour in a round, as the person may see it of themselves."""

    behaviour: str
    level: str
    raters: str
    own: str
    difference: str


@dataclass(frozen=True)
class OwnRound:
    """A round in which somebody was rated, as they may see it."""

    title: str
    opened_at: str
    rows: tuple[OwnRating, ...]


def basis_of(
    store: Store, dossier: str, person: Person, reader: Reader, names: RoundNames
) -> Mapping[str, Basis]:
    """Return what each level of somebody rests on, by behaviour.

    A level that is another since, or that was given without a round, stands by itself.
    """
    rounds = {each.id: each for each in RatingRounds(store).of_dossier(dossier)}
    found: dict[str, Basis] = {}
    shown: dict[str, dict[str, ShownBehaviour]] = {}
    for taken in Takeovers(store).of_dossier(dossier):
        for behaviour, level in taken.levels.get(person.id, {}).items():
            if behaviour in found or person.levels.get(behaviour) != level:
                continue
            if taken.round not in shown:
                shown[taken.round] = _shown(rounds[taken.round], person.id, reader)
            of_behaviour = shown[taken.round].get(behaviour)
            if of_behaviour is not None:
                found[behaviour] = _basis(rounds[taken.round], taken.at, of_behaviour, names)
    return found


def own_rounds(store: Store, dossier: str, person: str, names: RoundNames) -> tuple[OwnRound, ...]:
    """Return the rounds in which somebody was rated, as they may see them: in groups alone."""
    found = []
    for each in RatingRounds(store).of_dossier(dossier):
        if each.opened_at is None or person not in each.people:
            continue
        shown = _shown(each, person, Reader("person", person))
        rows = tuple(_own(of_behaviour, names) for of_behaviour in shown.values())
        if rows:
            found.append(OwnRound(each.title, each.opened_at, rows))
    return tuple(found)


def _shown(round_: RatingRound, person: str, reader: Reader) -> dict[str, ShownBehaviour]:
    showing = figures_of(round_).showing
    return {each.behaviour: each for each in showing.shown(person, reader, opened=True)}


def _basis(round_: RatingRound, at: str, shown: ShownBehaviour, names: RoundNames) -> Basis:
    own = shown.self_rating
    return Basis(
        round=round_.id,
        title=round_.title,
        at=at,
        raters=said_raters(shown, names),
        intended="" if own is None or own.level is None else level_text(own.level),
        difference="" if shown.difference is None else signed(shown.difference),
    )


def said_group(sources: Iterable[Source], raters: int, mean: str, names: RoundNames) -> str:
    """Return how many people of which sources gave which mean: `peers: 4 people, mean 3.2`."""
    return names.words.say(
        "{sources}: {raters} people, mean {mean}",
        sources=names.sources(sources),
        raters=raters,
        mean=mean,
    )


def _own(shown: ShownBehaviour, names: RoundNames) -> OwnRating:
    own = shown.self_rating
    return OwnRating(
        behaviour=names.behaviour(shown.behaviour),
        level="–" if shown.level is None else level_text(shown.level.level),
        raters="; ".join(
            said_group(group.sources, group.raters, level_text(group.mean), names)
            for group in shown.groups
        ),
        own="–" if own is None or own.level is None else level_text(own.level),
        difference="–" if shown.difference is None else signed(shown.difference),
    )
