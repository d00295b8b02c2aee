"""How heavily the sources of a round count, set by whoever opens it, for as long as it is blind."""

from flask import Blueprint, Response, abort, request

from planner.domain.faults import Fault, fault_at
from planner.domain.typed_numbers import typed_number
from planner.dossier.reading import validated_as
from planner.dossier.strict_json import InvalidFile
from planner.ratings.profiles import SourceWeights
from planner.ratings.rating import PERCEIVING
from planner.resources.catalogue import marked
from planner.store.rating_rounds import NotNow
from planner.store.rating_weights import WeighingOvertaken, Weighings
from planner.web.editing import Refusal, Refused
from planner.web.language import words
from planner.web.screens.opened import opened
from planner.web.screens.rating_page import not_now, round_page, to_round
from planner.web.services import services
from planner.web.telling import tell

blueprint = Blueprint("rating_weights", __name__)

_OVERTAKEN = marked(
    "were set by somebody else meanwhile: what stands now is above, what you typed is below. Save "
    "once more what should hold"
)


@blueprint.post("/dossiers/<dossier>/ratings/<round_>/weights")
def weigh(dossier: str, round_: str) -> Response | tuple[str, int]:
    """Let the sources count by other weights; where somebody else set others, both are shown."""
    found = opened(dossier)
    try:
        Weighings(services().store).weigh(found.id, round_, _asked(), _seen())
    except Refused as refused:
        return round_page(found, round_, refused.refusal, "weights"), 422
    except WeighingOvertaken:
        refusal = Refusal({"weights": (fault_at("weights", _OVERTAKEN),)})
        return round_page(found, round_, refusal, "weights"), 409
    except NotNow:
        return not_now(found, round_)
    tell(words().say("The weights are saved. Once the round is open they stay as they are."))
    return to_round(found, round_)


def _asked() -> SourceWeights:
    """Return the weights that the form gives.

    Raises:
        Refused: one is no weight, or none lets its source count; with the mistakes at the fields.
    """
    raw = {each: typed_number(request.form.get(f"weight-{each}", "")) for each in PERCEIVING}
    try:
        return validated_as(SourceWeights, raw)
    except InvalidFile as error:
        fields: dict[str, tuple[Fault, ...]] = {}
        for fault in error.faults:
            name = f"weight-{fault.path}" if fault.path in raw else "weights"
            fields[name] = (*fields.get(name, ()), fault)
        raise Refused(Refusal(fields)) from None


def _seen() -> int:
    """Return the number of the weights that the form was made from; 400 where it names none."""
    seen = request.form.get("seen", "")
    if not seen.isascii() or not seen.isdecimal() or len(seen) > 6:
        abort(400)
    return int(seen)
