"""The form to rate: one behaviour over all people, or one person on all behaviours.

It holds what whoever rates gave themselves, and nothing of anybody else.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from planner.domain.level import from_tenths
from planner.domain.text import say
from planner.ratings.rating import ANONYMOUS, SELF, Evidence
from planner.store.kept_ratings import KeptRating
from planner.store.raters import Rater
from planner.store.rating_rounds import RatingRound
from planner.web.language import level as level_text
from planner.web.level_scale import whole_levels
from planner.web.views.rating_names import RoundNames

By = Literal["behaviour", "person"]
Own = Mapping[tuple[str, str], KeptRating]
# What is on each page: its title, and of whom what is asked.
Pages = list[tuple[str, list[tuple[str, str]]]]
NOT_OBSERVED = "none"
_MOST_STEPS = 10


@dataclass(frozen=True)
class LevelOption:
    """A level that can be given: its value in a form, its number, and what is seen there."""

    value: str
    number: str
    anchor: str


@dataclass(frozen=True)
class Entry:
    """One rating to give: of whom, on what, and what was given."""

    number: int
    person: str
    behaviour: str
    title: str
    definition: str
    options: tuple[LevelOption, ...]
    # The value of the option that was given; empty where nothing was.
    chosen: str
    evidence: Evidence
    takes_evidence: bool
    # The number of the rating that is before whoever rates.
    seen: int

    @property
    def is_given(self) -> bool:
        """Tell whether it was given, were it that it was not observed."""
        return bool(self.chosen)


@dataclass(frozen=True)
class Item:
    """One page of the form in the list of all: what it is about, and whether all of it is given."""

    position: int
    title: str
    given: int
    asked: int

    @property
    def is_done(self) -> bool:
        """Tell whether all of it is given."""
        return self.given == self.asked


@dataclass(frozen=True)
class FormView:
    """A page of the form."""

    round: str
    title: str
    by: By
    item: Item
    definition: str
    # What is seen at each level, where the page is about one behaviour.
    anchors: tuple[LevelOption, ...]
    entries: tuple[Entry, ...]
    items: tuple[Item, ...]
    is_open: bool
    # Nothing can be given any more.
    is_over: bool
    is_done: bool
    # Whether they rate themselves alone.
    is_self: bool
    is_anonymous: bool
    has_people: bool

    @property
    def given(self) -> int:
        """How many ratings were given."""
        return sum(item.given for item in self.items)

    @property
    def asked(self) -> int:
        """How many are asked."""
        return sum(item.asked for item in self.items)

    @property
    def is_complete(self) -> bool:
        """Tell whether all that is asked is given."""
        return self.given == self.asked

    @property
    def next(self) -> Item | None:
        """The page after this one."""
        return self.items[self.item.position] if self.item.position < len(self.items) else None

    @property
    def previous(self) -> Item | None:
        """The page before this one."""
        return self.items[self.item.position - 2] if self.item.position > 1 else None

    @property
    def first_open(self) -> Item | None:
        """The first page on which something is still to be given."""
        return next((item for item in self.items if not item.is_done), None)


def usual_by(rater: Rater) -> By:
    """Return how somebody rates unless they choose: what is alike is judged next to each other."""
    return "behaviour" if len(rater.people) > 1 else "person"


def form_view(
    round_: RatingRound, rater: Rater, own: Own, names: RoundNames, by: By, position: int
) -> FormView:
    """Return a page of the form; positions count from 1, and the nearest there is is shown."""
    people = [person for person in round_.people if person in rater.people]
    pages = _by_behaviour(round_, people, names)
    if by == "person":
        pages = _by_person(round_, people, names)
    items = tuple(
        Item(number, title, sum(_is_given(pair, own) for pair in pairs), len(pairs))
        for number, (title, pairs) in enumerate(pages, 1)
    )
    position = min(max(position, 1), len(items))
    _, pairs = pages[position - 1]
    behaviour = pairs[0][1]
    return FormView(
        round=round_.id,
        title=round_.title,
        by=by,
        item=items[position - 1],
        definition=names.definition(behaviour) if by == "behaviour" else "",
        anchors=level_options(round_, names, behaviour) if by == "behaviour" else (),
        entries=tuple(
            entry_of(number, pair, round_, rater, own, names, by)
            for number, pair in enumerate(pairs, 1)
        ),
        items=items,
        is_open=round_.state == "open",
        is_over=round_.closed_at is not None or (round_.is_seen and rater.is_anonymous),
        is_done=rater.done_at is not None,
        is_self=set(rater.people.values()) == {SELF},
        is_anonymous=rater.is_anonymous,
        has_people=len(people) > 1,
    )


def _by_behaviour(round_: RatingRound, people: Sequence[str], names: RoundNames) -> Pages:
    return [
        (names.behaviour(behaviour), [(person, behaviour) for person in people])
        for behaviour in round_.behaviours
    ]


def _by_person(round_: RatingRound, people: Sequence[str], names: RoundNames) -> Pages:
    """Return a page for each person and direction: all behaviours at once are long on a phone."""
    by_direction: dict[str, list[str]] = {}
    for behaviour in round_.behaviours:
        by_direction.setdefault(names.direction(behaviour), []).append(behaviour)
    return [
        (
            " – ".join(filter(None, (names.person(person), direction))),
            [(person, behaviour) for behaviour in behaviours],
        )
        for person in people
        for direction, behaviours in by_direction.items()
    ]


def _is_given(pair: tuple[str, str], own: Own) -> bool:
    return pair in own and not own[pair].is_gone


def entry_of(
    number: int,
    pair: tuple[str, str],
    round_: RatingRound,
    rater: Rater,
    own: Own,
    names: RoundNames,
    by: By,
) -> Entry:
    """Return one rating to give, with what was given."""
    person, behaviour = pair
    kept = own.get(pair)
    given = kept is not None and not kept.is_gone
    return Entry(
        number=number,
        person=person,
        behaviour=behaviour,
        title=names.person(person) if by == "behaviour" else names.behaviour(behaviour),
        definition="" if by == "behaviour" else names.definition(behaviour),
        options=level_options(round_, names, behaviour, kept if given else None),
        chosen=chosen_value(kept) if kept is not None and given else "",
        evidence=kept.evidence if kept is not None else Evidence(),
        takes_evidence=rater.people[person] not in ANONYMOUS,
        seen=0 if kept is None else kept.number,
    )


def chosen_value(kept: KeptRating) -> str:
    """Return what a form sends for a level that was given."""
    return NOT_OBSERVED if kept.level is None else str(kept.level)


def level_options(
    round_: RatingRound, names: RoundNames, behaviour: str, kept: KeptRating | None = None
) -> tuple[LevelOption, ...]:
    """Return the levels that can be given: the whole ones, and one between that was given.

    Of a very long scale these are its ends, whatever has an anchor, and some between.
    """
    known = names.known(behaviour)
    anchors = {} if known is None else {int(key): text for key, text in known.anchors.items()}
    scale = round_.scale
    step = 10 * max(1, -(-(scale.maximum - scale.minimum) // (10 * _MOST_STEPS)))
    levels = {*whole_levels(scale), *range(scale.minimum, scale.maximum + 1, step)}
    levels |= {10 * level for level in anchors if scale.holds(10 * level)}
    if kept is not None and kept.level is not None:
        levels.add(kept.level)
    return tuple(
        LevelOption(
            str(tenths),
            str(from_tenths(tenths)) if tenths % 10 == 0 else level_text(tenths),
            say(anchors[tenths // 10], names.words.language, "")
            if tenths % 10 == 0 and tenths // 10 in anchors
            else "",
        )
        for tenths in sorted(levels)
    )
