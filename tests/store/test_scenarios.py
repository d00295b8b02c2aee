"""Explorations as they are kept: steps, undo and redo, names, and two people at once."""

import json

import pytest

from planner.dossier.exploring import LevelChange, Step
from planner.store import scenarios
from planner.store.errors import Unknown
from planner.store.scenarios import Explorations, Outdated, TooManySteps
from planner.store.seal import is_whole
from planner.store.told import recorded
from tests.web.cases import small

ONE, TWO, THREE = (Step(seats={"vrij": person}) for person in ("a", None, "b"))


@pytest.fixture
def kept(store, dossiers):
    dossiers.add(json.dumps(small()).encode(), recorded("added"), "klein")
    return Explorations(store)


def test_steps_are_kept_undone_and_done_again(kept):
    begun = kept.begin("klein", "me", 1, [ONE])
    taken = kept.take(begun.id, "klein", 1, TWO, 1)
    assert kept.find(begun.id, "klein") == taken
    assert taken.taken == (ONE, TWO)
    back = kept.go_to(begun.id, "klein", 2, 1)
    assert (back.taken, back.undone) == ((ONE,), (TWO,))
    again = kept.go_to(begun.id, "klein", 3, 2)
    assert again.taken == (ONE, TWO)
    assert kept.go_to(begun.id, "klein", 4, 99).done == 2
    assert kept.go_to(begun.id, "klein", 5, 0).taken == ()


def test_a_new_step_takes_the_place_of_what_was_undone(kept):
    begun = kept.begin("klein", "me", 1, [ONE, TWO])
    kept.go_to(begun.id, "klein", 1, 1)
    taken = kept.take(begun.id, "klein", 2, THREE, 4)
    assert taken.steps == (ONE, THREE)
    assert taken.based_on == 4


def test_a_step_is_read_back_as_it_was_written(kept, store):
    step = Step(levels=(LevelChange(person="<b>", behaviour="crisis", level=35),))
    begun = kept.begin("klein", "me", 1, [step])
    assert kept.find(begun.id, "klein").steps == (step,)
    assert is_whole(store.row("SELECT * FROM explorations WHERE id = ?", begun.id))


def test_whoever_comes_second_is_told(kept):
    begun = kept.begin("klein", "me", 1)
    mine = kept.take(begun.id, "klein", 1, ONE, 1)
    with pytest.raises(Outdated) as told:
        kept.take(begun.id, "klein", 1, TWO, 1)
    assert told.value.kept == mine
    assert kept.find(begun.id, "klein") == mine


def test_without_a_name_it_is_its_owners_with_one_everybodys(kept):
    mine = kept.begin("klein", "me", 1, [ONE])
    assert kept.of_dossier("klein", "you") == []
    assert kept.current("klein", "you") is None
    assert kept.current("klein", "me") == mine
    named = kept.name(mine.id, "klein", 1, "Carrousel")
    assert kept.of_dossier("klein", "you") == [named]
    assert kept.current("klein", "me") is None
    copied = kept.copy(mine.id, "klein", "you")
    assert (copied.name, copied.owner, copied.taken) == (None, "you", (ONE,))
    assert kept.find(copied.id, "klein") == copied


def test_each_gets_a_number_of_its_own(kept):
    assert [kept.begin("klein", "me", 1).number for _ in range(3)] == [1, 2, 3]
    assert kept.begin("klein", "you", 1).number == 4


def test_what_was_dropped_can_be_taken_back(kept):
    begun = kept.begin("klein", "me", 1, [ONE])
    gone = kept.drop(begun.id, "klein", 1)
    assert kept.of_dossier("klein", "me") == []
    assert kept.current("klein", "me") is None
    back = kept.drop(begun.id, "klein", gone.version, dropped=False)
    assert kept.of_dossier("klein", "me") == [back]


def test_of_another_dossier_or_none_there_is_nothing(kept):
    begun = kept.begin("klein", "me", 1)
    assert kept.find(begun.id, "groot") is None
    for ask in (
        lambda: kept.take("none", "klein", 1, ONE, 1),
        lambda: kept.copy(begun.id, "groot", "me"),
    ):
        with pytest.raises(Unknown):
            ask()


def test_there_is_an_end_to_steps(kept, monkeypatch):
    monkeypatch.setattr(scenarios, "MOST_STEPS", 2)
    begun = kept.begin("klein", "me", 1, [ONE, TWO])
    with pytest.raises(TooManySteps):
        kept.take(begun.id, "klein", 1, THREE, 1)
