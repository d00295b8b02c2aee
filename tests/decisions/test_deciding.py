"""Closing a decision: what it asks of people, and what it holds then."""

import datetime
import json

import pytest

from planner.decisions.deciding import Basis, Chosen, decide
from planner.decisions.fingerprint import sha256
from planner.decisions.parts import Frozen, Options, TaskChange
from planner.dossier.examples import examples
from planner.dossier.reading import read_dossier
from planner.dossier.strict_json import InvalidFile
from planner.dossier.task import task_fingerprint
from tests.decisions.making import DATE, PRESENT, basis_of, decided, example, result_of, small

MOMENT = datetime.datetime(2026, 2, 1, 9, 30, tzinfo=datetime.UTC)


def refused(call) -> dict[str, str]:
    """Return what is told of a decision that is not taken: the place, and the sentence."""
    with pytest.raises(InvalidFile) as error:
        call()
    return {fault.path: fault.template for fault in error.value.faults}


def test_it_holds_the_dossier_byte_for_byte():
    content = b"\xef\xbb\xbf" + small().replace(b'"vacancy"', b'"vacancy"  ')
    decision = decided(content)
    assert decision.dossier.content.encode() == content
    assert decision.dossier.sha256 == sha256(content)


def test_it_holds_the_question_the_figures_and_the_choice():
    decision = example()
    assert [seat.id for seat in decision.question.seats] == ["bedrijfsvoering"]
    assert decision.choice.assignment["bedrijfsvoering"] == "kaya"
    assert decision.choice.proposal == 1
    assert decision.choice.departure is None
    assert [float(one.coverage_percent) for one in decision.answer.proposals] == [93.2, 88.9, 86.3]
    assert float(decision.today.coverage_percent) == 82.9
    assert [one.seat for one in decision.comparisons] == ["bedrijfsvoering"]


def test_seats_that_get_somebody_else_are_in_question_too():
    decision = example("twee-directies-carrousel")
    changed = {
        seat
        for seat, person in decision.choice.assignment.items()
        if person != decision.today.assignment[seat]
    }
    assert {seat.id for seat in decision.question.seats} == changed
    assert {team.id for team in decision.question.teams} == {"wonen", "uitvoering"}


def test_the_first_proposal_asks_for_a_reason_too():
    told = refused(lambda: decided(small(), 1, reasons=" \n"))
    assert told == {"choice.reasons": "must not be empty"}


def test_another_choice_than_the_first_says_how_it_differs_and_why():
    decision = example(rank=2)
    assert decision.choice.proposal == 2
    (change,) = decision.choice.departure.changes
    assert (change.seat, change.before, change.to) == ("bedrijfsvoering", "kaya", "osei")
    told = refused(lambda: decided(small(), 2, departure=""))
    assert told == {"choice.departure.reason": "must not be empty"}


def test_a_choice_that_nobody_proposed_is_told_with_what_it_does_not_keep():
    decision = decided(small(), 0)
    assert decision.choice.proposal is None
    assert decision.choice.departure.reason == "Zij kent het veld."
    assert [one.item.written() for one in decision.choice.violations] == [{"filled": "vacancy"}]


@pytest.mark.parametrize(("shown", "taken"), [(1, False), (2, False), (3, True)])
def test_at_least_three_alternatives_were_shown(shown, taken):
    content = small(people=4)
    options = Options(alternatives=shown)
    if taken:
        assert len(decided(content, basis=basis_of(content, options)).answer.proposals) == 3
    else:
        told = refused(lambda: decided(content, basis=basis_of(content, options)))
        assert told["answer.proposals"].startswith("must hold at least {least}")


def test_fewer_alternatives_are_enough_where_it_is_proven_that_no_more_exist():
    decision = decided(small(people=2))
    assert len(decision.answer.proposals) == 2
    assert decision.answer.exhausted


def test_fewer_that_were_only_not_found_in_time_are_not_enough():
    content = small(people=2)
    result = result_of(content).model_copy(update={"exhausted": False, "status": "feasible"})
    told = refused(lambda: decided(content, basis=Basis(content, Options(), result)))
    assert "answer.proposals" in told


def test_where_nothing_is_possible_people_can_still_decide_and_what_clashed_is_told():
    decision = example("crisisteam")
    assert decision.answer.proposals == ()
    assert len(decision.answer.conflict) == 3
    assert decision.choice.violations


def test_proposals_of_another_dossier_are_refused():
    content = small()
    changed = json.loads(content)
    changed["people"][1]["levels"]["candour"] = 5
    changed["people"][4]["levels"]["candour"] = 1
    stale = Basis(json.dumps(changed).encode(), Options(), result_of(content))
    told = refused(lambda: decided(stale.content, basis=stale))
    assert all(place.startswith("answer.proposals[") for place in told)
    assert told


def test_proposals_that_were_read_in_another_way_are_refused():
    content = examples()["mt-uitvoering"]
    other = Basis(content, Options(cautious=True), result_of(content))
    told = refused(lambda: decided(content, basis=other))
    assert any("it changed since" in text for text in told.values())


def test_proposals_with_another_seed_are_refused():
    content = small()
    told = refused(
        lambda: decided(content, basis=Basis(content, Options(seed=5), result_of(content)))
    )
    assert set(told) == {"options.seed"}


def test_nobody_sits_on_two_seats_and_who_is_not_there_cannot_be_chosen():
    content = small()

    def choose(assignment):
        return refused(
            lambda: decide("x", DATE, basis_of(content), Chosen(assignment, "Zo.", "Zo."), PRESENT)
        )

    assert set(choose({"chair": "boss", "vacancy": "nobody"})) == {"choice.assignment.vacancy"}
    assert set(choose({"chair": "boss", "vacancy": "boss"})) == {"choice.assignment.vacancy"}
    assert set(choose({"chair": "boss", "vacancy": "p1", "x": "p2"})) == {"choice.assignment.x"}


def test_somebody_was_there():
    content = small()
    chosen = Chosen(result_of(content).proposals[0].assignment, "Zo.")
    told = refused(lambda: decide("x", DATE, basis_of(content), chosen, ()))
    assert told == {"present": "must hold at least {least}"}


def test_a_task_that_changed_in_silence_is_refused():
    content = small()
    before = task_fingerprint(read_dossier(content.replace(b'"importance": 5', b'"importance": 1')))
    frozen = Frozen(at=MOMENT, by="A. Voorbeeld", fingerprint=before)
    told = refused(lambda: decided(content, basis=basis_of(content, frozen=frozen)))
    assert set(told) == {"task.changes"}
    change = TaskChange(
        at=MOMENT,
        by="A. Voorbeeld",
        reason="De opgave werd zwaarder.",
        fingerprint=task_fingerprint(read_dossier(content)),
    )
    decision = decided(content, basis=basis_of(content, frozen=frozen, changes=(change,)))
    assert decision.task.changes[0].reason == "De opgave werd zwaarder."


def test_the_fingerprint_of_a_task_follows_what_it_asks_and_not_how_it_is_written():
    dossier = json.loads(small())
    own = task_fingerprint(read_dossier(json.dumps(dossier).encode()))
    dossier["teams"][0]["demand"].reverse()
    dossier["teams"][0]["demand"][0]["critical"] = False
    dossier["teams"][0]["demand"][0]["note"] = "Hierom."
    dossier["title"] = "Een andere titel"
    assert task_fingerprint(read_dossier(json.dumps(dossier).encode())) == own
    dossier["teams"][0]["demand"][0]["level"] = 3.1
    assert task_fingerprint(read_dossier(json.dumps(dossier).encode())) != own
