import pytest

from planner.analysis.explain.answer import explain
from planner.analysis.propose import propose
from planner.domain.items import Item
from planner.dossier.editing import edited
from planner.dossier.giving_way import CannotGiveWay, asking_less, asking_nothing
from planner.dossier.reading import validated
from tests.web.cases import example


def after(raw, edits):
    return validated(edited(raw, edits))


@pytest.fixture(scope="module")
def clash():
    """The worked example whose wishes clash, and how little of each is enough."""
    raw = example("crisisteam")
    return raw, explain(validated(raw)).conflict


@pytest.mark.parametrize("position", [0, 1, 2])
def test_what_gives_way_gives_what_the_explanation_promised(clash, position):
    raw, told = clash
    item, smallest = told[position].item, told[position].smallest
    dossier = validated(raw)
    edits = (
        asking_nothing(dossier, item)
        if smallest.instead is None
        else asking_less(dossier, item, smallest.instead)
    )
    best = propose(after(raw, edits), alternatives=1).proposals[0]
    assert best.coverage_percent == smallest.composition.coverage_percent
    assert best.assignment == smallest.composition.assignment


def small(**seat):
    return {
        "format": "abd-planner/dossier/1",
        "title": "MT",
        "repertoire": "abd-2021",
        "people": [{"id": "ann", "levels": {"crisis": 3}}],
        "teams": [
            {
                "id": "mt",
                "demand": [
                    {
                        "behaviour": "crisis",
                        "importance": 3,
                        "level": 4,
                        "carriers": 2,
                        "critical": True,
                    }
                ],
                "seats": [{"id": "s1", "incumbent": "ann", **seat}],
            }
        ],
    }


def test_each_sort_of_thing_can_be_not_asked_any_more():
    raw = small(locked=True, minimum={"crisis": 4})
    dossier = validated(raw)
    seat = after(raw, asking_nothing(dossier, Item("locked", "s1"))).teams[0].seats[0]
    assert not seat.locked
    assert after(raw, asking_nothing(dossier, Item("filled", "s1"))).teams[0].seats[0].optional
    assert not after(raw, asking_nothing(dossier, Item("minimum", "s1"))).teams[0].seats[0].minimum
    row = after(raw, asking_nothing(dossier, Item("critical", ("mt", "crisis")))).teams[0].demand[0]
    assert (row.critical, row.carriers) == (False, 2)


def test_a_minimum_goes_down_exactly():
    raw = small(minimum={"crisis": 4})
    edits = asking_less(validated(raw), Item("minimum", "s1"), {"minimum": {"crisis": 3.1}})
    assert after(raw, edits).teams[0].seats[0].minimum == {"crisis": 31}


def test_fewer_carriers_of_a_critical_row_leave_the_task_as_it_is():
    raw = small()
    item = Item("critical", ("mt", "crisis"))
    changed = after(raw, asking_less(validated(raw), item, {"carriers": 1}))
    assert changed.teams[0].demand[0].carriers == 2
    assert changed.constraints[0].carriers == 1
    assert changed.constraints[0].behaviours == ("crisis",)


def test_a_percentage_stays_the_number_that_it_is():
    raw = {**small(), "constraints": [{"kind": "coverage_floor", "percent": 80}]}
    edits = asking_less(validated(raw), Item("constraint", 0), {"percent": 66.7})
    assert str(after(raw, edits).constraints[0].percent) == "66.7"


@pytest.mark.parametrize(
    "item",
    [
        Item("constraint", 0),
        Item("locked", "elsewhere"),
        Item("critical", ("mt", "transparency")),
        Item("critical", ("elsewhere", "crisis")),
        Item("eligible", (None, "ann")),
    ],
)
def test_what_is_not_there_cannot_give_way(item):
    with pytest.raises(CannotGiveWay):
        asking_nothing(validated(small()), item)


def test_what_knows_no_less_cannot_ask_less():
    with pytest.raises(CannotGiveWay):
        asking_less(validated(small(locked=True)), Item("locked", "s1"), {})
