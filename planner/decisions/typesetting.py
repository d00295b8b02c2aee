"""From a document to a PDF that everybody can read: PDF/UA-1 and PDF/A-2a, by typst.

All texts travel as data, so nothing that somebody typed is markup. Only the fonts that typst
brings along are used: the same document gives the same bytes on every machine.
"""

import datetime
import json
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import asdict, replace
from functools import cache
from typing import Any

import typst

from planner.decisions.blocks import Bars, Block, Document, Paragraph, texts_of
from planner.resources.catalogue import Translator
from planner.resources.files import resource_path

# What the fonts can show, from the first to the last character: Latin, Greek, Cyrillic, Armenian,
# Hebrew, the letters of Arabic, and the signs that people type in letters.
DISPLAYABLE = (
    (0x20, 0x7E), (0xA0, 0x377), (0x384, 0x386), (0x388, 0x38A), (0x38E, 0x3A1), (0x3A3, 0x481),
    (0x48A, 0x4FF), (0x531, 0x556), (0x561, 0x587), (0x5D0, 0x5EA), (0x621, 0x63A),
    (0x640, 0x652), (0x660, 0x669), (0x1E00, 0x1F15), (0x2010, 0x2027), (0x2030, 0x2037),
    (0x2039, 0x203A), (0x20A0, 0x20AE), (0x2116, 0x2117), (0x2122, 0x2122), (0x2153, 0x215E),
    (0x2190, 0x2199), (0x2212, 0x2212), (0x2248, 0x2248), (0x2260, 0x2261), (0x2264, 0x2265),
)  # fmt: skip
_NOT_DISPLAYABLE = re.compile(
    f"[^{''.join(f'{chr(first)}-{chr(last)}' for first, last in DISPLAYABLE)}]"
)
_BETWEEN_WORDS = re.compile(r"[ \t\r\n\f\v]+")


def pdf_of(document: Document) -> bytes:
    """Return a document as PDF.

    What the fonts cannot show stands there as its number, such as `[U+1F642]`, and the document
    says so at its end.
    """
    words = Translator(document.language)
    if _NOT_DISPLAYABLE.search(_all_text(document)):
        note = words.say(
            "A character that this document's fonts do not have stands here as its number in "
            "Unicode, such as [U+1F642]. The data file holds it as it was typed."
        )
        blocks = (*document.blocks, Paragraph(note, is_quiet=True))
        document = replace(document, blocks=blocks)
    data = {**_written(document), "page_of": words.say("Page {page} of {pages}")}
    content: bytes = typst.compile(
        _template(),
        sys_inputs={"data": json.dumps(_shown(data), ensure_ascii=False)},
        pdf_standards=["a-2a", "ua-1"],
        ignore_system_fonts=True,
        timestamp=datetime.datetime.combine(document.date, datetime.time(), datetime.UTC),
    )
    return content


@cache
def _template() -> bytes:
    return resource_path("templates", "documents", "document.typ").read_bytes()


def displayed(text: str) -> str:
    """Return a text on one line in characters that the document's fonts can show."""
    return _NOT_DISPLAYABLE.sub(lambda found: f"[U+{ord(found[0]):04X}]", _composed(text))


def _composed(text: str) -> str:
    # Letters and their marks as one character, which more fonts have than the two apart.
    return unicodedata.normalize("NFC", _BETWEEN_WORDS.sub(" ", text).strip(" "))


def _all_text(document: Document) -> str:
    texts = [text for block in document.blocks for text in texts_of(block)]
    texts += [
        bar.label for block in document.blocks if isinstance(block, Bars) for bar in block.bars
    ]
    return _composed(" ".join([document.title, document.subtitle, *texts]))


def _shown(value: Any) -> Any:
    match value:
        case str():
            return displayed(value)
        case dict():
            return {key: _shown(part) for key, part in value.items()}
        case list():
            return [_shown(part) for part in value]
    return value


def _written(document: Document) -> dict[str, Any]:
    return {
        "title": document.title,
        "subtitle": document.subtitle,
        "language": document.language,
        "author": document.author,
        "date": [document.date.year, document.date.month, document.date.day],
        "blocks": list(_blocks(document)),
    }


def _blocks(document: Document) -> Iterator[dict[str, Any]]:
    for block in document.blocks:
        yield {"kind": type(block).__name__.lower(), **_fields(block)}


def _fields(block: Block) -> dict[str, Any]:
    # Through JSON, so that a tuple is the list that it will be.
    fields: dict[str, Any] = json.loads(json.dumps(asdict(block), default=sorted))
    return fields
