"""Letters: the outcome for one candidate, and nothing about anybody else."""

import json
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.decisions.document.voice import day_in_words
from planner.decisions.letters import (
    NamesOthers,
    NotACandidate,
    candidates,
    letter,
    others_named,
)
from planner.decisions.typesetting import pdf_of
from planner.decisions.unexpected import needs_words
from planner.dossier.examples import examples
from tests.decisions.making import DATE, decided, example, small

SIGNED = {"signed": "De secretaris", "contact": "secretariaat@voorbeeld.example"}
# The numbers of the laws that a letter names; no other number is in one but the date.
LAWS = {"15", "16", "86"}


def written(decision, person, language="nl", **more):
    return letter(decision, person, language, **(SIGNED | more))


def numbers_in(text: str, language: str) -> set[str]:
    return set(re.findall(r"\d+", text.replace(day_in_words(DATE, language), ""))) - LAWS


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("name", sorted(examples()))
@pytest.mark.parametrize("rank", [1, 2])
def test_no_letter_names_anybody_else_or_any_number(name, language, rank):
    decision = example(name, rank)
    names = {person.id: person.name for person in decision.case.people}
    for person in candidates(decision):
        text = written(decision, person, language).text
        assert names[person] in text
        others = [name for other, name in names.items() if other != person and name in text]
        assert others == []
        assert numbers_in(text, language) == set()


def test_it_says_who_was_chosen_and_who_was_not():
    decision = example()
    told = {person: written(decision, person, "en") for person in candidates(decision)}
    assert [person for person, one in told.items() if one.is_chosen] == ["kaya"]
    assert "it is you who takes the seat" in told["kaya"].text
    assert "it is not you" in told["vries"].text


def test_it_says_what_the_team_was_short_of_and_what_the_person_brings_to_that():
    text = written(decided(small(), 1), "p2").text
    short, brings = text.split("Wat u daaraan bijdraagt")
    assert "- candour" in short
    assert "- candour" in brings
    assert "niet gezien op het niveau" in written(decided(small(), 1), "p0").text


def test_whoever_would_have_brought_as_much_needs_words_of_those_who_decided():
    first, second = example(rank=1), example(rank=2)
    assert not any(needs_words(first, person) for person in candidates(first))
    assert second.choice.assignment["bedrijfsvoering"] != "kaya"
    assert needs_words(second, "kaya")
    assert not needs_words(second, second.choice.assignment["bedrijfsvoering"])
    # A seat that stays empty, while somebody would add something.
    empty = decided(small(), 0)
    assert [person for person in candidates(empty) if needs_words(empty, person)] == ["p2"]
    # The letter itself compares nobody, also here.
    assert "leggen wij uit" not in written(second, "kaya").text


def test_everybody_who_might_have_had_the_seat_gets_one():
    decision = decided(small(people=5))
    assert candidates(decision) == ["p0", "p1", "p2", "p3", "p4"]
    with pytest.raises(NotACandidate):
        written(decision, "boss")


def test_the_committee_can_add_its_own_words_about_nobody_else():
    decision = decided(small())
    text = written(decision, "p1", explanation="U sprak helder.\n\n#Dank *daarvoor*").text
    assert "Van de commissie" in text
    assert "#Dank *daarvoor*" in text
    with pytest.raises(NamesOthers) as error:
        written(decision, "p1", explanation="Wij kozen kandidaat 2, en niet u.")
    assert error.value.names == ["Kandidaat 2"]


def test_part_of_an_own_name_is_not_somebody_else():
    dossier = json.loads(small())
    dossier["people"][1]["name"] = "Jan Jansen"
    dossier["people"][2]["name"] = "Jan"
    decision = decided(json.dumps(dossier).encode())
    assert others_named(decision, "p0", "Beste Jan Jansen,") == []
    assert others_named(decision, "p0", "Beste Jan Jansen, Jan was beter.") == ["Jan"]
    assert others_named(decision, "p0", "Januari") == []


@settings(max_examples=40)
@given(
    names=st.lists(
        st.text(st.characters(categories=["L"]), min_size=3, max_size=12).map(str.title),
        min_size=4,
        max_size=4,
        unique_by=str.casefold,
    ),
    where=st.sampled_from(["seat", "team", "both"]),
    person=st.integers(0, 3),
)
def test_titles_that_name_somebody_do_not_give_them_away(names, where, person):
    # A name no letter could hold by accident.
    names = [f"Qx{name}" for name in names]
    dossier = json.loads(small())
    for number, name in enumerate(names, start=1):
        dossier["people"][number]["name"] = name
    if where != "team":
        dossier["teams"][0]["seats"][1]["title"] = f"Opvolging van {names[0]}"
    if where != "seat":
        dossier["teams"][0]["title"] = f"Team {names[1]}"
    decision = decided(json.dumps(dossier).encode())
    text = written(decision, f"p{person}").text.casefold()
    own = names[person].casefold()
    for name in names:
        if name.casefold() != own:
            assert name.casefold() not in text.replace(own, "")


def test_it_can_be_a_pdf_too():
    made = written(example(), "vries", explanation="Met dank. $x$ #y 🙂")
    assert pdf_of(made.document).startswith(b"%PDF")
    assert "$x$ #y 🙂" in made.text
