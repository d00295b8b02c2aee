"""The terminal says the very sentences that the answers carry, in both languages."""

import json

import pytest
from jsonschema import Draft202012Validator

from planner.analysis.compare import compare
from planner.analysis.front import front
from planner.analysis.stress import stress
from planner.analysis.uncertainty import uncertainty
from planner.analysis.why_not import why_not
from planner.dossier.reading import read_dossier
from planner.dossier.schemas import schema
from planner.resources.files import resource_path


def example(name):
    path = resource_path("fixtures", "dossiers", f"{name}.json")
    return path, read_dossier(path.read_bytes())


def first_vacancy(dossier):
    return next(seat for seat, who in dossier.situation().incumbents.items() if who is None)


def of_compare(dossier):
    answer = compare(dossier, first_vacancy(dossier))
    return [*answer.said, *(said for person in answer.people for said in person.said)]


def of_why_not(dossier):
    answer = why_not(dossier, dossier.candidates[0])
    rows = (row.said for row in answer.rows)
    return [answer.said, *rows, *answer.conflict_said, *answer.needs_said]


def of_front(dossier):
    answer = front(dossier)
    return [*(point.said for point in answer.points), answer.said]


def of_stress(dossier):
    return [said for team in stress(dossier).teams.values() for said in team.said]


def of_uncertainty(dossier):
    answer = uncertainty(dossier, draws=20)
    proposals = (proposal.said for proposal in answer.proposals)
    first = (people[0].said for people in answer.seats.values())
    return [*answer.said, *proposals, *answer.seats_said.values(), *first]


QUESTIONS = {
    "compare": (of_compare, lambda dossier: ["--seat", first_vacancy(dossier)]),
    "why-not": (of_why_not, lambda dossier: [dossier.candidates[0]]),
    "front": (of_front, lambda _: []),
    "stress": (of_stress, lambda _: []),
    "uncertainty": (of_uncertainty, lambda _: ["--draws", "20"]),
}


@pytest.mark.parametrize("name", ["mt-uitvoering", "crisisteam"])
@pytest.mark.parametrize("question", QUESTIONS)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_each_sentence_stands_on_a_line_of_its_own(call, language, question, name):
    path, dossier = example(name)
    sentences, options = QUESTIONS[question]
    ended = call("--lang", language, question, path, *options(dossier))
    assert ended.code in (0, 3)
    lines = [line.removeprefix("  • ") for line in ended.out.splitlines()]
    expected = [said.in_language(language) for said in sentences(dossier)]
    assert expected
    assert [text for text in expected if text not in lines] == []


@pytest.mark.parametrize("question", QUESTIONS)
def test_the_json_keeps_to_its_schema_and_has_no_sentences(call, question):
    path, dossier = example("twee-directies-carrousel")
    _, options = QUESTIONS[question]
    ended = call(question, path, *options(dossier), "--json")
    (answer,) = ended.answers
    Draft202012Validator(schema(question)).validate(answer)
    assert "said" not in json.dumps(answer)


def test_a_seat_that_nobody_may_take_is_compared_without_a_table(call, save, dossier):
    dossier["teams"][0]["seats"][1] |= {"incumbent": None, "candidates": []}
    ended = call("--lang", "en", "compare", save(dossier), "--seat", "bv")
    assert ended.code == 0
    assert "Nobody may take this seat. Name candidates for it first." in ended.out.splitlines()
    assert "Job fit" not in ended.out
