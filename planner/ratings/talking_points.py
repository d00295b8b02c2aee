"""What to talk about first: where those who judged are furthest apart."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from planner.ratings.showing import ShownBehaviour


@dataclass(frozen=True)
class TalkingPoint:
    """A person and behaviour about which voices differ.

    Attributes:
        shown: what may be shown of it, evidence included.
        lowest: the lowest level that is shown, in tenths, of one rater or of a group.
        highest: the highest.
    """

    shown: ShownBehaviour
    lowest: int
    highest: int

    @property
    def apart(self) -> int:
        """How far apart the voices are, in tenths."""
        return self.highest - self.lowest


def talking_points(shown: Iterable[ShownBehaviour]) -> tuple[TalkingPoint, ...]:
    """Return where voices differ, those furthest apart first.

    An anonymous group is one voice with its mean: what is not shown plays no part, so that the
    order gives nothing away. Where the extremes are as far apart, the variance of the voices tells;
    after that the order of what was given.
    """
    found: list[tuple[int, Fraction, TalkingPoint]] = []
    for each in shown:
        levels = [voice.level for voice in each.voices if voice.level is not None]
        levels += [group.mean for group in each.groups]
        if len(levels) < 2 or min(levels) == max(levels):
            continue
        mean = Fraction(sum(levels), len(levels))
        variance = sum(((level - mean) ** 2 for level in levels), Fraction(0)) / (len(levels) - 1)
        point = TalkingPoint(each, min(levels), max(levels))
        found.append((point.apart, variance, point))
    found.sort(key=lambda item: item[:2], reverse=True)
    return tuple(point for _, _, point in found)
