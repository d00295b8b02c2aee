"""The document of a decision: readable for everybody, in both languages, whatever people typed."""

import datetime
import io
import unicodedata
from functools import cache
from itertools import pairwise

import pdfua
import pikepdf
import pytest
import typst
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.analysis.uncertainty import uncertainty
from planner.decisions.blocks import (
    Bars,
    Document,
    Heading,
    Paragraph,
    Table,
    Words,
    paragraphs_of,
    plain_text,
    texts_of,
)
from planner.decisions.document.whole import decision_document, decision_pdf
from planner.decisions.parts import Frozen, Options, RatedBehaviour, RatedLevel, Ratings, TaskChange
from planner.decisions.typesetting import DISPLAYABLE, displayed, pdf_of
from planner.dossier.examples import examples
from planner.dossier.reading import read_dossier
from planner.dossier.task import task_fingerprint
from planner.ratings.profiles import SourceWeights
from tests.decisions.making import DATE, basis_of, decided, example, small
from tests.decisions.pdf_reading import Element, squeezed, structure

NAMES = sorted(examples())
in_both = pytest.mark.parametrize("language", ["nl", "en"])
each_example = pytest.mark.parametrize("name", NAMES)


@cache
def pdf(name: str, language: str, rank: int = 2) -> bytes:
    return decision_pdf(example(name, rank), language)


def opened(content: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(content))


def findings(content: bytes) -> list[str]:
    """Return what a validator that is not ours has against a PDF."""
    return [finding.message for finding in pdfua.validate(io.BytesIO(content)).findings]


def read(content: bytes) -> Element:
    return structure(opened(content))


def expected(document: Document) -> str:
    """Return all texts of a document, in the order of its blocks; of a picture its description."""
    texts = [document.title, document.subtitle]
    for block in document.blocks:
        if isinstance(block, Bars):
            texts += [block.caption, block.description]
        elif isinstance(block, Table):
            texts += [block.caption, *block.columns, *(cell for row in block.rows for cell in row)]
        else:
            texts += texts_of(block)
    return squeezed("".join(texts))


def without_marks(text: str) -> str:
    """Return what was read without the marks that a form adds: bullets, and a term's colon."""
    return squeezed(text).replace("•", "").replace(":", "")


@each_example
@in_both
def test_a_validator_finds_nothing(name, language):
    assert findings(pdf(name, language)) == []


def test_the_validator_finds_what_is_not_tagged():
    assert findings(typst.compile(b"= Kop\nTekst", pdf_tags=False))


@each_example
@in_both
def test_it_says_that_it_is_pdf_ua_1_and_pdf_a_2a(name, language):
    with opened(pdf(name, language)).open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"
        assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("2", "A")
        title = decision_document(example(name, 2), language).title
        assert metadata["dc:title"] == title


@in_both
def test_it_is_tagged_has_a_language_and_shows_its_title(language):
    file = opened(pdf("mt-uitvoering", language))
    root = file.Root
    assert root.MarkInfo.Marked
    assert str(root.Lang).startswith(language)
    assert root.ViewerPreferences.DisplayDocTitle


@each_example
@in_both
def test_it_is_read_in_the_order_of_the_document(name, language):
    heard = read(pdf(name, language)).read()
    told = expected(decision_document(example(name, 2), language))
    assert without_marks(heard) == told.replace("•", "").replace(":", "")


@each_example
@in_both
def test_headings_skip_no_level_and_are_those_of_the_document(name, language):
    headings = read(pdf(name, language)).of("H1", "H2", "H3")
    levels = [int(heading.kind[1]) for heading in headings]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    asked = [
        (block.level, squeezed(block.text))
        for block in decision_document(example(name, 2), language).blocks
        if isinstance(block, Heading)
    ]
    heard = [(level, squeezed(one.read())) for level, one in zip(levels, headings, strict=True)]
    assert heard == asked


@each_example
@in_both
def test_each_table_has_header_cells_for_its_columns(name, language):
    tables = read(pdf(name, language)).of("Table")
    asked = [
        block
        for block in decision_document(example(name, 2), language).blocks
        if isinstance(block, Table)
    ]
    assert len(tables) == len(asked) >= 2 - (name == "crisisteam")
    for table, block in zip(tables, asked, strict=True):
        headers = table.of("TH")
        assert [squeezed(cell.read()) for cell in headers] == [squeezed(c) for c in block.columns]
        assert {str(cell.attributes.get("/Scope")) for cell in headers} == {"/Column"}
        assert len(table.of("TD")) == len(block.rows) * len(block.columns)


@in_both
def test_each_picture_says_what_it_shows(language):
    (figure,) = read(pdf("mt-uitvoering", language)).of("Figure")
    for said in ("82,9", "93,2", "88,9", "86,3"):
        assert (said if language == "nl" else said.replace(",", ".")) in figure.alt


@in_both
def test_it_tells_all_that_was_asked_of_it(language):
    text = plain_text(decision_document(example(rank=2), language))
    for said in (
        "F. Kaya",
        "M. Osei",
        "A. Voorbeeld",
        "Dit team draagt de opgave.",
        "Zij kent het veld.",
        example(rank=2).fingerprints.whole,
        example(rank=2).dossier.sha256,
        "abd-planner reproduce",
    ):
        assert said in text


def test_taking_the_first_proposal_is_told_as_a_choice():
    text = plain_text(decision_document(example(), "en"))
    assert "the first proposal was chosen. That too is a choice" in text


def test_where_nothing_was_possible_what_clashed_is_told():
    text = plain_text(decision_document(example("crisisteam"), "en"))
    assert "There were no proposals" in text
    assert "R. Okafor" in text or "Okafor" in text


def test_where_nothing_was_possible_the_document_does_not_speak_of_proposals_that_were_made():
    text = plain_text(decision_document(example("crisisteam"), "nl"))
    assert "Het programma deed voorstellen" not in text
    assert "stelde dus niets voor" in text
    assert "Waar het afwijkt van de voorstellen" not in text
    assert "Het programma deed voorstellen" in plain_text(decision_document(example(), "nl"))


def test_a_choice_that_breaks_a_wish_says_so():
    text = plain_text(decision_document(decided(small(), 0), "nl"))
    assert "De keuze houdt zich niet aan dit" in text
    assert "MT Klein: de stoel Directeur is leeg." in text


def test_what_the_levels_rest_on_is_told_with_its_limits():
    ratings = Ratings(
        rounds=1,
        sources={"peer": 12, "committee": 3},
        behaviours=(
            RatedBehaviour(behaviour="trust", people=5, ratings=15, reliability=0.62, needed=2),
        ),
        limits=("Twee mensen zijn kort geleden begonnen.",),
        weights=(SourceWeights(superior=3),),
    )
    document = decision_document(decided(small(), basis=basis_of(small(), ratings=ratings)), "nl")
    text = plain_text(document)
    assert "12 door collega’s en 3 door de commissie" in text
    assert "trust | 5 | 15 | 0,62 | 2" in text
    assert "niet even zwaar: leidinggevende 3 (38\N{NO-BREAK SPACE}%), collega 1" in text
    assert "Twee mensen zijn kort geleden begonnen." in text


def test_what_was_measured_and_what_is_only_expected_are_told_apart():
    rated = {"people": 5, "ratings": 15}
    behaviours = (
        RatedBehaviour(behaviour="trust", **rated, reliability=0, measured=True, needed=None),
        RatedBehaviour(behaviour="candour", **rated, reliability=0.73, measured=False, needed=0),
    )
    ratings = Ratings(rounds=1, sources={"peer": 30}, behaviours=behaviours)
    document = decision_document(decided(small(), basis=basis_of(small(), ratings=ratings)), "nl")
    text = plain_text(document)
    assert "trust | 5 | 15 | 0 gemeten | meer helpen niet" in text
    assert "candour | 5 | 15 | 0,73 verwacht | 0" in text


def test_whose_levels_come_from_a_round_is_told_the_chosen_one_first():
    rated = {"ratings": 3, "level": 4, "low": 3.5, "high": 4.5}
    levels = (RatedLevel(person="p1", behaviour="candour", **rated),)
    basis = basis_of(small(), ratings=Ratings(rounds=1, sources={"peer": 3}, levels=levels))
    decision = decided(small(), basis=basis)
    chosen = decision.choice.assignment["vacancy"]
    text = plain_text(decision_document(decision, "nl"))
    assert chosen == "p2"
    first = text.index("Kandidaat 2, gekozen: geen enkel niveau komt uit een ronde.")
    assert first < text.index("Alle niveaus uit rondes, van anderen: Kandidaat 1.")
    given = "zonder dat vastligt hoe ze tot stand kwamen: De Baas, Kandidaat 0 en Kandidaat 3."
    assert given in text


def test_a_document_is_in_one_language_also_where_the_program_named_somebody():
    moment = datetime.datetime(2026, 2, 1, 9, 30, tzinfo=datetime.UTC)
    own = task_fingerprint(read_dossier(small()))
    frozen = Frozen(at=moment, by="het programma zelf", fingerprint=own)
    by_hand = Frozen(at=moment, by="Lid Maten", fingerprint=own)
    text = plain_text(
        decision_document(decided(small(), basis=basis_of(small(), frozen=frozen)), "en")
    )
    assert "by the program itself" in text
    assert "by Lid Maten" in plain_text(
        decision_document(decided(small(), basis=basis_of(small(), frozen=by_hand)), "en")
    )


def test_how_sure_it_is_is_told_where_that_is_known():
    content = examples()["mt-uitvoering"]
    sure = uncertainty(read_dossier(content), draws=40)
    text = plain_text(
        decision_document(decided(content, basis=basis_of(content, uncertainty=sure)), "nl")
    )
    assert "de niveaus zijn 40 keer getrokken" in text
    assert "Beste in de narekeningen" in text
    assert "Proposal" not in text


def test_when_the_task_was_fixed_and_why_it_changed_is_told():
    moment = datetime.datetime(2026, 2, 1, 9, 30, tzinfo=datetime.UTC)
    own = task_fingerprint(read_dossier(small()))
    frozen = Frozen(at=moment, by="A. Voorbeeld", fingerprint=own)
    change = TaskChange(at=moment, by="B. Voorbeeld", reason="Er kwam werk bij.", fingerprint=own)

    def told(**more):
        decision = decided(small(), basis=basis_of(small(), **more))
        return plain_text(decision_document(decision, "nl"))

    assert "niet vastgelegd wanneer de opgave vaststond" in told()
    assert "vastgesteld op 1 februari 2026, 09:30 door A. Voorbeeld" in told(frozen=frozen)
    assert "Er kwam werk bij." in told(frozen=frozen, changes=(change,))


def test_many_alternatives_fit_too():
    options = Options(alternatives=9)
    decision = decided(small(people=9), basis=basis_of(small(people=9), options))
    assert len(decision.answer.proposals) == 9
    assert findings(decision_pdf(decision, "en")) == []


def test_the_same_decision_gives_the_same_bytes():
    assert decision_pdf(example(), "nl") == decision_pdf(example(), "nl")


def test_it_needs_no_fonts_of_the_machine():
    fonts = {
        str(font.BaseFont).partition("+")[2]
        for page in opened(pdf("mt-uitvoering", "nl")).pages
        for font in dict(page.Resources.Font).values()
    }
    assert fonts
    assert all(name.startswith(("LibertinusSerif", "DejaVuSansMono", "NewCM")) for name in fonts)


def typed(text: str, paragraphs: str = "") -> bytes:
    """Return a document in which somebody typed a text at every place."""
    blocks = (
        Heading(text),
        Paragraph(text),
        Words(paragraphs_of(paragraphs or text)),
        Table(text, (text, "b"), ((text, "1"),), (1, 1), frozenset({1})),
    )
    return pdf_of(Document(text, text, "nl", DATE, "abd-planner", blocks))


@pytest.mark.parametrize(
    "text",
    [
        "#let x = 1",
        "#panic()",
        '#read("/etc/passwd")',
        "$ x^2 $ *vet* _schuin_ `code` = kop - punt + lijst / term: zin",
        "@verwijzing <label> <script>alert(1)</script>",
        "\\u{41} \\ \\\\ ~ -- --- ... // niets /* niets */ ''",
        '"; #import "x" : *',
        "{page} {pages} %s {0}",
        "D'Artagnan & Zonen; Müller-Lüdenscheidt-Ĳsselmeer; Ştefănescu; Đặng",
        "Ωμέγα Жуков Մեսրոպ",
    ],
)
def test_what_people_type_stands_there_as_they_typed_it(text):
    heard = squeezed(read(typed(text)).read())
    assert heard.count(squeezed(text)) >= 7


@pytest.mark.parametrize("name", ["שלום", "مرحبا"])
def test_a_name_from_right_to_left_is_whole(name):
    """Letters stand in a PDF as they are seen; a reader turns them by their direction."""
    heard = squeezed(read(typed(f"Aan {name} gericht")).read())
    assert heard.count(f"Aan{name[::-1]}gericht") >= 7


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("🙂", "[U+1F642]"),
        ("漢字", "[U+6F22][U+5B57]"),
        ("a\x07b\x00c", "a[U+0007]b[U+0000]c"),
        ("\u202eomgekeerd", "[U+202E]omgekeerd"),
        ("e\u0301", "é"),
        ("a\tb\r\nc", "a b c"),
    ],
)
def test_what_the_fonts_cannot_show_stands_there_as_its_number(text, shown):
    assert displayed(text) == shown
    heard = squeezed(read(typed(f"x{text}y")).read())
    assert heard.count(squeezed(f"x{shown}y")) >= 4
    assert ("Unicode" in heard) == ("[U+" in shown)


def test_a_word_longer_than_the_page_is_cut_and_stays_on_it():
    content = typed("Donaudampfschiffahrtsgesellschaft" * 30)
    assert squeezed(read(content).read()).count("Donaudampfschiffahrtsgesellschaft") >= 180
    file = opened(content)
    lines = [
        operator
        for page in file.pages
        for _, operator in pikepdf.parse_content_stream(page)
        if str(operator) in ("Tj", "TJ")
    ]
    # A line holds some ninety letters of the running text: six times a thousand are many lines.
    assert len(lines) > 60


@in_both
def test_the_fingerprint_can_be_copied_from_the_document_as_it_is(language):
    heard = read(pdf("mt-uitvoering", language)).read()
    assert example(rank=2).fingerprints.whole in heard
    assert "\u200b" not in heard


def is_from_left_to_right(letter: str) -> bool:
    return unicodedata.bidirectional(letter) not in ("R", "AL", "AN")


@settings(max_examples=25)
@given(st.text(st.characters().filter(is_from_left_to_right), max_size=60))
def test_no_text_breaks_the_document(text):
    heard = squeezed(read(typed(f"x{text}y")).read())
    assert heard.count(squeezed(f"x{displayed(text)}y")) >= 3


def test_reasons_keep_their_paragraphs_and_nothing_else_is_markup():
    decision = decided(small(), reasons="#1: *eerst*\n\n= tweede $x$\n@derde")
    document = decision_document(decision, "nl")
    (words,) = (block for block in document.blocks if isinstance(block, Words))
    assert words.paragraphs == ("#1: *eerst*", "= tweede $x$", "@derde")
    heard = read(pdf_of(document)).read()
    assert all(one in heard for one in words.paragraphs)


def test_the_fonts_have_what_is_called_displayable():
    """If a new version of the fonts lacks a letter, this names it."""
    source = b"""#set document(title: "x", date: none)
#set text(font: ("Libertinus Serif", "New Computer Modern", "DejaVu Sans Mono"), fallback: false)
#for c in sys.inputs.data.clusters() [#c ]"""
    letters = "".join(
        chr(code)
        for first, last in DISPLAYABLE
        for code in range(first, last + 1)
        if unicodedata.category(chr(code)) not in ("Cn", "Cf", "Co")
    )
    assert len(letters) > 1700
    content = typst.compile(
        source, sys_inputs={"data": letters}, pdf_standards=["ua-1"], ignore_system_fonts=True
    )
    assert content.startswith(b"%PDF")
