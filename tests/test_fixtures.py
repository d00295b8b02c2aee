"""What ships: the repertoire and the presets."""

import json
from pathlib import Path

import pytest

from planner.domain.team import Demand
from planner.dossier.repertoires import shipped, shipped_ids

ROOT = Path(__file__).resolve().parent.parent
PRESETS = sorted((ROOT / "fixtures" / "presets").glob("*.json"))


def test_the_repertoire_has_thirty_behaviours_in_four_directions():
    repertoire = shipped("abd-2021")
    directions = [behaviour.direction for behaviour in repertoire.behaviours]
    counts = {direction.id: directions.count(direction.id) for direction in repertoire.directions}
    assert counts == {"inward": 8, "upward": 7, "outward": 7, "across": 8}


def test_every_behaviour_has_its_texts_in_dutch_and_english():
    for behaviour in shipped("abd-2021").behaviours:
        texts = [behaviour.label, behaviour.definition, *behaviour.anchors.values()]
        assert set(behaviour.anchors) == {"1", "2", "3", "4", "5"}
        for text in texts:
            assert isinstance(text, dict)
            assert set(text) == {"nl", "en"}
            assert all(words.strip() for words in text.values())


def test_no_anchor_stands_for_two_levels():
    anchors = [text["nl"] for b in shipped("abd-2021").behaviours for text in b.anchors.values()]
    assert len(anchors) == len(set(anchors)) == 150


def test_the_repertoire_says_that_it_is_not_the_official_one():
    note = shipped("abd-2021").note
    assert "niet het officiële" in note["nl"]
    assert "not the official" in note["en"]


def test_what_is_no_shipped_repertoire_is_refused():
    assert shipped_ids() == ("abd-2021",)
    with pytest.raises(KeyError):
        shipped("../dossiers/mt-uitvoering")


def test_there_are_presets_for_six_kinds_of_tasks():
    assert {path.stem for path in PRESETS} == {
        "policy_directorate",
        "executive_agency",
        "inspectorate",
        "crisis_organisation",
        "programme_across_ministries",
        "top_team_of_ministry",
    }


@pytest.mark.parametrize("path", PRESETS, ids=lambda path: path.stem)
def test_a_preset_is_a_demand_with_a_reason_for_each_row(path):
    preset = json.loads(path.read_text(encoding="utf-8"))
    assert preset["format"] == "abd-planner/preset/1"
    assert preset["id"] == path.stem
    repertoire = shipped(preset["repertoire"])
    behaviours = [row["behaviour"] for row in preset["demand"]]
    assert len(behaviours) == len(set(behaviours)) >= 10
    for row in preset["demand"]:
        assert set(row.pop("reason")) == {"nl", "en"}
        demand = Demand.model_validate(row)
        assert demand.behaviour in repertoire.by_id
        assert repertoire.scale.holds(demand.level)
