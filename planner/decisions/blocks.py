"""What a document is made of: blocks in the order in which they are read.

The same blocks become a PDF, plain text, or a page. Their texts are data: nothing in them is ever
read as markup.
"""

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any, TypeAlias, cast


@dataclass(frozen=True)
class Heading:
    """A heading; level 1 is the highest below the title."""

    text: str
    level: int = 1


@dataclass(frozen=True)
class Paragraph:
    """One paragraph; `is_quiet` is for what stands beside the matter."""

    text: str
    is_quiet: bool = False


@dataclass(frozen=True)
class Words:
    """What somebody wrote, as it was written, paragraph by paragraph."""

    paragraphs: tuple[str, ...]


@dataclass(frozen=True)
class Code:
    """What somebody may type at a prompt."""

    text: str


@dataclass(frozen=True)
class Points:
    """A list of sentences."""

    items: tuple[str, ...]


@dataclass(frozen=True)
class Facts:
    """Terms, each with what there is to say of it."""

    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Table:
    """A table with a row of headers; `numeric` columns stand to the right.

    `widths` are the columns' parts of the page's width.
    """

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...]
    numeric: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Bar:
    """One bar of a picture: so much of a whole, and how that is said."""

    label: str
    share: float
    value: str


@dataclass(frozen=True)
class Bars:
    """A picture of bars, with what it shows in words for who cannot see it."""

    caption: str
    description: str
    bars: tuple[Bar, ...]


Block: TypeAlias = Heading | Paragraph | Words | Code | Points | Facts | Table | Bars


@dataclass(frozen=True)
class Document:
    """A document in one language (`nl` or `en`); its metadata are those of the file too."""

    title: str
    subtitle: str
    language: str
    date: datetime.date
    author: str
    blocks: tuple[Block, ...]


def retold(block: Block, say: Callable[[str], str]) -> Block:
    """Return a block with each of its texts said in another way."""
    return cast(Block, _retold(block, say))


def _retold(part: Any, say: Callable[[str], str]) -> Any:
    match part:
        case str():
            return say(part)
        case tuple():
            return tuple(_retold(each, say) for each in part)
    if not is_dataclass(part) or isinstance(part, type):
        return part
    parts = {field.name: _retold(getattr(part, field.name), say) for field in fields(part)}
    return replace(part, **parts)


def paragraphs_of(text: str) -> tuple[str, ...]:
    """Return the paragraphs of what somebody typed: what stands on lines of its own."""
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def plain_text(document: Document) -> str:
    """Return a document as text without any form."""
    parts = [document.title, document.subtitle, *map(_plain, document.blocks)]
    return "\n\n".join(part for part in parts if part) + "\n"


def _plain(block: Block) -> str:
    match block:
        case Points():
            return "\n".join(f"- {item}" for item in block.items)
        case Facts():
            return "\n".join(f"{term}: {meaning}" for term, meaning in block.pairs)
        case Table():
            return "\n".join([block.caption, *map(" | ".join, (block.columns, *block.rows))])
        case Bars():
            bars = (f"{bar.label}: {bar.value}" for bar in block.bars)
            return "\n".join([block.caption, *bars])
    return "\n\n".join(texts_of(block))


def texts_of(block: Block) -> Sequence[str]:
    """Return the texts of a block in the order in which they are read."""
    match block:
        case Heading() | Paragraph() | Code():
            return [block.text]
        case Words():
            return block.paragraphs
        case Points():
            return block.items
        case Facts():
            return [text for pair in block.pairs for text in pair]
        case Table():
            return [block.caption, *block.columns, *(cell for row in block.rows for cell in row)]
        case Bars():
            return [block.caption]
