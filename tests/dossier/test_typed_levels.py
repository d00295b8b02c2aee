"""Levels that are typed: what is wrong with them is told at the part that it is about."""

import pytest

from planner.dossier.typed_levels import faults_of_levels, typed_level


def case():
    return {
        "format": "abd-planner/dossier/1",
        "title": "Tabel",
        "repertoire": "abd-2021",
        "people": [],
        "teams": [{"id": "mt", "demand": [], "seats": []}],
    }


@pytest.mark.parametrize(
    ("typed", "parts"),
    [
        (("3", "2", ""), ["high"]),
        (("3", "", "4"), ["low"]),
        (("", "2", "3"), ["level"]),
        (("x", "2", "3"), ["level"]),
        (("3", "4", "5"), ["level"]),
        (("9", "2", "3,55"), ["high", "level"]),
        (("3,4", "2,8", "4"), []),
        (("", "", ""), []),
    ],
)
def test_what_is_wrong_with_a_level_is_told_at_its_part(typed, parts):
    level = typed_level(*typed)
    faults = faults_of_levels(case(), [("crisis", level)])[0]
    assert sorted({fault.path for fault in faults}) == parts
