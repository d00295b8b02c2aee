"""The program as a whole: answers that fail their own checks are not given."""

import pytest

from planner.solver.problem import VerificationError


def test_an_answer_that_is_not_confirmed_is_not_given_and_ends_with_1(call, good, monkeypatch):
    def propose(*arguments, **options):
        raise VerificationError("somebody sits on two seats")

    monkeypatch.setattr("planner.analysis.propose.propose", propose)
    ended = call("--lang", "en", "solve", "--json", good)
    assert (ended.code, ended.out) == (1, "")
    assert ended.err.startswith("The answer did not pass its own checks and is not given: ")
    assert "somebody sits on two seats" in ended.err


@pytest.mark.parametrize("option", [[], ["--json"]])
def test_an_interruption_ends_with_130(call, good, monkeypatch, option):
    def propose(*arguments, **options):
        raise KeyboardInterrupt

    monkeypatch.setattr("planner.analysis.propose.propose", propose)
    assert call("solve", *option, good).code == 130
