"""Levels on a rating scale, kept in tenths so that they compare exactly (model.md 2)."""

from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Annotated, Any, NamedTuple

from pydantic import PlainSerializer, PlainValidator, WithJsonSchema

from planner.domain.exact import exact_number
from planner.domain.faults import fault, shown
from planner.domain.record import Record

_USUAL = {Decimal(number) / 10: number for number in range(-1000, 1001)}


def usual_tenths(value: Any) -> int | None:
    """Return a number of the usual size and form in tenths; `None` for any other value.

    A dossier of ten thousand people holds hundreds of thousands of levels, and nearly all of
    them are found here.
    """
    if type(value) is int:
        return 10 * value if -1000 < value < 1000 else None
    # A signalling NaN cannot even be looked for.
    return _USUAL.get(value) if type(value) is Decimal and value.is_finite() else None


def tenths(value: Any) -> int:
    """Return a number with at most one decimal, in tenths: `3.4` is 34, and so is `3.40`.

    Raises:
        PydanticCustomError: it is no number, or has a further digit that is not zero.
    """
    usual = usual_tenths(value)
    if usual is not None:
        return usual
    # A fraction, because decimals are rounded when they are multiplied.
    number = Fraction(exact_number(value)) * 10
    if number.denominator != 1:
        raise fault("must have at most one decimal, and is {value}", value=shown(value))
    return number.numerator


def from_tenths(value: int) -> float | int:
    """Return tenths as the number that a file shows: 34 is `3.4`, 30 is `3`."""
    return value // 10 if value % 10 == 0 else value / 10


# JSON Schema's `multipleOf` reckons in floats, and would refuse 3.3.
ONE_DECIMAL: dict[str, Any] = {"type": "number", "description": "at most one decimal"}

# A level in an answer: tenths in the program, a number in the file.
WrittenTenths = Annotated[int, PlainSerializer(from_tenths), WithJsonSchema(ONE_DECIMAL)]
Tenths = Annotated[
    int,
    PlainValidator(tenths),
    PlainSerializer(from_tenths),
    WithJsonSchema(ONE_DECIMAL),
]


class LevelInterval(Record):
    """A level with the interval that the judgements behind it allow."""

    level: Tenths
    low: Tenths
    high: Tenths


class Level(NamedTuple):
    """A known level, and its interval where there is one; all in tenths."""

    level: int
    low: int | None = None
    high: int | None = None

    def read(self, cautious: bool) -> int:
        """Return the level that figures use: in cautious mode the low end of the interval."""
        return self.low if cautious and self.low is not None else self.level

    def raised(self, rise: int, maximum: int) -> "Level":
        """Return the level after development by `rise` tenths; low and high rise along."""
        if not rise:
            return self
        ends = (min(maximum, end + rise) if end is not None else None for end in self)
        level, low, high = ends
        assert level is not None
        return Level(level, low, high)


# A dossier holds the same few levels many times over.
_shared_level = lru_cache(4096)(Level)


def _level(value: Any) -> Level | None:
    if value is None:
        return None
    if isinstance(value, Level):
        return value
    if isinstance(value, dict):
        interval = LevelInterval.model_validate(value)
        if not interval.low <= interval.level <= interval.high:
            raise fault("must have low <= level <= high")
        return _shared_level(interval.level, interval.low, interval.high)
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        raise fault(
            "must be a number, null, or an object with level, low and high, not {value}",
            value=shown(value),
        )
    return _shared_level(tenths(value))


def written_level(level: Level | None) -> Any:
    """Return a level as a file shows it; `None` where it is not known."""
    if level is None:
        return None
    if level.low is None or level.high is None:
        return from_tenths(level.level)
    return {
        "level": from_tenths(level.level),
        "low": from_tenths(level.low),
        "high": from_tenths(level.high),
    }


LevelField = Annotated[
    Level | None,
    PlainValidator(_level),
    PlainSerializer(written_level),
    WithJsonSchema(
        {
            "anyOf": [
                ONE_DECIMAL,
                {"type": "null"},
                {
                    "type": "object",
                    "properties": {"level": ONE_DECIMAL, "low": ONE_DECIMAL, "high": ONE_DECIMAL},
                    "required": ["level", "low", "high"],
                    "additionalProperties": False,
                },
            ]
        }
    ),
]
