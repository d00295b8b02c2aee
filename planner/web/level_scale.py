"""A level on its scale: where its dot and whiskers, what is asked, and the ticks lie."""

from dataclasses import dataclass

from planner.domain.level import Level, from_tenths
from planner.domain.repertoire import Scale

WIDTH = 200.0
_MARGIN = 12.0
_MOST_TICKS = 12


@dataclass(frozen=True)
class ScalePicture:
    """Where everything lies, from left to right, in the units of the drawing."""

    ticks: tuple[float, ...]
    dot: float | None
    low: float | None
    high: float | None
    asked: float | None
    carries: bool


def scale_picture(
    scale: Scale, level: Level | None, asked: int | None, *, cautious: bool = False
) -> ScalePicture:
    """Return where a level lies on its scale, and the level that is asked.

    Read cautiously the dot stays where the level is; whether it carries is up to its low end.
    """

    def at(tenths: int) -> float:
        share = (tenths - scale.minimum) / (scale.maximum - scale.minimum)
        return round(_MARGIN + share * (WIDTH - 2 * _MARGIN), 1)

    return ScalePicture(
        ticks=tuple(at(tick) for tick in whole_levels(scale)),
        dot=None if level is None else at(level.level),
        low=None if level is None or level.low is None else at(level.low),
        high=None if level is None or level.high is None else at(level.high),
        asked=None if asked is None else at(asked),
        carries=level is not None and asked is not None and level.read(cautious) >= asked,
    )


def scale_marks(scale: Scale) -> tuple[tuple[float, str], ...]:
    """Return where the whole levels stand, each with its number."""
    picture = scale_picture(scale, None, None)
    return tuple(
        (at, str(from_tenths(tenths)))
        for at, tenths in zip(picture.ticks, whole_levels(scale), strict=True)
    )


def whole_levels(scale: Scale) -> list[int]:
    """Return the whole levels of a scale, in tenths; only its ends where there are very many."""
    if scale.maximum - scale.minimum > _MOST_TICKS * 10:
        return [scale.minimum, scale.maximum]
    first = -(-scale.minimum // 10) * 10
    return list(range(first, scale.maximum + 1, 10))
