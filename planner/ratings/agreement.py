"""Whether raters agree: intraclass correlations (Shrout and Fleiss 1979) and r_wg (James 1984)."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from planner.domain.repertoire import Scale
from planner.ratings.analysis_of_variance import mean_squares
from planner.ratings.complete_block import Table, complete_block
from planner.ratings.rating import PERCEIVING, Round, Source

# Why nothing can be said: fewer than two people, nobody with two raters, or raters who each gave
# everybody the same level.
Obstacle = Literal["one_person", "one_rater", "alike"]


@dataclass(frozen=True)
class OneRaterEach:
    """ICC(1): each person may have other raters, and a rater's mildness counts as disagreement.

    `mean` is for the mean of `raters` raters. Both may be below 0, which reads as none at all.
    Where people differ so little that a number has no lower end, it is 0.
    """

    single: float
    mean: float
    people: int
    raters: float


@dataclass(frozen=True)
class SameRaters:
    """ICC(2,1) and ICC(3,1) with the forms for the mean of the raters: all rated the same people.

    The second takes the raters for a sample, so that a mild one is disagreement; the third takes
    them as they are, and asks only for the same order. `people` and `raters` are those that were
    reckoned with, `left_out` those who were not because of holes in the table. A number may be
    below 0, which reads as no agreement; where it has no lower end, it is 0.
    """

    random_single: float
    random_mean: float
    fixed_single: float
    fixed_mean: float
    people: tuple[str, ...]
    raters: tuple[str, ...]
    left_out: tuple[str, ...]


@dataclass(frozen=True)
class Agreement:
    """What there is to say about the agreement on one behaviour.

    Attributes:
        one_each: `None` where nobody has two raters, there is one person, or all ratings are equal.
        same: `None` where raters differ from person to person, or as above.
        within_group: r_wg of each person who has two raters at least.
        obstacle: why there is neither of the two; `None` where there is one.
    """

    behaviour: str
    one_each: OneRaterEach | None
    same: SameRaters | None
    within_group: Mapping[str, float]
    obstacle: Obstacle | None = None

    @property
    def single(self) -> float | None:
        """How far one rater can be gone by, from 0 to 1; `None` where that cannot be measured."""
        if self.same is not None:
            return max(0.0, self.same.random_single)
        return None if self.one_each is None else max(0.0, self.one_each.single)


def agreement(round_: Round, behaviour: str, sources: Collection[Source] = PERCEIVING) -> Agreement:
    """Return how far raters agree on a behaviour; those who did not observe it play no part.

    Args:
        round_: the ratings.
        behaviour: the behaviour's id.
        sources: the sources to look at; self among them only where it is named.
    """
    table: dict[str, dict[str, int]] = {}
    for rating in round_.ratings:
        wanted = rating.behaviour == behaviour and rating.source in sources
        if wanted and rating.level is not None:
            table.setdefault(rating.person, {})[rating.rater] = rating.level
    within = {
        person: float(found)
        for person, levels in table.items()
        if (found := agreement_within(list(levels.values()), round_.scale)) is not None
    }
    if (obstacle := _obstacle(table)) is not None:
        return Agreement(behaviour, None, None, within, obstacle)
    return Agreement(behaviour, one_rater_each(table), same_raters(table), within)


def _obstacle(table: Table) -> Obstacle | None:
    if len(table) < 2:
        return "one_person"
    if all(len(levels) < 2 for levels in table.values()):
        return "one_rater"
    given = [level for levels in table.values() for level in levels.values()]
    rows = list(table.values())
    is_alike = min(given) == max(given) or all(row == rows[0] for row in rows)
    return "alike" if is_alike else None


def one_rater_each(table: Table) -> OneRaterEach | None:
    """Return ICC(1) and its form for a mean, from levels by person and rater.

    A person may have any number of raters: the analysis of variance allows for it.
    """
    squares = mean_squares([list(levels.values()) for levels in table.values()])
    if squares is None:
        return None
    if not squares.between and not squares.within:
        return None
    above = squares.between - squares.within
    below = squares.between + (squares.each - 1) * squares.within
    people = squares.freedom_between + 1
    return OneRaterEach(
        _ratio(above, below), _ratio(above, squares.between), people, float(squares.each)
    )


def same_raters(table: Table) -> SameRaters | None:
    """Return ICC(2,1), ICC(3,1) and their forms for means, from levels by person and rater.

    They need a table without holes. Where it has some, the people and raters that make most of
    them are left out, as long as at least half of the ratings remain; no level is made up.
    """
    block = complete_block(table)
    if block is None:
        return None
    people, raters = block
    count, judges = len(people), len(raters)
    rows = [[table[person][rater] for rater in raters] for person in people]
    between, columns, rest = _two_way(rows)
    if not between and not columns and not rest:
        return None
    random_single = _ratio(
        between - rest, between + (judges - 1) * rest + judges * (columns - rest) / count
    )
    random_mean = _ratio(between - rest, between + (columns - rest) / count)
    fixed_single = _ratio(between - rest, between + (judges - 1) * rest)
    fixed_mean = _ratio(between - rest, between)
    everybody = dict.fromkeys(rater for levels in table.values() for rater in levels)
    left_out = [one for one in (*table, *everybody) if one not in {*people, *raters}]
    return SameRaters(
        random_single, random_mean, fixed_single, fixed_mean, people, raters, tuple(left_out)
    )


def _two_way(rows: Sequence[Sequence[int]]) -> tuple[Fraction, Fraction, Fraction]:
    """Return the mean squares of people, of raters, and of what is left."""
    count, judges = len(rows), len(rows[0])
    grand = Fraction(sum(map(sum, rows)), count * judges)
    means = [Fraction(sum(row), judges) for row in rows]
    column_means = [Fraction(sum(column), count) for column in zip(*rows, strict=True)]
    people = judges * sum(((mean - grand) ** 2 for mean in means), Fraction(0))
    raters = count * sum(((mean - grand) ** 2 for mean in column_means), Fraction(0))
    total = sum(((level - grand) ** 2 for row in rows for level in row), Fraction(0))
    return (
        people / (count - 1),
        raters / (judges - 1),
        (total - people - raters) / ((count - 1) * (judges - 1)),
    )


def _ratio(above: Fraction, below: Fraction) -> float:
    """Return a correlation; 0 where there is nothing to divide by.

    Below is above 0 wherever people differ more than raters do about one person. Where they do
    not there is no agreement, however far below 0 that would be told.
    """
    return float(above / below) if below > 0 else 0.0


def agreement_within(levels: Sequence[int], scale: Scale) -> Fraction | None:
    """Return r_wg: 1 - variance / variance of raters who pick a whole level at random.

    That variance is (A^2 - 1) / 12 on A whole levels (James, Demaree and Wolf 1984, Journal of
    Applied Psychology 69, 85-98). Raters who differ more than chance get 0; one rater `None`.

    Args:
        levels: of one person, in tenths.
        scale: the scale on which they lie.
    """
    if len(levels) < 2:
        return None
    mean = Fraction(sum(levels), len(levels))
    variance = sum(((level - mean) ** 2 for level in levels), Fraction(0)) / (len(levels) - 1) / 100
    options = Fraction(scale.maximum - scale.minimum, 10) + 1
    return max(Fraction(0), 1 - variance / ((options**2 - 1) / 12))
