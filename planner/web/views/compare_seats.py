"""The seats of a dossier, and how many people there are to compare for each."""

from dataclasses import dataclass

from planner.domain.names import Names
from planner.domain.situation import Situation
from planner.domain.team import Seat
from planner.resources.catalogue import Translator


@dataclass(frozen=True)
class SeatChoice:
    """One seat: who sits there, whether it waits for somebody, and how many may take it."""

    id: str
    title: str
    team: str
    incumbent: str
    people: int
    is_locked: bool

    @property
    def is_open(self) -> bool:
        """Tell whether nobody sits there."""
        return not self.incumbent


def seats_to_compare(situation: Situation, words: Translator) -> list[SeatChoice]:
    """Return all seats, those without anybody first."""
    names = Names(situation, words.language)
    seats = [_choice(situation, names, seat) for seat in situation.seats.values()]
    return sorted(seats, key=lambda seat: (not seat.is_open, seat.people < 2))


def _choice(situation: Situation, names: Names, seat: Seat) -> SeatChoice:
    return SeatChoice(
        id=seat.id,
        title=names.seat(seat.id),
        team=names.team(situation.team_of_seat[seat.id].id),
        incumbent="" if seat.incumbent is None else names.person(seat.incumbent),
        people=len(situation.may_sit(seat)),
        is_locked=seat.locked and seat.incumbent is not None,
    )
