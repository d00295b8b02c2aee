"""`abd-planner round`: tables in both languages, JSON, several files, exit codes."""

import json

import pytest
from jsonschema import Draft202012Validator

from planner.dossier.schemas import schema
from tests.building import dossier, person, row, seat, team

PEOPLE = [
    person("ann", {"crisis": 4}),
    person("ben", {"network": 4}),
    person("cas", {"candour": 4}),
    person("dee"),
]
TEAMS = [
    team("a", [seat("a1", "ann", candidates=["ben"])], [row("network")]),
    team("b", [seat("b1", "ben", candidates=["cas"])], [row("candour"), row("trust")]),
    team("c", [seat("c1", candidates=["ann"])], [row("crisis", importance=3)]),
    team("d", [seat("d1", "dee", candidates=[], optional=True)]),
]
CLASH = [{"kind": "exclude", "person": "ann"}, {"kind": "include", "person": "ann"}]


@pytest.fixture
def file(save):
    """Return a function that saves the round with constraints, and returns its path."""

    def write(*constraints, name="round.json", teams=TEAMS):
        case = dossier(PEOPLE, teams, constraints, priorities=["coverage", "changes"])
        return save(json.dumps(case.written()), name)

    return write


@pytest.mark.parametrize(
    ("language", "told"),
    [
        (
            "nl",
            [
                "Met twee mensen op een andere stoel en één persoon van buiten is 83,3 % van de "
                "vraag gedekt; nu is dat 0 %.",
                "Bewezen de beste",
                "Bewezen ondergrens",
                "Teams, de grootste winst bovenaan",
                "Wie na wie waarheen gaat",
                "  • Ann gaat van a1 (A) naar c1 (C); Ben gaat van b1 (B) naar a1 (A); Cas komt",
                "100 %",
            ],
        ),
        (
            "en",
            [
                "With two people on another seat and one person from outside, 83.3 % of what is "
                "asked is covered; now it is 0 %.",
                "Proven best",
                "Smallest proven",
                "Teams, the greatest gain first",
                "Who goes where after whom",
                "  • Ann goes from a1 (A) to c1 (C); Ben goes from b1 (B) to a1 (A); Cas comes",
                "100 %",
            ],
        ),
    ],
)
def test_for_people_there_are_sentences_and_tables(call, file, language, told):
    ended = call("--lang", language, "round", file())
    assert (ended.code, ended.err) == (0, "")
    assert [text for text in told if text not in ended.out] == []


def rows(out, title):
    """Return the first cells of the table's rows below a title."""
    below = out.split(title, 1)[1].split("└", 1)[0]
    return [line.split("│")[1].strip() for line in below.splitlines() if line.startswith("│")]


def test_the_team_that_gains_most_stands_first(call, file):
    ended = call("--lang", "en", "round", file())
    assert rows(ended.out, "Teams, the greatest gain first") == ["C", "A", "B", "D"]


def test_for_programs_there_is_what_the_schema_says(call, file):
    path = file()
    ended = call("round", path, "--json", "--seed", "4", "--cautious", "--time-limit", "60")
    (answer,) = ended.answers
    assert answer.pop("file") == str(path)
    Draft202012Validator(schema("round")).validate(answer)
    assert next(iter(answer)) == "format"
    assert list(answer)[-3:] == ["seed", "seconds", "versions"]
    assert (ended.code, answer["seed"], answer["status"]) == (0, 4, "optimal")
    moves = [(move["person"], move["from"], move["to"]) for move in answer["chains"][0]["moves"]]
    assert moves == [("ann", "a1", "c1"), ("ben", "b1", "a1"), ("cas", None, "b1")]


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_clash_is_told_and_ends_with_3(call, file, language):
    path = file(*CLASH)
    ended = call("--lang", language, "round", path)
    assert (ended.code, ended.err) == (3, "")
    assert ended.out.count("  • ") == 2
    (answer,) = call("round", path, "--json").answers
    del answer["file"]
    Draft202012Validator(schema("round")).validate(answer)
    assert [one["item"] for one in answer["conflict"]] == [{"constraint": 0}, {"constraint": 1}]


def test_no_time_at_all_ends_with_4(call, file):
    ended = call("--lang", "en", "round", file(), "--time-limit", "0.000001")
    assert ended.code == 4
    assert "Nothing was found in the time given. As people sit now, 0 % is covered." in ended.out


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("nl", ["Voor 2 rondes is er een voorstel: samen", "1 bestand was niet te gebruiken."]),
        ("en", ["2 rounds have a proposal: together", "1 file could not be taken."]),
    ],
)
def test_several_files_begin_with_what_they_come_to_together(call, file, bad, language, told):
    names = [file(name=f"{name}.json") for name in ("north", "south")]
    clash = file(*CLASH, name="east.json")
    ended = call("--lang", language, "round", names[0], bad, clash, names[1])
    assert ended.code == 3
    assert ended.err.startswith(f"{bad}: $: ")
    assert ended.out.startswith(told[0])
    assert told[1] in ended.out
    at = [ended.out.index(f"{name}: Klein") for name in (names[0], clash, names[1])]
    assert at == sorted(at)


def test_several_files_are_one_line_each_for_programs(call, file, bad):
    names = [file(name=f"{name}.json") for name in ("north", "south")]
    ended = call("round", "--json", names[0], bad, names[1])
    assert ended.code == 2
    assert [answer["file"] for answer in ended.answers] == [str(name) for name in names]
    assert ended.err.startswith(f"{bad}: $: ")


def test_files_of_which_none_can_be_taken_end_with_2(call, bad):
    ended = call("round", bad, bad)
    assert (ended.code, ended.out) == (2, "")


def test_any_number_of_workers_gives_the_same_answer(call, file, monkeypatch):
    # No head start, so that the worker processes do it all.
    monkeypatch.setattr("planner.jobs.choosing.HEAD_START", 0.0)
    names = [file(name=f"{name}.json") for name in ("north", "south")]
    answers = [
        [one | {"seconds": 0} for one in call("round", "--json", "--workers", n, *names).answers]
        for n in (1, 2)
    ]
    assert len(answers[0]) == 2
    assert answers[0] == answers[1]


def test_long_tables_are_cut_short_unless_all_is_asked(call, save):
    many = [
        team(f"t{n}", [seat(f"s{n}", f"m{n}", candidates=[f"c{n}"]),
                       seat(f"e{n}", candidates=[], optional=True)], [row("trust")])
        for n in range(24)
    ]  # fmt: skip
    people = [person(f"m{n}") for n in range(24)]
    people += [person(f"c{n}", {"trust": 4}) for n in range(24)]
    path = save(json.dumps(dossier(people, many).written()))
    some, everything = (call("--lang", "en", "round", path, *more) for more in ((), ("--all",)))
    title = "Teams, the greatest gain first"
    assert len(rows(some.out, title)) == 20
    # Teams, chains, empty seats, and people without a seat.
    assert some.out.count("And 4 more; --all shows them too.") == 4
    assert some.out.count("  • ") == 3 * 20
    assert len(rows(everything.out, title)) == 24
    assert "--all" not in everything.out
    assert everything.out.count("  • ") == 3 * 24
    assert "Who sits now, and has no seat then\n  • M0, now s0 (T0)\n" in everything.out


def test_what_stays_empty_and_who_develops_is_told(call, save):
    case = dossier(
        [person("ann", {"trust": 2, "crisis": 4}), person("ben")],
        [
            team("a", [seat("a1", "ann", candidates=[])], [row("trust", importance=3)]),
            team("b", [seat("b1", candidates=["ann"], optional=True)], [row("crisis")]),
        ],
        [{"kind": "development", "budget": 1}],
    )
    ended = call("--lang", "en", "round", save(json.dumps(case.written())))
    assert "Seats that stay empty\n  • b1 (B) stays empty: everybody who may sit there" in ended.out
    assert "Who develops what\n  • Ann develops Trust from 2 to 3." in ended.out


def test_what_is_not_proven_shows_how_far_it_could_drop(call, file, monkeypatch):
    # As a search would end that ran out of time: a bound below the value.
    monkeypatch.setattr(
        "planner.analysis.round.answer.gaps", lambda found, priorities: {"coverage": 0.25} | {
            one.objective: 0.0 for one in priorities[1:]
        },
    )  # fmt: skip
    shortfall = next(
        line for line in call("--lang", "en", "round", file()).out.splitlines()
        if line.startswith("│ Shortfall")
    )  # fmt: skip
    assert shortfall.split("│")[-2].strip() == "25 %"


@pytest.mark.parametrize("arguments", [("--time-limit", "0"), ("--workers", "0"), ("--seed", "x")])
def test_wrong_use_is_told(call, file, arguments):
    ended = call("round", file(), *arguments)
    assert (ended.code, ended.out) == (2, "")
    assert ended.err.strip()


def test_the_schema_is_published(call):
    assert call("schema", "round").code == 0
