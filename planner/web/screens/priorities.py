"""Priorities: what counts most, in which order, and what may be given up of each."""

import re
from collections.abc import Sequence
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from flask import Blueprint, Response, abort, redirect, request, url_for

from planner.domain.priority import OBJECTIVES, Objective
from planner.domain.typed_numbers import typed_number
from planner.dossier.editing import ABSENT, Edit
from planner.store.told import Done, recorded
from planner.web.editing import Refusal, Refused, save
from planner.web.returning import way_back
from planner.web.screens.opened import Opened, opened
from planner.web.screens.proposals import proposals_page
from planner.web.views.priorities import SLACK, reordered, too_little, written_slack

blueprint = Blueprint("priorities", __name__)

_STEPS = ("up", "down", "out", "in")
_PLACE = re.compile(r"^priorities\[(\d+)\]\.slack")


@blueprint.post("/dossiers/<dossier>/proposals/priorities")
def change(dossier: str) -> Response:
    """Take over what may be given up; move one objective, take it out, or let it count."""
    found = opened(dossier)
    step, objective = _asked_step()
    counting = [priority.objective for priority in found.dossier.objectives_in_order()]
    order = counting if objective is None else reordered(counting, objective, step)
    told = (
        recorded("What may be given up changed")
        if objective is None
        else recorded("Order of what counts most changed")
    )
    wrong = {f"{SLACK}{each}": too_little(found.dossier, each, _typed(each)) for each in order}
    faults = {name: (fault,) for name, fault in wrong.items() if fault is not None}
    if faults:
        return proposals_page(found, status=422, order_refusal=Refusal(faults))
    listed = [_written(found, each) for each in order]
    if objective is None and listed == [_unchanged(found, each) for each in order]:
        return _back(dossier)
    return _save(found, listed, order, told, f"{step}-{objective}" if objective else "")


@blueprint.post("/dossiers/<dossier>/proposals/priorities/reset")
def reset(dossier: str) -> Response:
    """Go back to the order that the planner starts with."""
    found = opened(dossier)
    return _save(found, ABSENT, (), recorded("Order of what counts most reset"), "")


def _asked_step() -> tuple[str, Objective | None]:
    """Return which way which objective is to go; 400 for what there is not."""
    asked = request.form.get("move", "")
    if not asked:
        return "", None
    step, _, objective = asked.partition("-")
    if step not in _STEPS or objective not in OBJECTIVES:
        abort(400)
    return step, objective


def _typed(objective: Objective) -> Any:
    """Return what was typed of what may be given up of one."""
    return typed_number(request.form.get(f"{SLACK}{objective}", ""))


def _written(found: Opened, objective: Objective) -> dict[str, Any]:
    """Return one priority as the dossier's file has it, of what was typed."""
    slack = written_slack(found.dossier, objective, _typed(objective))
    return {"objective": objective, "slack": slack} if slack not in ("", 0) else _plain(objective)


def _plain(objective: Objective) -> dict[str, Any]:
    return {"objective": objective}


def _unchanged(found: Opened, objective: Objective) -> dict[str, Any]:
    for priority in found.dossier.objectives_in_order():
        if priority.objective == objective and priority.slack:
            return {"objective": objective, "slack": priority.slack}
    return _plain(objective)


def _save(
    found: Opened, priorities: Any, order: Sequence[Objective], told: Done, moved: str
) -> Response:
    try:
        save(found, {"priorities": Edit(("priorities",), priorities)}, told)
    except Refused as refused:
        return proposals_page(found, status=422, order_refusal=_at_fields(refused.refusal, order))
    return _back(found.id, moved)


def _at_fields(refusal: Refusal, order: Sequence[Objective]) -> Refusal:
    """Return the mistakes at the fields with what may be given up."""
    fields, others = dict[str, Any](), list(refusal.others)
    for fault in (each for faults in refusal.fields.values() for each in faults):
        place = _PLACE.match(fault.path)
        if place is None:
            others.append(fault)
        else:
            fields.setdefault(f"{SLACK}{order[int(place[1])]}", []).append(fault)
    return Refusal({name: tuple(faults) for name, faults in fields.items()}, tuple(others))


def _back(dossier: str, moved: str = "") -> Response:
    """Lead back to the priorities; the button that was used has the focus again."""
    parts = urlsplit(way_back(url_for("proposals.show", dossier=dossier)))
    query = [pair for pair in parse_qsl(parts.query) if pair[0] != "moved"]
    query += [("moved", moved)] if moved else []
    # A browser leaves the focus alone where the address names a place on the page too.
    place = "" if moved else "priorities"
    address = urlunsplit(("", "", parts.path, urlencode(query), place))
    return redirect(address, 303)  # type: ignore[return-value]
