"""Metadata for the archive: MDTO, the standard of the Dutch national archives for all government.

One XML file describes one thing: the decision as an information object, and each of its files.
The structure is that of MDTO-XML 1.0.1 (Nationaal Archief, https://www.nationaalarchief.nl/mdto).
"""

import datetime
import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from planner.decisions.decision import Decision
from planner.decisions.document.voice import DecisionVoice
from planner.decisions.fingerprint import sha256

NAMESPACE = "https://www.nationaalarchief.nl/mdto"
_SCHEMA = f"{NAMESPACE} {NAMESPACE}/MDTO-XML1.0.1.xsd"
_INSTANCE = "http://www.w3.org/2001/XMLSchema-instance"
# XML knows no way to write these characters at all.
_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

# The formats that we write, as PRONOM (The National Archives) numbers them.
_FORMATS = {
    ".pdf": ("PDF/A-2a", "fmt/476"),
    ".json": ("JSON Data Interchange Format", "fmt/817"),
}
Valuation = Literal["B", "V", "N"]
_VALUATIONS: dict[Valuation, str] = {
    "B": "Blijvend te bewaren",
    "V": "Tijdelijk te bewaren",
    "N": "Nader te bepalen",
}


@dataclass(frozen=True)
class ArchiveFacts:
    """What only the organisation knows of a decision that goes to its archive.

    `organisation` made it; `source` is where its ids are from, such as the name of a register.
    `valuation` and `category` follow from the organisation's selection list; `keep` is how long,
    as a duration of ISO 8601 (`P20Y`).
    """

    organisation: str
    source: str = "abd-planner"
    valuation: Valuation = "N"
    category: str = ""
    selection_list: str = ""
    keep: str = ""


def archive_metadata(
    decision: Decision,
    files: Mapping[str, bytes],
    facts: ArchiveFacts,
    made: datetime.datetime,
) -> dict[str, bytes]:
    """Return the MDTO files of a decision, each under the name that it goes by.

    Args:
        decision: the decision.
        files: the decision's own files (PDF and JSON), by name.
        facts: what only the organisation knows.
        made: when the files were made.

    Raises:
        KeyError: a file is neither PDF nor JSON.
    """
    described = {f"{decision.id}.mdto.xml": _information_object(decision, files, facts, made)}
    for name, content in files.items():
        described[f"{name}.mdto.xml"] = _file(decision, name, content, facts, made)
    return described


def _information_object(
    decision: Decision,
    files: Mapping[str, bytes],
    facts: ArchiveFacts,
    made: datetime.datetime,
) -> bytes:
    root = _Node.root()
    node = root.inside("informatieobject")
    node.identification(decision.id, facts.source)
    voice = DecisionVoice(decision, "nl")
    node.text("naam", voice.words.say("Decision: {title}", title=voice.title))
    node.concept("aggregatieniveau", "Archiefstuk", "Begrippenlijst Aggregatieniveaus MDTO")
    node.text("omschrijving", _description(voice))
    event = node.inside("event")
    event.concept("eventType", "Creatie", "Begrippenlijst EventTypeLijst MDTO")
    event.text("eventTijd", decision.date.isoformat())
    frozen = node.inside("event")
    frozen.concept("eventType", "Bevriezing", "Begrippenlijst EventTypeLijst MDTO")
    frozen.text("eventTijd", _moment(made))
    node.concept(
        "waardering",
        _VALUATIONS[facts.valuation],
        "Begrippenlijst Waarderingen MDTO",
        code=facts.valuation,
    )
    if facts.keep:
        term = node.inside("bewaartermijn")
        term.text("termijnStartdatumLooptijd", decision.date.isoformat())
        term.text("termijnLooptijd", facts.keep)
    if facts.category:
        listed = facts.selection_list or "Selectielijst"
        node.concept("informatiecategorie", facts.category, listed)
    for name in files:
        mark = _mark(decision, name)
        node.reference("heeftRepresentatie", name, mark, facts.source)
    node.reference("archiefvormer", facts.organisation)
    restriction = node.inside("beperkingGebruik")
    restriction.concept(
        "beperkingGebruikType", "Overig", "Begrippenlijst BeperkingGebruikType MDTO"
    )
    restriction.text(
        "beperkingGebruikNadereBeschrijving",
        voice.words.say("Holds personal data: assessments of people whom it names."),
    )
    return root.written()


def _description(voice: DecisionVoice) -> str:
    return voice.words.say(
        "Decision on {seats} in {teams}, with the question, the alternatives, the reasons and the "
        "data on which it rests. Fingerprint of the data file: {whole}.",
        seats=voice.seats,
        teams=voice.teams,
        whole=voice.decision.fingerprints.whole,
    )


def _file(
    decision: Decision,
    name: str,
    content: bytes,
    facts: ArchiveFacts,
    made: datetime.datetime,
) -> bytes:
    label, code = _FORMATS[name[name.rfind(".") :].lower()]
    root = _Node.root()
    node = root.inside("bestand")
    node.identification(_mark(decision, name), facts.source)
    node.text("naam", name)
    node.text("omvang", str(len(content)))
    node.concept("bestandsformaat", label, "PRONOM-register", code=code)
    checksum = node.inside("checksum")
    checksum.concept("checksumAlgoritme", "SHA-256", "Begrippenlijst ChecksumAlgoritme MDTO")
    checksum.text("checksumWaarde", sha256(content))
    checksum.text("checksumDatum", _moment(made))
    voice = DecisionVoice(decision, "nl")
    title = voice.words.say("Decision: {title}", title=voice.title)
    node.reference("isRepresentatieVan", title, decision.id, facts.source)
    return root.written()


def _mark(decision: Decision, name: str) -> str:
    """Return by what a file is known: more than one decision has a file of the same name."""
    return f"{decision.id}/{name}"


def _moment(moment: datetime.datetime) -> str:
    return moment.isoformat(timespec="seconds")


class _Node:
    """A piece of MDTO, to which pieces are added in the order of its schema."""

    def __init__(self, element: ElementTree.Element) -> None:
        self._element = element

    @classmethod
    def root(cls) -> "_Node":
        element = ElementTree.Element("MDTO", {"xmlns": NAMESPACE, "xmlns:xsi": _INSTANCE})
        element.set("xsi:schemaLocation", _SCHEMA)
        return cls(element)

    def inside(self, name: str) -> "_Node":
        return _Node(ElementTree.SubElement(self._element, name))

    def text(self, name: str, text: str) -> None:
        ElementTree.SubElement(self._element, name).text = _NOT_IN_XML.sub("\ufffd", text)

    def identification(self, mark: str, source: str, name: str = "identificatie") -> None:
        node = self.inside(name)
        node.text("identificatieKenmerk", mark)
        node.text("identificatieBron", source)

    def reference(self, name: str, called: str, mark: str = "", source: str = "") -> None:
        node = self.inside(name)
        node.text("verwijzingNaam", called)
        if mark:
            node.identification(mark, source, "verwijzingIdentificatie")

    def concept(self, name: str, label: str, listed: str, code: str = "") -> None:
        node = self.inside(name)
        node.text("begripLabel", label)
        if code:
            node.text("begripCode", code)
        node.reference("begripBegrippenlijst", listed)

    def written(self) -> bytes:
        ElementTree.indent(self._element)
        written: bytes = ElementTree.tostring(
            self._element, encoding="utf-8", xml_declaration=True, short_empty_elements=False
        )
        return written + b"\n"
