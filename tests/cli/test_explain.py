"""`abd-planner explain`: what is printed, in both languages, and how it ends."""

from jsonschema import Draft202012Validator

from planner.dossier.schemas import schema


def test_an_explanation_is_told_in_dutch_and_in_english(call, good):
    dutch, english = call("explain", good), call("explain", good, "--lang", "en")
    assert (dutch.code, english.code) == (0, 0)
    for title in ("Wat elke verandering oplevert en kost", "Wat elke eis kost"):
        assert title in dutch.out
    for title in ("What each move buys and costs", "What each thing that is asked costs"):
        assert title in english.out
    assert "leave any one of them out, and still no better composition exists" in english.out
    assert dutch.err == english.err == ""


def test_a_clash_is_explained_with_how_little_is_enough(call, clash):
    ended = call("explain", clash, "--lang", "en")
    assert ended.code == 3
    assert "If you leave this out, everything else fits." in ended.out
    assert "If you unlock the seat" in ended.out


def test_json_is_what_the_schema_says(call, good, clash):
    for file, code in ((good, 0), (clash, 3)):
        ended = call("explain", file, "--json")
        assert ended.code == code
        (answer,) = ended.answers
        Draft202012Validator(schema("explain")).validate(answer)
        assert list(answer)[-3:] == ["seed", "seconds", "versions"]
        assert answer["format"] == "abd-planner/explain/1"
        texts = [one["text"] for one in answer["requirements"] + answer["conflict"]]
        assert texts
        assert all(set(text) == {"nl", "en"} for text in texts)


def test_a_proposal_that_is_not_there_is_wrong_use(call, good):
    ended = call("explain", good, "--proposal", "99", "--lang", "en")
    assert (ended.code, ended.out) == (2, "")
    assert "--proposal: there is no proposal 99; how many there are:" in ended.err


def test_a_proposal_is_counted_from_one(call, good):
    assert call("explain", good, "--proposal", "0").code == 2


def test_another_proposal_can_be_explained(call, good):
    (answer,) = call("explain", good, "--proposal", "2", "--json").answers
    assert answer["proposal"]["rank"] == 2


def test_where_the_time_runs_out_with_nothing_that_is_said(call, good):
    ended = call("explain", good, "--time-limit", "0.0000001", "--json")
    assert ended.code == 4
    assert ended.answers[0]["status"] == "unknown"
    assert ended.answers[0]["proposal"] is None


def test_a_file_that_cannot_be_taken_ends_with_2(call, bad):
    assert call("explain", bad).code == 2


def test_the_schema_is_published(call):
    assert call("schema", "explain").code == 0
