"""Asking before a team or a seat is taken away: what goes with it, and whether that is meant."""

from dataclasses import dataclass
from functools import cached_property

from flask import render_template, url_for

from planner.dossier.removing import Removal, without_seat, without_team
from planner.store.told import recorded
from planner.web.editing import Refusal, Refused, save
from planner.web.language import language, words
from planner.web.screens.opened import Opened
from planner.web.views.structure import removal_view, title_of


@dataclass(frozen=True)
class TakingAway:
    """A team that somebody wants to take away, or one of its seats.

    `found` is the dossier as it was when that was asked.
    """

    found: Opened
    team: str
    seat: str | None = None

    @cached_property
    def removal(self) -> Removal:
        """What it takes to do so."""
        if self.seat is None:
            return without_team(self.found.dossier, self.team)
        return without_seat(self.found.dossier, self.team, self.seat)

    @property
    def title(self) -> str:
        """What it is called."""
        return title_of(self.found.dossier, self.team, self.seat, language())

    @property
    def is_last(self) -> bool:
        """Tell whether it is the only team; a dossier has at least one."""
        return self.seat is None and len(self.found.dossier.teams) == 1


def removal_page(asked: TakingAway, refusal: Refusal | None = None) -> str:
    """Return the page that says what goes with it, and asks whether that is meant."""
    dossier, seat = asked.found.id, asked.seat
    if seat is None:
        action = url_for("structure.remove", dossier=dossier)
        back = url_for("structure.show", dossier=dossier, team=asked.team)
    else:
        action = url_for("seats.remove", dossier=dossier, seat=seat)
        back = url_for("seats.show", dossier=dossier, seat=seat)
    return render_template(
        "pages/demand/remove.html",
        dossier=asked.found,
        view=removal_view(asked.found.dossier, asked.removal, words(), seat),
        title=asked.title,
        is_last=asked.is_last,
        action=action,
        back=back,
        fields={"team": asked.team} if seat is None else {},
        kind="team" if seat is None else "seat",
        refusal=refusal,
    )


def taken_away(now: Opened, asked: TakingAway) -> tuple[str, int] | None:
    """Take it away, with the wishes that speak of it alone; return the page that says why not."""
    if asked.is_last:
        return removal_page(asked), 422
    edits = {f"edit-{number}": edit for number, edit in enumerate(asked.removal.edits)}
    told = (
        recorded("Team {team} taken away", team=asked.title)
        if asked.seat is None
        else recorded("Seat {seat} taken away", seat=asked.title)
    )
    try:
        save(now, edits, told)
    except Refused as error:
        return removal_page(asked, error.refusal), 422
    return None
