"""A person's profile: every behaviour of the repertoire, with what is known and what is asked."""

from dataclasses import dataclass

from planner.analysis.findings import some
from planner.domain.level import Level
from planner.domain.person import Person
from planner.domain.repertoire import Behaviour
from planner.domain.team import Demand
from planner.domain.text import say
from planner.web.language import level as level_text
from planner.web.level_scale import ScalePicture, scale_marks, scale_picture
from planner.web.views.people_list import said_tenure
from planner.web.views.people_roles import Roles


@dataclass(frozen=True)
class Anchor:
    """What somebody does who has a level, and whether it is the one around theirs."""

    level: str
    text: str
    is_own: bool
    is_asked: bool


@dataclass(frozen=True)
class ProfileRow:
    """One behaviour: `number` is its place in the repertoire, by which fields are named."""

    number: int
    behaviour: str
    label: str
    definition: str
    anchors: tuple[Anchor, ...]
    level: Level | None
    # The level as it is read, in tenths: cautiously that is its low end.
    read: int | None
    asked: Demand | None
    picture: ScalePicture
    said: str

    @property
    def carries(self) -> bool:
        """Tell whether they carry what is asked."""
        return self.picture.carries

    @property
    def below(self) -> int:
        """By how much, in tenths, the level lies below what is asked; 0 where it does not."""
        if self.read is None or self.asked is None:
            return 0
        return max(0, self.asked.level - self.read)

    @property
    def has_interval(self) -> bool:
        """Tell whether the level has an interval."""
        return self.level is not None and self.level.low is not None


@dataclass(frozen=True)
class ProfileDirection:
    """A direction: the rows that are asked first."""

    id: str
    label: str
    rows: tuple[ProfileRow, ...]
    asked: int
    carried: int


@dataclass(frozen=True)
class Profile:
    """Everything that a profile shows of levels."""

    person: str
    name: str
    parts: tuple[str, ...]
    tenure: str
    note: str
    headline: str
    lead: str
    team: str
    teams: tuple[tuple[str, str], ...]
    directions: tuple[ProfileDirection, ...]
    marks: tuple[tuple[float, str], ...]

    @property
    def rows(self) -> dict[int, ProfileRow]:
        """The rows by their number."""
        return {row.number: row for direction in self.directions for row in direction.rows}

    @property
    def has_intervals(self) -> bool:
        """Tell whether any level has an interval."""
        return any(row.has_interval for row in self.rows.values())


def profile_of(roles: Roles, person: Person, team: str) -> Profile:
    """Return somebody's profile beside what a team's task asks."""
    situation, names, words = roles.situation, roles.names, roles.words
    asked = {row.behaviour: row for row in situation.teams_by_id[team].demand}
    rows = [
        _row(roles, person, behaviour, number, asked.get(behaviour.id))
        for number, behaviour in enumerate(situation.repertoire.behaviours, 1)
    ]
    directions = [
        _direction(
            roles, direction.id, [r for r in rows if _direction_of(roles, r) == direction.id]
        )
        for direction in situation.repertoire.directions
    ]
    unknown = [row.label for row in rows if row.asked is not None and row.level is None]
    carried = sum(row.carries for row in rows)
    return Profile(
        person=person.id,
        name=names.person(person.id),
        parts=tuple(roles.said(person.id)),
        tenure=said_tenure(person, words),
        note=say(person.note, words.language, ""),
        headline=_headline(roles, person.id, carried, len(asked), len(unknown)),
        lead=_lead(roles, unknown, len(asked)),
        team=team,
        teams=tuple((each, names.team(each)) for each in roles.teams_of(person.id)),
        directions=tuple(each for each in directions if each.rows),
        marks=scale_marks(situation.repertoire.scale),
    )


def _direction_of(roles: Roles, row: ProfileRow) -> str:
    return roles.situation.repertoire.direction_of(row.behaviour)


def _direction(roles: Roles, direction: str, rows: list[ProfileRow]) -> ProfileDirection:
    in_order = sorted(rows, key=lambda row: row.asked is None)
    return ProfileDirection(
        id=direction,
        label=roles.names.direction(direction),
        rows=tuple(in_order),
        asked=sum(row.asked is not None for row in rows),
        carried=sum(row.carries for row in rows),
    )


def _row(
    roles: Roles, person: Person, behaviour: Behaviour, number: int, asked: Demand | None
) -> ProfileRow:
    level, cautious = person.levels.get(behaviour.id), roles.situation.cautious
    picture = scale_picture(
        roles.situation.repertoire.scale,
        level,
        None if asked is None else asked.level,
        cautious=cautious,
    )
    return ProfileRow(
        number=number,
        behaviour=behaviour.id,
        label=roles.names.behaviour(behaviour.id),
        definition=say(behaviour.definition, roles.words.language, ""),
        anchors=_anchors(roles, behaviour, level, asked),
        level=level,
        read=None if level is None else level.read(cautious),
        asked=asked,
        picture=picture,
        said=_said(roles, level, asked),
    )


def _anchors(
    roles: Roles, behaviour: Behaviour, level: Level | None, asked: Demand | None
) -> tuple[Anchor, ...]:
    """Return what is seen at each level, from low to high; whose level is not known has none."""
    own = None if level is None else (level.level + 5) // 10
    wanted = None if asked is None else asked.level // 10
    return tuple(
        Anchor(key, say(text, roles.words.language, ""), int(key) == own, int(key) == wanted)
        for key, text in sorted(behaviour.anchors.items(), key=lambda item: int(item[0]))
    )


def _said(roles: Roles, level: Level | None, asked: Demand | None) -> str:
    """Return in words what the picture of a row shows."""
    words = roles.words
    if level is None:
        known = words.say("Not known")
    elif level.low is None or level.high is None:
        known = words.say("Level {level}", level=level_text(level.level))
    else:
        known = words.say(
            "Level {level}, between {low} and {high}",
            level=level_text(level.level),
            low=level_text(level.low),
            high=level_text(level.high),
        )
    if asked is None:
        return known
    return words.say("{known}; {level} is asked", known=known, level=level_text(asked.level))


def _headline(roles: Roles, person: str, carried: int, asked: int, unknown: int) -> str:
    words, name = roles.words, roles.names.person(person)
    if not asked:
        return words.say("The task of this team asks nothing yet of {person}", person=name)
    if unknown == asked:
        return words.say("Nothing is known of {person} yet", person=name)
    if not carried:
        return words.say_count(
            "{person} does not carry the {number} behaviour that the task asks",
            "{person} carries none of the {number} behaviours that the task asks",
            asked,
            person=name,
        )
    return words.say_count(
        "{person} carries {carried} of the {number} behaviour that the task asks",
        "{person} carries {carried} of the {number} behaviours that the task asks",
        asked,
        person=name,
        carried=carried,
    )


def _lead(roles: Roles, unknown: list[str], asked: int) -> str:
    words = roles.words
    if not asked:
        return ""
    if not unknown:
        return words.say("Every level that the task asks about is known.")
    if len(unknown) == asked:
        return words.say(
            "None of the levels that the task asks about is known. That is not the same as low."
        )
    return words.say_count(
        "The level of {number} of these is not known yet: {behaviours}.",
        "The levels of {number} of these are not known yet: {behaviours}.",
        len(unknown),
        behaviours=some(unknown, roles.names, words),
    )
