"""What there is to say about a round: the finding, each chain, each seat that stays empty."""

from collections.abc import Callable, Mapping, Sequence

from planner.analysis.asked import AskedSentences
from planner.analysis.develop_or_recruit.sentences import steps
from planner.analysis.findings import number_word
from planner.analysis.round.alone import Alone, covered
from planner.analysis.round.chains import Chain, Move
from planner.analysis.sentences.voice import Speech, Voice, amounts
from planner.domain.items import Item
from planner.domain.rounds import WhyEmpty
from planner.domain.said import Said
from planner.dossier.dossier import Dossier
from planner.dossier.requirements import Requirement
from planner.figures.team_figures import Figures
from planner.resources.catalogue import marked

# A circle of two is told as what it is: they trade seats.
_TWO = 2

_WHY: Mapping[WhyEmpty | None, str] = {
    "nobody": marked("{seat} stays empty: the seat is open to nobody."),
    "elsewhere": marked(
        "{seat} stays empty: everybody who may sit there has another seat in this proposal."
    ),
    "not_allowed": marked(
        "{seat} stays empty: with anybody who may sit there and has no other seat, something that "
        "is asked is broken."
    ),
    "no_gain": marked(
        "{seat} stays empty: nobody who may sit there and has no other seat makes the proposal "
        "better."
    ),
    None: marked("{seat} stays empty; why cannot be told in a word."),
}


class RoundSentences:
    """Says what was found about one round, in both languages at once."""

    def __init__(self, dossier: Dossier) -> None:
        """Keep what is spoken of."""
        self._dossier = dossier
        self._speech = Speech(dossier.situation())

    def asked(self, item: Item) -> Said:
        """Return what an item asks."""
        return self._speech.said(lambda voice: AskedSentences(self._dossier, voice.words).of(item))

    def broken(self, asked: Requirement, figures: Figures) -> Said:
        """Return how a composition breaks what is asked."""
        return self._speech.said(
            lambda voice: " ".join(breach.text for breach in asked.check(figures, voice.names))
        )

    def finding(
        self, today: Figures, proposed: Figures, moves: Sequence[Move], *, proven: bool
    ) -> Said:
        """Return what the proposal takes and gives."""
        return self._speech.said(lambda voice: _finding(voice, today, proposed, moves, proven))

    def nothing(self, today: Figures, *, possible: bool) -> Said:
        """Return that there is no proposal: none is possible, or the time ran out."""
        return self._speech.said(lambda voice: _nothing(voice, today, possible))

    def chain(self, alone: Alone) -> Said:
        """Return who goes where after whom, and what that brings by itself."""
        return self._speech.said(
            lambda voice: f"{_moves(voice, alone.chain)} {_brings(voice, alone)}"
        )

    def empty(self, seat: str, why: WhyEmpty | None) -> Said:
        """Return that a seat stays empty, and why."""
        return self._speech.said(lambda voice: voice.words.say(_WHY[why], seat=place(voice, seat)))


def place(voice: Voice, seat: str) -> str:
    """Return what a seat is called, with its team where there are several."""
    situation = voice.names.situation
    title = voice.names.seat(seat)
    if len(situation.teams) == 1:
        return title
    return f"{title} ({voice.names.team(situation.team_of_seat[seat].id)})"


def _finding(
    voice: Voice, today: Figures, proposed: Figures, moves: Sequence[Move], proven: bool
) -> str:
    now, then = covered(today.teams.values()), covered(proposed.teams.values())
    before, after = amounts(voice, [now, then])
    developing = proposed.objectives["development"]
    if not moves and not developing:
        template = (
            marked("As people sit now, {percent} of what is asked is covered; nothing is better.")
            if proven
            else marked(
                "As people sit now, {percent} of what is asked is covered; nothing better was "
                "found in the time given."
            )
        )
        return voice.words.say(template, percent=after)
    return voice.words.say(
        "With {effort}, {after} of what is asked is covered; now it is {before}.",
        effort=_effort(voice, moves, developing),
        before=before,
        after=after,
    )


def _effort(voice: Voice, moves: Sequence[Move], developing: int) -> str:
    """Return what a proposal takes: moves between seats, who comes, who goes, steps."""
    comes = sum(move.origin is None for move in moves)
    goes = sum(move.to is None for move in moves)
    told: list[tuple[Callable[[Voice, int], str], int]] = [
        (_transfers, len(moves) - comes - goes),
        (_newcomers, comes),
        (_leavers, goes),
        (steps, developing),
    ]
    return voice.names.listed(tell(voice, number) for tell, number in told if number)


def _transfers(voice: Voice, number: int) -> str:
    count = number_word(number, voice.words)
    return voice.words.say_count(
        "{count} person on another seat", "{count} people on another seat", number, count=count
    )


def _newcomers(voice: Voice, number: int) -> str:
    count = number_word(number, voice.words)
    return voice.words.say_count(
        "{count} person from outside", "{count} people from outside", number, count=count
    )


def _leavers(voice: Voice, number: int) -> str:
    count = number_word(number, voice.words)
    return voice.words.say_count(
        "{count} person who leaves without a seat",
        "{count} people who leave without a seat",
        number,
        count=count,
    )


def _nothing(voice: Voice, today: Figures, possible: bool) -> str:
    template = (
        marked("Nothing was found in the time given. As people sit now, {percent} is covered.")
        if possible
        else marked(
            "No composition meets all that is asked. As people sit now, {percent} is covered."
        )
    )
    return voice.words.say(template, percent=voice.names.percent(today.coverage_percent))


def _moves(voice: Voice, chain: Chain) -> str:
    told = [_move(voice, move) for move in chain.moves]
    if chain.stays_empty is not None:
        told.append(voice.words.say("{seat} stays empty", seat=place(voice, chain.stays_empty)))
    whole = "; ".join(told) + "."
    if not chain.closed:
        return whole
    if len(chain.moves) == _TWO:
        people = voice.names.people(move.person for move in chain.moves)
        return voice.words.say("{people} trade seats: {moves}", people=people, moves=whole)
    return voice.words.say("A closed circle: {moves}", moves=whole)


def _move(voice: Voice, move: Move) -> str:
    person = voice.names.person(move.person)
    if move.origin is None and move.to is not None:
        return voice.words.say(
            "{person} comes from outside to {to}", person=person, to=place(voice, move.to)
        )
    origin = place(voice, str(move.origin))
    if move.to is None:
        return voice.words.say(
            "{person} leaves {origin} and gets no other seat", person=person, origin=origin
        )
    return voice.words.say(
        "{person} goes from {origin} to {to}",
        person=person,
        origin=origin,
        to=place(voice, move.to),
    )


def _brings(voice: Voice, alone: Alone) -> str:
    words = voice.words
    if alone.breaks:
        broken = " ".join(
            breach.text
            for asked in alone.breaks
            for breach in asked.check(alone.figures, voice.names)
        )
        return words.say("By itself this cannot be: {broken}", broken=broken)
    teams = voice.names.listed(map(voice.names.team, alone.teams))
    before, after = amounts(voice, [alone.before, alone.after])
    if alone.before.short == alone.after.short:
        return words.say(
            "This alone changes nothing in the coverage of {teams}: {percent}.",
            teams=teams,
            percent=after,
        )
    return words.say(
        "This alone brings the coverage of {teams} from {before} to {after}.",
        teams=teams,
        before=before,
        after=after,
    )
