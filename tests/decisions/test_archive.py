"""MDTO: what an archive is told of a decision and its files."""

import datetime
import xml.etree.ElementTree as ElementTree

import pytest

from planner.decisions.archive import NAMESPACE, ArchiveFacts, archive_metadata
from planner.decisions.document.whole import decision_pdf
from planner.decisions.fingerprint import sha256
from planner.decisions.writing import write_decision
from tests.decisions.making import decided, example, small

MADE = datetime.datetime(2026, 3, 2, 12, 30, tzinfo=datetime.UTC)
# What MDTO-XML 1.0.1 allows, in its order; with a mark what must be there.
OBJECT = (
    "identificatie! naam! aggregatieniveau classificatie trefwoord omschrijving raadpleeglocatie "
    "dekkingInTijd dekkingInRuimte taal event waardering! bewaartermijn informatiecategorie "
    "isOnderdeelVan bevatOnderdeel heeftRepresentatie aanvullendeMetagegevens "
    "gerelateerdInformatieobject archiefvormer! betrokkene activiteit beperkingGebruik!"
)
FILE = "identificatie! naam! omvang! bestandsformaat! checksum! URLBestand isRepresentatieVan!"
GROUPS = {
    "identificatie": "identificatieKenmerk! identificatieBron!",
    "verwijzingIdentificatie": "identificatieKenmerk! identificatieBron!",
    "checksum": "checksumAlgoritme! checksumWaarde! checksumDatum!",
    "event": "eventType! eventTijd eventVerantwoordelijkeActor eventResultaat",
    "bewaartermijn": (
        "termijnTriggerStartLooptijd termijnStartdatumLooptijd termijnLooptijd termijnEinddatum"
    ),
    "beperkingGebruik": (
        "beperkingGebruikType! beperkingGebruikNadereBeschrijving beperkingGebruikDocumentatie "
        "beperkingGebruikTermijn"
    ),
}
CONCEPTS = {
    "aggregatieniveau", "bestandsformaat", "checksumAlgoritme", "eventType", "waardering",
    "informatiecategorie", "beperkingGebruikType",
}  # fmt: skip
REFERENCES = {
    "archiefvormer", "heeftRepresentatie", "isRepresentatieVan", "begripBegrippenlijst",
}  # fmt: skip


def local(element) -> str:
    space, _, name = element.tag[1:].partition("}")
    assert space == NAMESPACE
    return name


def check(element, allowed: str) -> None:
    """Check the children of an element: which there are, in which order, and so on within them."""
    order = [name.rstrip("!") for name in allowed.split()]
    names = [local(child) for child in element]
    assert set(names) <= set(order)
    assert names == sorted(names, key=order.index)
    assert {name.rstrip("!") for name in allowed.split() if name.endswith("!")} <= set(names)
    for child in element:
        name = local(child)
        if name in CONCEPTS:
            check(child, "begripLabel! begripCode begripBegrippenlijst!")
        elif name in REFERENCES:
            check(child, "verwijzingNaam! verwijzingIdentificatie")
        elif name in GROUPS:
            check(child, GROUPS[name])
        else:
            assert len(child) == 0
            assert child.text.strip()


def files(decision) -> dict[str, bytes]:
    return {"besluit.pdf": decision_pdf(decision, "nl"), "besluit.json": write_decision(decision)}


@pytest.mark.parametrize(
    "facts",
    [
        ArchiveFacts("Uitvoeringsdienst"),
        ArchiveFacts("A & <B>", "Zaaksysteem", "V", "2.1", "Selectielijst 2020", "P20Y"),
    ],
)
def test_each_has_the_structure_of_the_standard(facts):
    made = archive_metadata(example(), files(example()), facts, MADE)
    assert list(made) == ["besluit-7.mdto.xml", "besluit.pdf.mdto.xml", "besluit.json.mdto.xml"]
    for name, content in made.items():
        root = ElementTree.fromstring(content)
        assert local(root) == "MDTO"
        (thing,) = root
        is_object = name.startswith("besluit-7")
        assert local(thing) == ("informatieobject" if is_object else "bestand")
        check(thing, OBJECT if is_object else FILE)


def found(content: bytes, path: str) -> list[str]:
    steps = "/".join(f"{{{NAMESPACE}}}{step}" for step in path.split("/"))
    return [element.text for element in ElementTree.fromstring(content).iterfind(f".//{steps}")]


def test_the_checksum_and_the_size_are_those_of_the_file():
    own = files(example())
    made = archive_metadata(example(), own, ArchiveFacts("Dienst"), MADE)
    for name, content in own.items():
        told = made[f"{name}.mdto.xml"]
        assert found(told, "checksum/checksumWaarde") == [sha256(content)]
        assert found(told, "omvang") == [str(len(content))]
        assert found(told, "checksum/checksumDatum") == ["2026-03-02T12:30:00+00:00"]
        assert found(told, "checksumAlgoritme/begripLabel") == ["SHA-256"]
    assert found(made["besluit.pdf.mdto.xml"], "bestandsformaat/begripCode") == ["fmt/476"]
    assert found(made["besluit.json.mdto.xml"], "bestandsformaat/begripCode") == ["fmt/817"]


def test_the_decision_and_its_files_refer_to_each_other():
    made = archive_metadata(example(), files(example()), ArchiveFacts("Dienst"), MADE)
    whole = made["besluit-7.mdto.xml"]
    marks = found(whole, "heeftRepresentatie/verwijzingIdentificatie/identificatieKenmerk")
    assert marks == ["besluit-7/besluit.pdf", "besluit-7/besluit.json"]
    for mark in marks:
        told = made[f"{mark.partition('/')[2]}.mdto.xml"]
        assert found(told, "bestand/identificatie/identificatieKenmerk") == [mark]
        path = "isRepresentatieVan/verwijzingIdentificatie/identificatieKenmerk"
        assert found(told, path) == ["besluit-7"]


def test_what_the_organisation_knows_is_told():
    facts = ArchiveFacts("Dienst", "Zaaksysteem", "B", "2.1", "Selectielijst 2020")
    whole = archive_metadata(example(), {}, facts, MADE)["besluit-7.mdto.xml"]
    assert found(whole, "waardering/begripLabel") == ["Blijvend te bewaren"]
    assert found(whole, "archiefvormer/verwijzingNaam") == ["Dienst"]
    assert found(whole, "informatiecategorie/begripLabel") == ["2.1"]


def test_what_people_typed_stands_there_as_text():
    decision = decided(small(title="<b>&amp;</b> ]]> \u0007 🙂"))
    whole = archive_metadata(decision, {}, ArchiveFacts("Dienst"), MADE)["besluit-7.mdto.xml"]
    assert found(whole, "informatieobject/naam") == ["Besluit: <b>&amp;</b> ]]> \ufffd 🙂"]


def test_a_file_of_another_form_is_refused():
    with pytest.raises(KeyError):
        archive_metadata(example(), {"besluit.docx": b""}, ArchiveFacts("Dienst"), MADE)
