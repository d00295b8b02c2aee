"""Side by side once a round is open: where voices differ first, each with what it rests on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from planner.domain.level import Level
from planner.ratings.drawn import why_drawn
from planner.ratings.profiles import Profiles
from planner.ratings.rating import NO_EVIDENCE, Evidence, Rating
from planner.ratings.showing import Reader, Showing, ShownBehaviour
from planner.ratings.talking_points import TalkingPoint, talking_points
from planner.store.kept_ratings import KeptRating, Key
from planner.web.language import level as level_text
from planner.web.views.rating_form import Entry
from planner.web.views.rating_names import RoundNames, first_up


@dataclass(frozen=True)
class Past:
    """What somebody gave before, and why it is another now."""

    level: str
    reason: str
    at: str


@dataclass(frozen=True)
class Voice:
    """One voice: somebody who may be seen by themselves, or a group as a whole."""

    name: str
    level: str
    evidence: Evidence = NO_EVIDENCE
    is_own: bool = False
    is_late: bool = False
    # Why it was given late, or changed to what it is.
    reason: str = ""
    pasts: tuple[Past, ...] = ()


@dataclass(frozen=True)
class TalkView:
    """One person on one behaviour: all voices, and what follows from them."""

    number: int
    person: str
    behaviour: str
    person_name: str
    behaviour_name: str
    definition: str
    differs: str
    voices: tuple[Voice, ...]
    intended: Voice | None
    too_few: str
    level: Level | None
    # Why the level is not just the mean of the voices.
    why: tuple[str, ...]
    # The rating that whoever reads can still change.
    own: Entry | None
    # Its form was not taken.
    is_refused: bool = False


@dataclass(frozen=True)
class Talk:
    """Everything to talk about in a round: pairs of person and behaviour, in the order to go by."""

    points: Mapping[tuple[str, str], TalkingPoint]
    shown: Sequence[ShownBehaviour]

    @property
    def differing(self) -> int:
        """About how many voices differ."""
        return len(self.points)


def talk_of(
    showing: Showing, people: Sequence[str], reader: Reader, person: str, behaviour: str
) -> Talk:
    """Return what there is to talk about: differences first, then the rest; as narrow as asked."""
    shown = [
        each
        for somebody in people
        if person in ("", somebody)
        for each in showing.shown(somebody, reader, opened=True)
        if behaviour in ("", each.behaviour)
    ]
    points = {(p.shown.person, p.shown.behaviour): p for p in talking_points(shown)}
    rest = [each for each in shown if (each.person, each.behaviour) not in points]
    return Talk(points, [point.shown for point in points.values()] + rest)


@dataclass(frozen=True)
class TalkReader:
    """What the page needs to say of each: names, changes since the opening, one's own lines."""

    names: RoundNames
    # What each rater is called who may be seen by themselves.
    called: Mapping[str, str]
    changed: Mapping[Key, list[KeptRating]]
    reader: Reader
    own: Mapping[tuple[str, str], Entry]
    profiles: Profiles

    def view(self, number: int, shown: ShownBehaviour, point: TalkingPoint | None) -> TalkView:
        """Return one person on one behaviour in words."""
        names, words = self.names, self.names.words
        voices = [self._voice(each) for each in shown.voices]
        voices += [
            Voice(
                words.say(
                    "{sources} ({number} together)",
                    sources=first_up(names.sources(group.sources)),
                    number=group.raters,
                ),
                level_text(group.mean),
            )
            for group in shown.groups
        ]
        return TalkView(
            number=number,
            person=shown.person,
            behaviour=shown.behaviour,
            person_name=names.person(shown.person),
            behaviour_name=names.behaviour(shown.behaviour),
            definition=names.definition(shown.behaviour),
            differs=""
            if point is None
            else words.say(
                "from {low} to {high}",
                low=level_text(point.lowest),
                high=level_text(point.highest),
            ),
            voices=tuple(voices),
            intended=None if shown.self_rating is None else self._voice(shown.self_rating),
            too_few=names.sources(shown.too_few) if shown.too_few else "",
            level=shown.level,
            why=self._why(shown),
            own=self.own.get((shown.person, shown.behaviour)),
        )

    def _why(self, shown: ShownBehaviour) -> tuple[str, ...]:
        profile = self.profiles.by_subject.get((shown.person, shown.behaviour))
        variances = self.profiles.variances.get(shown.behaviour)
        if profile is None or variances is None:
            return ()
        return tuple(each.said(self.names.words) for each in why_drawn(profile, variances))

    def _voice(self, rating: Rating) -> Voice:
        past = self.changed.get(rating.key, [])
        stands = past[-1] if past else None
        return Voice(
            name=self.called.get(rating.rater, rating.rater),
            level=self._said(rating.level),
            evidence=rating.evidence,
            is_own=rating.rater == self.reader.rater,
            is_late=bool(past) and past[0].is_late,
            reason=(stands.reason or "") if stands is not None else "",
            pasts=tuple(
                Past(self._said(each.level), each.reason or "", each.at) for each in past[:-1]
            ),
        )

    def _said(self, level: int | None) -> str:
        return self.names.words.say("not observed") if level is None else level_text(level)
