"""What somebody sees of themselves: their own levels, and nothing of anybody else."""

from dataclasses import dataclass

from planner.domain.level import Level
from planner.domain.person import Person
from planner.domain.repertoire import Behaviour, Repertoire
from planner.domain.text import say
from planner.resources.catalogue import Translator
from planner.store.database import Store
from planner.store.personal.dossiers import DossierPart
from planner.store.personal.part import Subject
from planner.web.language import level as level_text
from planner.web.level_scale import ScalePicture, scale_marks, scale_picture


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
class OwnProfile:
    """Somebody's own profile in one dossier."""

    headline: str
    # Since when the levels are what they are.
    since: str
    has_levels: bool
    has_intervals: bool
    directions: tuple[OwnDirection, ...]
    marks: tuple[tuple[float, str], ...]


def own_profile(
    store: Store, dossier: str, person: Person, repertoire: Repertoire, words: Translator
) -> OwnProfile:
    """Return what somebody sees of themselves in a dossier."""
    rows = {
        behaviour.id: _row(repertoire, behaviour, person, words)
        for behaviour in repertoire.behaviours
    }
    known = [row for row in rows.values() if row.level is not None]
    return OwnProfile(
        headline=words.say_count(
            "Of {known} of {number} behaviour your level is known",
            "Of {known} of {number} behaviours your level is known",
            len(rows),
            known=len(known),
        ),
        since=_since(store, Subject(dossier, person.id)),
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


def _since(store: Store, subject: Subject) -> str:
    """Return since when somebody's levels are as they are now, of the versions that are kept."""
    since, levels = "", None
    for record in DossierPart().held(store, subject).records:
        now_there = record["profile"].get("levels", {})
        if now_there != levels:
            since, levels = str(record["since"]), now_there
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
