"""Every figure has a test file of its name here."""

from pathlib import Path

import pytest

import planner.figures

HERE = Path(__file__).parent
FIGURES = sorted(
    path.stem for path in Path(planner.figures.__path__[0]).glob("*.py") if path.stem != "__init__"
)


@pytest.mark.parametrize("figure", FIGURES)
def test_a_figure_has_a_test_file_of_its_name(figure):
    assert (HERE / f"test_{figure}.py").is_file()


def test_the_figures_are_found():
    assert "coverage" in FIGURES
