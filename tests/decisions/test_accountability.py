"""Giving account of the program: from what it is, in both languages."""

import json
import re

import pytest

import constraints
from planner import __version__
from planner.decisions.accountability import instructions, model_card
from planner.decisions.accountability.instructions import instructions_for_use
from planner.decisions.accountability.model_card import model_card as card
from planner.decisions.accountability.program import Deployment, program_facts
from planner.decisions.accountability.register import (
    LABELS,
    LONGEST,
    REQUIRED,
    STATUSES,
    register_entry,
)
from planner.decisions.blocks import Heading, plain_text
from planner.decisions.typesetting import pdf_of
from planner.domain.priority import OBJECTIVES
from planner.dossier.documentation import worked_example
from tests.decisions.making import DATE

DEPLOYED = Deployment(
    organisation="Uitvoeringsdienst",
    contact="algoritmes@voorbeeld.example",
    status="In gebruik",
    begin="2026-03",
    provider="Intern ontwikkeld",
    source_code="https://voorbeeld.example/broncode",
    impact_assessments=(("Data Protection Impact Assessment (DPIA)", "https://voorbeeld.example"),),
)
in_both = pytest.mark.parametrize("language", ["nl", "en"])
each_sheet = pytest.mark.parametrize("sheet", [card, instructions_for_use])


@in_both
def test_the_facts_are_those_of_the_program(language):
    facts = program_facts(language)
    assert facts.version == __version__
    assert len(facts.constraints) == len(constraints.KINDS)
    assert len(facts.objectives) == len(OBJECTIVES)
    assert "30" in facts.repertoires[0]


@in_both
def test_no_example_names_somebody(language):
    told = " ".join(program_facts(language).constraints)
    assert not [p.name for p in worked_example().people.values() if p.name in told]


@in_both
@each_sheet
def test_a_sheet_tells_versions_figures_and_who_uses_it(sheet, language):
    text = plain_text(sheet(language, DEPLOYED, DATE))
    facts = program_facts(language)
    assert facts.made_with in text
    assert DEPLOYED.contact in text
    assert all(label in text for label, _ in facts.objectives)
    # As the pages name the figures, and in their units.
    assert {"nl": "Slechtst gedekte richting", "en": "Worst-covered direction"}[language] in text
    assert not re.search("promille|per mille|in tenths|in tienden|coverage_floor", text)
    assert "{" not in text


@each_sheet
def test_what_the_organisation_did_not_give_is_told_as_such(sheet):
    assert "niet ingevuld" in plain_text(sheet("nl", Deployment(), DATE))


@in_both
@each_sheet
def test_a_sheet_can_be_a_pdf(sheet, language):
    assert pdf_of(sheet(language, DEPLOYED, DATE)).startswith(b"%PDF")


@in_both
def test_the_instructions_have_every_part_of_article_13_in_its_order(language):
    document = instructions_for_use(language, DEPLOYED, DATE)
    headings = [block.text for block in document.blocks if isinstance(block, Heading)]
    parts = [heading.rpartition(")")[0] + ")" for heading in headings]
    of_b = [f"(b)({number})" for number in ("i", "ii", "iii", "iv", "v", "vi", "vii")]
    assert parts == ["(a)", *of_b, "(c)", "(d)", "(e)", "(f)"]


@pytest.mark.parametrize("module", [instructions, model_card])
def test_every_section_says_something(module):
    for section in module.SECTIONS:
        assert section.paragraphs or section.points


def test_the_entry_keeps_to_the_standard():
    entry = register_entry(DEPLOYED)
    written = entry.written()
    assert entry.faults == []
    assert set(REQUIRED) <= set(written)
    assert set(LONGEST) <= set(LABELS)
    assert list(written) == [name for name in LABELS if name in written]
    assert written["standard_version"] == "1.0"
    assert written["lang"] == "nld"
    assert written["publication_category"] == "Hoog-risico AI-systeem"
    assert written["impacttoetsen_grouping"][0]["title"].startswith("Data Protection")
    assert json.loads(json.dumps(written)) == written


@in_both
def test_every_text_of_the_entry_fits(language):
    entry = register_entry(DEPLOYED, language)
    for name, longest in LONGEST.items():
        assert len(entry.written().get(name, "")) <= longest, name


def test_what_is_missing_or_wrong_is_told():
    told = {fault.path for fault in register_entry(Deployment()).faults}
    assert told == {"organization", "contact_email"}
    wrong = Deployment(organisation="x" * 101, contact="y", status="Bijna")
    assert {fault.path for fault in register_entry(wrong).faults} == {"organization", "status"}
    assert "In gebruik" in STATUSES


@in_both
def test_the_page_tells_all_of_the_entry_in_words(language):
    entry = register_entry(DEPLOYED, language)
    page = dict(entry.page.pairs)
    assert len(page) == len(entry.fields)
    label = "Doel en impact" if language == "nl" else "Goal and impact"
    assert page[label] == entry.fields["goal"]
    assert "https://voorbeeld.example" in " ".join(page.values())
