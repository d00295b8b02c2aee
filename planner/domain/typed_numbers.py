"""Numbers as people type them, with a comma or a point."""

import re
from decimal import Decimal

_NUMBER = re.compile(r"^[+-]?[0-9]{1,12}([.,][0-9]{1,12})?$")


def typed_number(text: str) -> int | Decimal | str:
    """Return a number as people type it, with a comma or a point.

    What is no number stays the text that it is, so that the mistake is told at its place.
    """
    written = text.strip().replace("−", "-")
    if not _NUMBER.match(written):
        return text.strip()
    if written.lstrip("+-").isdecimal():
        return int(written)
    return Decimal(written.replace(",", "."))
