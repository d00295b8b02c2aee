"""How numbers are written for people, in each language: the one place for it."""

from decimal import ROUND_HALF_UP, Decimal

_DUTCH = str.maketrans(",.", ".,")


def written(
    value: int | float | Decimal,
    language: str,
    *,
    decimals: int | None = None,
    grouped: bool = True,
) -> str:
    """Return a number as people write it: a comma in Dutch, no idle zeros, thousands apart.

    `1.245,5` in Dutch is `1,245.5` in English. It is rounded half up to so many `decimals` at
    most, where these are given. Thousands stay together (`grouped` is false) where a number is
    more a name than an amount, such as a year, and where it may be typed back.
    """
    exact = Decimal(str(value)) + 0  # There is no negative nothing.
    if decimals is not None:
        exact = exact.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    text = f"{exact:,f}" if grouped else f"{exact:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return text.translate(_DUTCH) if language == "nl" else text
