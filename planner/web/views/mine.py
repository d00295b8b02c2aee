"""What somebody sees of themselves: their own levels, and nothing of anybody else."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from planner.domain.level import Level
from planner.domain.person import Person
from planner.domain.repertoire import Behaviour, Repertoire
from planner.domain.text import say
from planner.resources.catalogue import Translator
from planner.store.database import Store
from planner.store.personal.dossiers import profiles_of
from planner.store.personal.part import Subject
from planner.web.language import level as level_text
from planner.web.level_scale import ScalePicture, scale_marks, scale_picture
from planner.web.views.rating_basis import Basis
from planner.web.views.rating_names import RoundNames


@dataclass(frozen=True)
class OwnRow:
    """One behaviour: what is known of somebody, and what is seen of whoever has that level."""

    label: str
    definition: str
    level: Level | None
    # As the macros of levels read it: nothing is asked here, so nothing is carried.
    asked: None
    carries: bool
    has_interval: bool
    picture: ScalePicture
    said: str
    seen: str


@dataclass(frozen=True)
class OwnDirection:
    """The behaviours of one direction, those that are known first."""

    label: str
    rows: tuple[OwnRow, ...]


@dataclass(frozen=True)
class OwnGround:
    """What some levels rest on: a round, or whoever runs the dossier; and since when they stand."""

    # Nothing where they come from no round.
    round: str
    at: str
    behaviours: tuple[str, ...]


@dataclass(frozen=True)
class OwnProfile:
    """Somebody's own profile in one dossier."""

    headline: str
    grounds: tuple[OwnGround, ...]
    has_levels: bool
    has_intervals: bool
    directions: tuple[OwnDirection, ...]
    marks: tuple[tuple[float, str], ...]


def own_profile(
    store: Store, dossier: str, person: Person, basis: Mapping[str, Basis], names: RoundNames
) -> OwnProfile:
    """Return what somebody sees of themselves in a dossier; `basis` says which round gave what."""
    repertoire, words = names.dossier.whole_repertoire, names.words
    rows = {
        behaviour.id: _row(repertoire, behaviour, person, words)
        for behaviour in repertoire.behaviours
    }
    known = [row for row in rows.values() if row.level is not None]
    return OwnProfile(
        headline=words.say_count(
            "Your level is known for {known} of {number} behaviour",
            "Your level is known for {known} of {number} behaviours",
            len(rows),
            known=len(known),
        ),
        grounds=_grounds(store, Subject(dossier, person.id), person, basis, names),
        has_levels=bool(known),
        has_intervals=any(row.has_interval for row in known),
        directions=tuple(
            OwnDirection(
                say(direction.label, words.language, direction.id),
                tuple(
                    sorted(
                        (rows[b.id] for b in repertoire.behaviours if b.direction == direction.id),
                        key=lambda row: row.level is None,
                    )
                ),
            )
            for direction in repertoire.directions
            if any(b.direction == direction.id for b in repertoire.behaviours)
        ),
        marks=scale_marks(repertoire.scale),
    )


def _grounds(
    store: Store,
    subject: Subject,
    person: Person,
    basis: Mapping[str, Basis],
    names: RoundNames,
) -> tuple[OwnGround, ...]:
    """Return what the levels of somebody rest on: those of each round, then the other ones."""
    known = [each for each, level in person.levels.items() if level is not None]
    of_rounds: dict[tuple[str, str], list[str]] = {}
    for behaviour in known:
        if behaviour in basis:
            found = basis[behaviour]
            of_rounds.setdefault((found.title, found.at), []).append(behaviour)
    others = [behaviour for behaviour in known if behaviour not in basis]
    grounds = [OwnGround(*key, tuple(given)) for key, given in of_rounds.items()]
    if others:
        grounds.append(OwnGround("", _since(store, subject, others), tuple(others)))
    return tuple(
        replace(each, behaviours=tuple(map(names.behaviour, each.behaviours))) for each in grounds
    )


def _since(store: Store, subject: Subject, behaviours: list[str]) -> str:
    """Return since when levels are as they are now, of the versions that are kept."""
    since, before = "", None
    for row, profile in profiles_of(store, subject):
        levels = profile.get("levels", {})
        now_there = [levels.get(behaviour) for behaviour in behaviours]
        if now_there != before:
            since, before = str(row["at"]), now_there
    return since


def _row(repertoire: Repertoire, behaviour: Behaviour, person: Person, words: Translator) -> OwnRow:
    level = person.levels.get(behaviour.id)
    nearest = None if level is None else str((level.level + 5) // 10)
    anchors = {str(key): text for key, text in behaviour.anchors.items()}
    return OwnRow(
        label=say(behaviour.label, words.language, behaviour.id),
        definition=say(behaviour.definition, words.language, ""),
        level=level,
        asked=None,
        carries=False,
        has_interval=level is not None and level.low is not None,
        picture=scale_picture(repertoire.scale, level, None),
        said=_said(level, words),
        seen=say(anchors[nearest], words.language, "") if nearest in anchors else "",
    )


def _said(level: Level | None, words: Translator) -> str:
    if level is None:
        return words.say("Not known")
    if level.low is None or level.high is None:
        return words.say("Level {level}", level=level_text(level.level))
    return words.say(
        "Level {level}, between {low} and {high}",
        level=level_text(level.level),
        low=level_text(level.low),
        high=level_text(level.high),
    )
