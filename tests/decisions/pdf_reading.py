"""A PDF as a screen reader meets it: its structure, element by element, with the text in each."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import pikepdf


@dataclass
class Element:
    """One element of the structure: its type, its own text, and what is in it."""

    kind: str
    text: str = ""
    alt: str = ""
    attributes: dict = field(default_factory=dict)
    inside: list["Element"] = field(default_factory=list)

    def all(self) -> Iterator["Element"]:
        yield self
        for child in self.inside:
            yield from child.all()

    def read(self) -> str:
        """Return all text in it, in reading order; of a figure what it says instead."""
        if self.alt:
            return f" {self.alt} "
        return self.text + "".join(child.read() for child in self.inside)

    def of(self, *kinds: str) -> list["Element"]:
        return [element for element in self.all() if element.kind in kinds]


def structure(pdf: pikepdf.Pdf) -> Element:
    """Return the structure of a PDF from its root."""
    reader = _Reader(pdf)
    root = pdf.Root.StructTreeRoot
    roles = {str(k): str(v) for k, v in root.get("/RoleMap", {}).items()}
    top = Element("Root")
    for child in _kids(root):
        top.inside.append(reader.element(child, None, roles))
    return top


def _kids(node) -> list:
    kids = node.get("/K")
    if kids is None:
        return []
    return list(kids) if isinstance(kids, pikepdf.Array) else [kids]


class _Reader:
    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self.pages = {page.obj.objgen: _marked_texts(page) for page in pdf.pages}

    def element(self, node, page, roles) -> Element:
        page = node.get("/Pg", page)
        kind = str(node.S)
        attributes = node.get("/A", pikepdf.Dictionary())
        listed = attributes if isinstance(attributes, pikepdf.Array) else [attributes]
        merged = {str(k): v for one in listed for k, v in dict(one).items()}
        element = Element(roles.get(kind, kind)[1:], alt=str(node.get("/Alt", "")))
        element.attributes = merged
        for kid in _kids(node):
            if isinstance(kid, int):
                element.inside.append(Element("Content", self.pages[page.objgen].get(kid, "")))
            elif "/S" in kid:
                element.inside.append(self.element(kid, page, roles))
            elif "/MCID" in kid:
                where = kid.get("/Pg", page)
                text = self.pages[where.objgen].get(int(kid.MCID), "")
                element.inside.append(Element("Content", text))
        return element


def _marked_texts(page) -> dict[int, str]:
    """Return the text of each piece of marked content on a page, by its number."""
    found: dict[int, str] = {}
    stack: list[int | None] = []
    font: dict[int, str] = {}
    fonts = {name: _letters(one) for name, one in dict(page.Resources.get("/Font", {})).items()}
    for operands, operator in pikepdf.parse_content_stream(page):
        match str(operator):
            case "BDC":
                properties = operands[1]
                number = properties.get("/MCID") if hasattr(properties, "get") else None
                stack.append(None if number is None else int(number))
            case "BMC":
                stack.append(None)
            case "EMC":
                stack.pop()
            case "Tf":
                font = fonts[str(operands[0])]
            case "Tj" | "TJ":
                pieces = operands[0] if str(operator) == "TJ" else [operands[0]]
                number = next((one for one in reversed(stack) if one is not None), None)
                if number is not None:
                    text = "".join(
                        _decoded(bytes(piece), font)
                        for piece in pieces
                        if isinstance(piece, pikepdf.String)
                    )
                    found[number] = found.get(number, "") + text
    return found


def _decoded(content: bytes, font: dict[int, str]) -> str:
    codes = (int.from_bytes(content[at : at + 2]) for at in range(0, len(content), 2))
    return "".join(font.get(code, "\ufffd") for code in codes)


def _letters(font) -> dict[int, str]:
    """Return what each code of a font stands for, from its table to Unicode."""
    table = bytes(font.ToUnicode.read_bytes()).decode("latin-1")
    letters: dict[int, str] = {}
    for block in re.findall(r"beginbfchar(.*?)endbfchar", table, re.DOTALL):
        for code, text in re.findall(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", block):
            letters[int(code, 16)] = bytes.fromhex(text).decode("utf-16-be")
    for block in re.findall(r"beginbfrange(.*?)endbfrange", table, re.DOTALL):
        pattern = r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>"
        for first, last, text in re.findall(pattern, block):
            start = int(text, 16)
            for offset in range(int(last, 16) - int(first, 16) + 1):
                letters[int(first, 16) + offset] = chr(start + offset)
    return letters


def squeezed(text: str) -> str:
    """Return a text without spaces, and without marks of where a word was cut."""
    return re.sub(r"[\s\u00ad\u200b\u2010-]+", "", text)
