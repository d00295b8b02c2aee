"""The list of kinds is the table of contents of this folder too."""

from pathlib import Path
from typing import get_args

import pytest

import constraints

HERE = Path(__file__).parent


def kind_of(kind) -> str:
    return get_args(kind.model_fields["kind"].annotation)[0]


@pytest.mark.parametrize("kind", constraints.KINDS, ids=kind_of)
def test_a_kind_has_a_test_file_of_its_name_with_its_three_cases(kind):
    file = HERE / f"test_{kind_of(kind)}.py"
    assert file.is_file()
    text = file.read_text(encoding="utf-8")
    for case in ("assert_allowed(", "forbidden(", "conflict("):
        assert case in text, f"{file.name} never calls {case}...)"
    assert "sentences(" in text


def test_a_kind_lives_in_the_file_of_its_name():
    homes = {kind_of(kind): kind.__module__ for kind in constraints.KINDS}
    assert homes == {name: f"constraints.{name}" for name in homes}


def test_kinds_have_names_of_their_own():
    names = [kind_of(kind) for kind in constraints.KINDS]
    assert len(set(names)) == len(names)
