"""The page of results: one benchmark that is run again takes away nothing of the others."""

import json

import pytest

from benchmarks import results_page
from benchmarks.__main__ import BENCHMARKS
from benchmarks.report import Report


@pytest.fixture
def measured(tmp_path, monkeypatch):
    """Two benchmarks of which the second was measured elsewhere: only its section is left."""
    page = tmp_path / "RESULTS.md"
    page.write_text(results_page.PAGE.read_text(encoding="utf-8"), encoding="utf-8")
    monkeypatch.setattr(results_page, "PAGE", page)
    monkeypatch.setattr(results_page, "RESULTS", tmp_path)
    monkeypatch.setattr("benchmarks.report.RESULTS", tmp_path)
    return page


def test_every_section_of_the_page_belongs_to_a_benchmark_that_there_is():
    page = results_page.PAGE.read_text(encoding="utf-8")
    sections = results_page.sections(page)
    assert set(sections) <= set(BENCHMARKS)
    assert page.count("\n## ") == len(sections)
    assert list(sections) == [name for name in BENCHMARKS if name in sections]


def test_a_benchmark_that_is_run_again_changes_its_own_section_alone(measured):
    before = results_page.sections(measured.read_text(encoding="utf-8"))
    report = Report("what-if", "Another title", "A note.")
    report.add("one what-if", "bar", 2.0, 1.0, "s")
    report.show()
    results_page.write("what-if", list(BENCHMARKS))
    after = results_page.sections(measured.read_text(encoding="utf-8"))
    assert after.pop("what-if").startswith("## Another title\n")
    assert json.loads((measured.parent / "what-if.json").read_text())["lines"][0]["ratio"] == 0.5
    before.pop("what-if")
    assert after == before
