"""Long lists a page at a time."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

Item = TypeVar("Item")


@dataclass(frozen=True)
class Paged(Generic[Item]):
    """One page of a list: what stands on it, which page it is, and how many there are."""

    items: Sequence[Item]
    number: int
    pages: int
    total: int

    @property
    def around(self) -> list[int | None]:
        """The pages to link to: the ends, and those near; nothing stands for those between."""
        near = {1, self.pages, *range(self.number - 2, self.number + 3)}
        shown = [page for page in sorted(near) if 1 <= page <= self.pages]
        links: list[int | None] = []
        for before, page in zip([0, *shown], shown, strict=False):
            links += [None, page] if page - before > 1 else [page]
        return links


def page_of(total: int, asked: str, size: int) -> tuple[int, int]:
    """Return which page an address asks for, the nearest there is, and how many there are."""
    pages = max(1, -(-total // size))
    number = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 7 else 1
    return min(max(number, 1), pages), pages


def paged(items: Sequence[Item], asked: str, size: int) -> Paged[Item]:
    """Return the page that an address asks for; the nearest there is where it asks for another."""
    number, pages = page_of(len(items), asked, size)
    return Paged(items[(number - 1) * size : number * size], number, pages, len(items))
