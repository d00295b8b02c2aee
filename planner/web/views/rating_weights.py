"""How heavily the sources of a round count: in a sentence, and as what a form shows."""

from dataclasses import dataclass

from planner.ratings.rating import PERCEIVING
from planner.ratings.weighing import said_weights
from planner.resources.written_numbers import written
from planner.store.rating_rounds import RatingRound
from planner.store.rating_weights import Weighing
from planner.web.views.rating_names import RoundNames


@dataclass(frozen=True)
class WeightField:
    """A field of the form: the source, its name in the form, and its weight as people type it."""

    name: str
    label: str
    value: str


@dataclass(frozen=True)
class WeightsView:
    """How heavily the sources of a round count; `number` is that of what stands."""

    said: str
    number: int
    fields: tuple[WeightField, ...]
    can_change: bool


def weights_view(round_: RatingRound, weighing: Weighing, names: RoundNames) -> WeightsView:
    """Return how heavily sources count; once a round is open that stays as it is."""
    return WeightsView(
        said=said_weights(weighing.weights, names.words),
        number=weighing.number,
        fields=tuple(
            WeightField(
                f"weight-{source}",
                names.source(source),
                # As it may be typed back.
                written(getattr(weighing.weights, source), names.words.language, grouped=False),
            )
            for source in PERCEIVING
        ),
        can_change=round_.state == "blind",
    )
