"""`abd-planner reproduce`: the same question gives the same answer, or that is told."""

import json

import pytest

from planner.decisions.fingerprint import fingerprints, sha256
from planner.decisions.parts import Options
from planner.decisions.reproducing import reproduce
from planner.decisions.writing import read_decision, write_decision
from planner.dossier.examples import examples
from planner.resources.files import resource_path
from tests.cli.conftest import call  # noqa: F401
from tests.decisions.making import basis_of, decided, example, small


@pytest.fixture
def kept(tmp_path):
    """Return a function that keeps a decision's file and returns its path."""

    def keep(content):
        path = tmp_path / "decision.json"
        path.write_bytes(content)
        return path

    return keep


def forged(change) -> bytes:
    """Return a file that somebody changed, and sealed again."""
    raw = json.loads(write_decision(example()))
    change(raw)
    del raw["fingerprints"]
    return json.dumps(raw | {"fingerprints": fingerprints(raw)}).encode()


@pytest.mark.parametrize("name", sorted(examples()))
def test_each_worked_example_gives_the_same_again(name, kept, call):  # noqa: F811
    path = kept(write_decision(example(name)))
    ended = call("reproduce", path, "--json")
    (answer,) = ended.answers
    assert ended.code == 0
    assert ended.err == ""
    assert answer["same"] is True
    assert answer["format"] == "abd-planner/reproduction/1"
    assert len(answer["proposals"]) == len(example(name).answer.proposals)
    assert all(one["same"] for one in answer["proposals"])
    assert answer["fingerprint"] == example(name).fingerprints.whole


def test_the_file_that_ships_gives_the_same_again(call):  # noqa: F811
    path = resource_path("fixtures", "decisions", "mt-uitvoering.json")
    ended = call("reproduce", path, "--lang", "en")
    assert ended.code == 0
    assert "The file is whole." in ended.out
    assert "The same question gives the same proposals and the same figures." in ended.out


def test_it_speaks_dutch(kept, call):  # noqa: F811
    ended = call("reproduce", kept(write_decision(example())))
    assert "Het bestand is heel." in ended.out
    assert "F. Kaya" in ended.out


def test_a_changed_file_is_refused_and_what_changed_is_told(kept, call):  # noqa: F811
    content = write_decision(example()).replace(b"A. Voorbeeld", b"X. Voorbeeld")
    ended = call("reproduce", kept(content), "--lang", "en")
    assert ended.code == 2
    assert ended.out == ""
    assert ": present: is not what its fingerprint was made of" in ended.err


def test_another_layout_is_told_and_run_all_the_same(kept, call):  # noqa: F811
    content = json.dumps(json.loads(write_decision(example()))).encode()
    ended = call("reproduce", kept(content), "--lang", "en")
    assert ended.code == 0
    assert "laid out in another way" in ended.err


def test_a_fingerprint_that_was_noted_elsewhere_is_held_to(kept, call):  # noqa: F811
    path, whole = kept(write_decision(example())), example().fingerprints.whole
    assert call("reproduce", path, "--fingerprint", whole.upper()).code == 0
    copied = f"\N{NO-BREAK SPACE}{whole[:12]}\u200b{whole[12:24]}\N{SOFT HYPHEN}\n{whole[24:]}"
    assert call("reproduce", path, "--fingerprint", copied).code == 0
    ended = call("reproduce", path, "--fingerprint", "0" * 64, "--lang", "en")
    assert ended.code == 2
    assert whole in ended.err


def test_a_proposal_that_the_question_does_not_give_is_found(kept, call):  # noqa: F811
    def swap(raw):
        first, second = raw["answer"]["proposals"][:2]
        first["rank"], second["rank"] = 2, 1
        raw["answer"]["proposals"][:2] = [second, first]
        raw["choice"]["proposal"] = 2
        raw["choice"]["departure"] = {
            "changes": [{"seat": "bedrijfsvoering", "from": "osei", "to": "kaya"}],
            "reason": "Verzonnen.",
        }

    ended = call("reproduce", kept(forged(swap)), "--json")
    assert ended.code == 1
    (answer,) = ended.answers
    assert answer["same"] is False
    assert [one["same"] for one in answer["proposals"]] == [False, False, True]
    assert "assignment" in answer["proposals"][0]["differs"]


def test_figures_that_the_dossier_does_not_give_are_found():
    def flatter(raw):
        raw["choice"]["objectives"]["coverage"] = 0
        raw["comparisons"][0]["people"][0]["gain"] += 1

    answer = reproduce(read_decision(forged(flatter)))
    assert answer.same is False
    assert answer.figures == ["choice"]
    assert answer.comparisons == ["bedrijfsvoering"]
    assert any("Bedrijfsvoering" in said.nl for said in answer.said)


def test_a_clash_that_the_question_does_not_give_is_found():
    raw = json.loads(write_decision(example("crisisteam")))
    del raw["answer"]["conflict"][0], raw["fingerprints"]
    content = json.dumps(raw | {"fingerprints": fingerprints(raw)}).encode()
    answer = reproduce(read_decision(content))
    assert (answer.same, answer.conflict_same) == (False, False)


def test_another_version_is_told_and_is_no_difference(kept):
    def older(raw):
        raw["versions"]["abd-planner"] = "0.0.1"

    answer = reproduce(read_decision(forged(older)))
    assert answer.same is True
    assert any("abd-planner 0.0.1" in said.en for said in answer.said)


def test_a_repertoire_that_changed_since_makes_no_difference():
    """The file holds the repertoire as it was, so a later one cannot change the answer."""

    def rename(raw):
        raw["repertoire"]["id"] = "of-long-ago"
        text = raw["dossier"]["content"].replace('"abd-2021"', '"of-long-ago"')
        raw["dossier"]["content"] = text
        raw["dossier"]["sha256"] = sha256(text.encode())

    assert reproduce(read_decision(forged(rename))).same is True


def test_time_that_runs_out_leaves_it_open(kept, call):  # noqa: F811
    ended = call("reproduce", kept(write_decision(example())), "--time-limit", "0.000001", "--json")
    assert ended.code == 4
    assert ended.answers[0]["same"] is None


def test_a_seed_and_cautious_reading_are_kept_to():
    content = small(people=5)
    options = Options(alternatives=4, seed=11, cautious=True)
    decision = decided(content, basis=basis_of(content, options))
    answer = reproduce(read_decision(write_decision(decision)))
    assert answer.same is True
    assert len(answer.proposals) == 4


def test_development_is_reproduced():
    content = small(
        constraints=[{"kind": "development", "budget": 2}, {"kind": "exclude", "person": "p2"}]
    )
    decision = decided(content)
    assert decision.choice.development
    assert reproduce(read_decision(write_decision(decision))).same is True


def test_no_such_file(call):  # noqa: F811
    ended = call("reproduce", "nowhere.json", "--lang", "en")
    assert (ended.code, ended.err) == (2, "nowhere.json: $: there is no such file\n")
