"""Every kind of mistake in a dossier, with its exact path and sentence."""

from decimal import Decimal

import pytest

from tests.oracle.invalid import (
    INTERVAL,
    PERSON,
    REPERTOIRE,
    ROW,
    SEAT,
    TEAM,
    VALID_CONSTRAINTS,
    Raw,
    base_dossier,
)

from .conftest import changed, constrained, told, without

TRUST = (*PERSON, "levels", "trust")
NOBODY = "names a person who is not in the dossier"
NO_SEAT = "names a seat that is not in the dossier"
NO_TEAM = "names a team that is not in the dossier"
NO_BEHAVIOUR = "names a behaviour that is not in the repertoire"
NO_DIRECTION = "names a direction that is not in the repertoire"
UNKNOWN_KEY = "is not a key that is known here"
ONE_DECIMAL = "must have at most one decimal, and is"
OFF_SCALE = "must lie on the scale from 1 to 5, and is"
TEXT = "must be a text"
WORDS = "must be a text, or an object from language code to text"


def rule(kind: str, **parameters) -> dict:
    """Return the valid constraint of a kind, with other parameters."""
    return next(entry for entry in VALID_CONSTRAINTS if entry["kind"] == kind) | parameters


def extra(path: tuple, *more) -> list:
    """Return the list at a place of the valid dossier with more items."""
    place = base_dossier()
    for key in path:
        place = place[key]
    return [*place, *more]


ROW_AGAIN = {"behaviour": "trust", "importance": 1, "level": 2, "carriers": 1}
EMPTY_TEAM = {"id": "mt", "demand": [], "seats": []}

REFUSED = [
    # Keys.
    (changed("surplus", to=1), "surplus", UNKNOWN_KEY),
    (changed(*PERSON, "surplus", to=1), "people[0].surplus", UNKNOWN_KEY),
    (changed(*INTERVAL, "surplus", to=1), "people[0].levels.crisis.surplus", UNKNOWN_KEY),
    (changed(*TEAM, "surplus", to=1), "teams[0].surplus", UNKNOWN_KEY),
    (changed(*ROW, "surplus", to=1), "teams[0].demand[0].surplus", UNKNOWN_KEY),
    (changed(*SEAT, "surplus", to=1), "teams[0].seats[1].surplus", UNKNOWN_KEY),
    (changed("priorities", 0, "surplus", to=1), "priorities[0].surplus", UNKNOWN_KEY),
    (changed(*REPERTOIRE, "surplus", to=1), "repertoire.surplus", UNKNOWN_KEY),
    (changed(*REPERTOIRE, "scale", "surplus", to=1), "repertoire.scale.surplus", UNKNOWN_KEY),
    (without("title"), "title", "is missing"),
    (without("teams"), "teams", "is missing"),
    (without("repertoire"), "repertoire", "is missing"),
    (without("format"), "format", "is missing"),
    (without(*PERSON, "id"), "people[0].id", "is missing"),
    (without(*TEAM, "id"), "teams[0].id", "is missing"),
    (without(*TEAM, "seats"), "teams[0].seats", "is missing"),
    (without(*TEAM, "demand"), "teams[0].demand", "is missing"),
    (without(*SEAT, "id"), "teams[0].seats[1].id", "is missing"),
    (without(*ROW, "level"), "teams[0].demand[0].level", "is missing"),
    (without(*ROW, "carriers"), "teams[0].demand[0].carriers", "is missing"),
    (without(*REPERTOIRE, "scale"), "repertoire.scale", "is missing"),
    (without("priorities", 0, "objective"), "priorities[0].objective", "is missing"),
    # An object for a level needs all three numbers, in their order.
    (without(*INTERVAL, "low"), "people[0].levels.crisis.low", "is missing"),
    (without(*INTERVAL, "high"), "people[0].levels.crisis.high", "is missing"),
    (without(*INTERVAL, "level"), "people[0].levels.crisis.level", "is missing"),
    (
        changed(*TRUST, to={"level": 3, "low": 4, "high": 5}),
        "people[0].levels.trust",
        "must have low <= level <= high",
    ),
    (
        changed(*TRUST, to={"level": 4, "low": 3, "high": Decimal("3.9")}),
        "people[0].levels.trust",
        "must have low <= level <= high",
    ),
    # Levels: one decimal, on the scale.
    (changed(*TRUST, to=Decimal("3.45")), "people[0].levels.trust", f"{ONE_DECIMAL} 3.45"),
    (
        changed(*TRUST, to=Raw("3.4000000000000001")),
        "people[0].levels.trust",
        f"{ONE_DECIMAL} 3.4000000000000001",
    ),
    (
        changed(*TRUST, to=Raw("3.4" + "0" * 100 + "1")),
        "people[0].levels.trust",
        f"{ONE_DECIMAL} 3.4{'0' * 54}...",
    ),
    (
        changed(*INTERVAL, "low", to=Raw("2.05")),
        "people[0].levels.crisis.low",
        f"{ONE_DECIMAL} 2.05",
    ),
    (changed(*ROW, "level", to=Raw("3.05")), "teams[0].demand[0].level", f"{ONE_DECIMAL} 3.05"),
    (
        changed(*SEAT, "minimum", to={"crisis": Raw("1.25")}),
        "teams[0].seats[1].minimum.crisis",
        f"{ONE_DECIMAL} 1.25",
    ),
    (changed(*TRUST, to=0), "people[0].levels.trust", f"{OFF_SCALE} 0"),
    (changed(*TRUST, to=-3), "people[0].levels.trust", f"{OFF_SCALE} -3"),
    (changed(*TRUST, to=Raw("5.1")), "people[0].levels.trust", f"{OFF_SCALE} 5.1"),
    (changed(*TRUST, to=Raw("0.9")), "people[0].levels.trust", f"{OFF_SCALE} 0.9"),
    (
        changed(*TRUST, to=Raw("5.00000000000000000000000000000000001")),
        "people[0].levels.trust",
        f"{OFF_SCALE} 5.00000000000000000000000000000000001",
    ),
    (changed(*INTERVAL, "high", to=6), "people[0].levels.crisis.high", f"{OFF_SCALE} 6"),
    (changed(*ROW, "level", to=6), "teams[0].demand[0].level", f"{OFF_SCALE} 6"),
    (
        changed(*SEAT, "minimum", to={"crisis": 0}),
        "teams[0].seats[1].minimum.crisis",
        f"{OFF_SCALE} 0",
    ),
    (
        changed(*TRUST, to="3"),
        "people[0].levels.trust",
        'must be a number, null, or an object with level, low and high, not "3"',
    ),
    # `null` only for a level, an attribute and an incumbent.
    (changed("note", to=None), "note", WORDS),
    (changed("title", to=None), "title", WORDS),
    (changed("candidates", to=None), "candidates", "must be a list"),
    (changed("people", to=None), "people", "must be a list"),
    (changed("constraints", to=None), "constraints", "must be a list"),
    (changed("priorities", to=None), "priorities", "must be a list"),
    (changed(*PERSON, "name", to=None), "people[0].name", TEXT),
    (changed(*PERSON, "levels", to=None), "people[0].levels", "must be an object"),
    (changed(*PERSON, "attributes", to=None), "people[0].attributes", "must be an object"),
    (changed(*TEAM, "circle", to=None), "teams[0].circle", "must be a list"),
    (changed(*SEAT, "candidates", to=None), "teams[0].seats[1].candidates", "must be a list"),
    (changed(*SEAT, "title", to=None), "teams[0].seats[1].title", WORDS),
    (changed(*SEAT, "locked", to=None), "teams[0].seats[1].locked", "must be true or false"),
    (changed(*SEAT, "minimum", to=None), "teams[0].seats[1].minimum", "must be an object"),
    (changed(*REPERTOIRE, "version", to=None), "repertoire.version", TEXT),
    (constrained(rule("include", seat=None)), "constraints[0].seat", TEXT),
    (constrained(rule("coverage_floor", direction=None)), "constraints[0].direction", TEXT),
    (constrained(rule("max_load", teams=None)), "constraints[0].teams", "must be a list"),
    (
        constrained(rule("redundancy", behaviours=None)),
        "constraints[0].behaviours",
        "must be a list",
    ),
    (constrained(rule("development", people=None)), "constraints[0].people", "must be a list"),
    # Values of the wrong kind, or out of bounds.
    (changed("format", to="x"), "format", "must be 'abd-planner/dossier/1'"),
    (changed("title", to={"nl": 3}), "title", "must hold a text for each language, not 3"),
    (
        changed("title", to={"NL!": "x"}),
        "title",
        'must have language codes as keys, not "NL!"',
    ),
    (changed(*PERSON, "id", to=""), "people[0].id", "must not be empty"),
    (changed(*PERSON, "id", to=1), "people[0].id", TEXT),
    (changed(*SEAT, "locked", to=1), "teams[0].seats[1].locked", "must be true or false"),
    (changed(*ROW, "spread", to="true"), "teams[0].demand[0].spread", "must be true or false"),
    (
        changed(*ROW, "importance", to=6),
        "teams[0].demand[0].importance",
        "must lie between 1 and 5, and is 6",
    ),
    (
        changed(*ROW, "importance", to=Decimal("2.5")),
        "teams[0].demand[0].importance",
        "must be a whole number, not 2.5",
    ),
    (
        changed(*ROW, "importance", to="3"),
        "teams[0].demand[0].importance",
        'must be a number, not "3"',
    ),
    (
        changed(*ROW, "carriers", to=0),
        "teams[0].demand[0].carriers",
        "must be at least 1, and is 0",
    ),
    (
        changed("priorities", 0, "slack", to=-1),
        "priorities[0].slack",
        "must be at least 0, and is -1",
    ),
    (
        changed(*REPERTOIRE, "scale", to={"minimum": 5, "maximum": 5}),
        "repertoire.scale",
        "must have its minimum below its maximum",
    ),
    (
        changed(*REPERTOIRE, "behaviours", 0, "anchors", to={"1,5": "a"}),
        "repertoire.behaviours[0].anchors.1,5",
        "does not have the form that is asked here",
    ),
    (
        changed(*PERSON, "attributes", "x", to={"a": 1}),
        "people[0].attributes.x",
        "must be a text, a number, true, false or a list of these, not an object",
    ),
    # References.
    (
        changed("repertoire", to="nowhere"),
        "repertoire",
        "names no repertoire that ships with the program; known are: abd-2021",
    ),
    (changed("candidates", to=["p2", "zz"]), "candidates[1]", f'{NOBODY}: "zz"'),
    (changed(*TEAM, "circle", to=["zz"]), "teams[0].circle[0]", f'{NOBODY}: "zz"'),
    (changed(*SEAT, "incumbent", to="zz"), "teams[0].seats[1].incumbent", f'{NOBODY}: "zz"'),
    (
        changed(*SEAT, "candidates", to=["p3", "zz"]),
        "teams[0].seats[1].candidates[1]",
        f'{NOBODY}: "zz"',
    ),
    (changed(*PERSON, "levels", to={"zz": 3}), "people[0].levels.zz", f'{NO_BEHAVIOUR}: "zz"'),
    (
        changed(*ROW, "behaviour", to="zz"),
        "teams[0].demand[0].behaviour",
        f'{NO_BEHAVIOUR}: "zz"',
    ),
    (
        changed(*SEAT, "minimum", to={"zz": 3}),
        "teams[0].seats[1].minimum.zz",
        f'{NO_BEHAVIOUR}: "zz"',
    ),
    (
        changed(*REPERTOIRE, "behaviours", 1, "direction", to="zz"),
        "repertoire.behaviours[1].direction",
        f'{NO_DIRECTION}: "zz"',
    ),
    (constrained(rule("include", person="zz")), "constraints[0].person", f'{NOBODY}: "zz"'),
    (constrained(rule("include", seat="zz")), "constraints[0].seat", f'{NO_SEAT}: "zz"'),
    (constrained(rule("exclude", person="zz")), "constraints[0].person", f'{NOBODY}: "zz"'),
    (constrained(rule("exclude", seat="zz")), "constraints[0].seat", f'{NO_SEAT}: "zz"'),
    (
        constrained(rule("together", people=["p1", "zz"])),
        "constraints[0].people[1]",
        f'{NOBODY}: "zz"',
    ),
    (
        constrained(rule("apart", people=["zz", "p1"])),
        "constraints[0].people[0]",
        f'{NOBODY}: "zz"',
    ),
    (constrained(rule("tenure", exempt=["zz"])), "constraints[0].exempt[0]", f'{NOBODY}: "zz"'),
    (
        constrained(rule("development", people=["zz"])),
        "constraints[0].people[0]",
        f'{NOBODY}: "zz"',
    ),
    (
        constrained(rule("development", behaviours=["zz"])),
        "constraints[0].behaviours[0]",
        f'{NO_BEHAVIOUR}: "zz"',
    ),
    (
        constrained(rule("redundancy", behaviours=["trust", "zz"])),
        "constraints[0].behaviours[1]",
        f'{NO_BEHAVIOUR}: "zz"',
    ),
    (
        constrained(rule("coverage_floor", direction="zz")),
        "constraints[0].direction",
        f'{NO_DIRECTION}: "zz"',
    ),
    *(
        (constrained(constraint | {"teams": ["zz"]}), "constraints[0].teams[0]", f'{NO_TEAM}: "zz"')
        for constraint in VALID_CONSTRAINTS
    ),
    # Doubles.
    (
        changed("people", to=extra(("people",), {"id": "p1"})),
        "people[3].id",
        'is the id of people[0] too: "p1"',
    ),
    (
        changed("teams", to=extra(("teams",), EMPTY_TEAM)),
        "teams[1].id",
        'is the id of teams[0] too: "mt"',
    ),
    (
        changed(*SEAT, "id", to="dg"),
        "teams[0].seats[1].id",
        'is the id of teams[0].seats[0] too: "dg"',
    ),
    (
        changed("teams", to=extra(("teams",), EMPTY_TEAM | {"id": "x", "seats": [{"id": "dg"}]})),
        "teams[1].seats[0].id",
        'is the id of teams[0].seats[0] too: "dg"',
    ),
    (
        changed(
            *REPERTOIRE, "directions", to=[{"id": "inward"}, {"id": "across"}, {"id": "across"}]
        ),
        "repertoire.directions[2].id",
        'is the id of repertoire.directions[1] too: "across"',
    ),
    (
        changed(
            *REPERTOIRE,
            "behaviours",
            to=extra((*REPERTOIRE, "behaviours"), {"id": "trust", "direction": "inward"}),
        ),
        "repertoire.behaviours[2].id",
        'is the id of repertoire.behaviours[0] too: "trust"',
    ),
    (changed("candidates", to=["p2", "p3", "p2"]), "candidates", 'names "p2" twice'),
    (changed(*TEAM, "circle", to=["p3", "p3"]), "teams[0].circle", 'names "p3" twice'),
    (
        changed(*SEAT, "candidates", to=["p3", "p3"]),
        "teams[0].seats[1].candidates",
        'names "p3" twice',
    ),
    (
        constrained(rule("together", people=["p1", "p1"])),
        "constraints[0].people",
        'names "p1" twice',
    ),
    (constrained(rule("max_load", teams=["mt", "mt"])), "constraints[0].teams", 'names "mt" twice'),
    (
        constrained(rule("redundancy", behaviours=["trust", "trust"])),
        "constraints[0].behaviours",
        'names "trust" twice',
    ),
    (
        changed(*TEAM, "demand", to=extra((*TEAM, "demand"), ROW_AGAIN)),
        "teams[0].demand[2].behaviour",
        'is demanded in an earlier row of this team too: "trust"',
    ),
    (
        changed("priorities", to=[{"objective": "load"}, {"objective": "load"}]),
        "priorities",
        "names load twice",
    ),
    # Seats.
    (
        changed(*SEAT, "incumbent", to="p1"),
        "teams[0].seats[1].incumbent",
        'sits on another seat already (teams[0].seats[0].incumbent): "p1"',
    ),
    (
        changed(
            "teams",
            to=extra(
                ("teams",),
                EMPTY_TEAM | {"id": "x", "seats": [{"id": "elsewhere", "incumbent": "p1"}]},
            ),
        ),
        "teams[1].seats[0].incumbent",
        'sits on another seat already (teams[0].seats[0].incumbent): "p1"',
    ),
    (
        changed(*SEAT, "locked", to=True),
        "teams[0].seats[1].locked",
        "is true, but the seat has no incumbent to keep it",
    ),
    # Lists that may not be empty, and what may stand there once.
    (changed("teams", to=[]), "teams", "must hold at least 1"),
    (changed("priorities", to=[]), "priorities", "must hold at least 1"),
    *(
        (constrained(constraint | {"teams": []}), "constraints[0].teams", "must hold at least 1")
        for constraint in VALID_CONSTRAINTS
    ),
    (constrained(rule("together", people=["p1"])), "constraints[0].people", "must hold at least 2"),
    (constrained(rule("apart", people=[])), "constraints[0].people", "must hold at least 2"),
    (
        constrained(rule("development"), rule("development", budget=2)),
        "constraints",
        "holds at most one development constraint",
    ),
    # Constraints.
    (constrained({"kind": "zz"}), "constraints[0].kind", 'is no kind that is known: "zz"'),
    (constrained({"limit": 1}), "constraints[0].kind", "is missing"),
    (constrained("max_load"), "constraints[0]", "must be an object"),
    (
        constrained(rule("max_load", limit=-1)),
        "constraints[0].limit",
        "must be at least 0, and is -1",
    ),
    (
        constrained(rule("departures", count=3)),
        "constraints[0].count",
        "must lie between 1 and 2, and is 3",
    ),
    (
        constrained(rule("coverage_floor", percent=101)),
        "constraints[0].percent",
        "must be a percentage from 0 to 100, and is 101",
    ),
    (
        constrained(rule("coverage_floor", percent=Raw("100.00000000000000000000000001"))),
        "constraints[0].percent",
        "must be a percentage from 0 to 100, and is 100.00000000000000000000000001",
    ),
    (
        constrained(rule("departures", percent=Raw("-0.0000001"))),
        "constraints[0].percent",
        "must be a percentage from 0 to 100, and is -1E-7",
    ),
    (constrained(rule("development", step=0)), "constraints[0].step", "must be above 0, and is 0"),
    (
        constrained(rule("development", step=Decimal("0.25"))),
        "constraints[0].step",
        f"{ONE_DECIMAL} 0.25",
    ),
    (
        constrained(rule("tenure", minimum_years=-1)),
        "constraints[0].minimum_years",
        "must be a number of years from 0, and is -1",
    ),
    *(
        (constrained(constraint | {"surplus": 1}), "constraints[0].surplus", UNKNOWN_KEY)
        for constraint in VALID_CONSTRAINTS
    ),
]


@pytest.mark.parametrize(
    ("dossier", "path", "sentence"),
    REFUSED,
    ids=[f"{number}-{path}" for number, (_, path, _) in enumerate(REFUSED)],
)
def test_a_mistake_is_told_with_its_path_and_in_a_sentence(dossier, path, sentence):
    assert (path, sentence) in told(dossier)


@pytest.mark.parametrize(
    ("dossier", "path"),
    [
        (changed("priorities", to=[{"objective": "zz"}]), "priorities[0].objective"),
        (changed(*TEAM, "id", to=1), "teams[0].id"),
        (changed(*ROW, "importance", to=6), "teams[0].demand[0].importance"),
        (without(*SEAT, "id"), "teams[0].seats[1].id"),
    ],
)
def test_a_list_with_a_bad_item_is_not_called_empty_as_well(dossier, path):
    assert [where for where, _ in told(dossier)] == [path]


@pytest.mark.parametrize(
    ("dossier", "path"),
    [
        (without(*REPERTOIRE, "scale"), "repertoire.scale"),
        (changed(*REPERTOIRE, "surplus", to=1), "repertoire.surplus"),
        (changed(*REPERTOIRE, "version", to=1), "repertoire.version"),
        (
            changed(*REPERTOIRE, "scale", to={"minimum": 5, "maximum": 5}),
            "repertoire.scale",
        ),
    ],
)
def test_a_repertoire_object_with_a_mistake_is_not_asked_to_be_a_text_as_well(dossier, path):
    assert [where for where, _ in told(dossier)] == [path]


@pytest.mark.parametrize(
    ("dossier", "what"),
    [
        (changed(*TRUST, to=Raw("3.40")), "a level with an idle zero"),
        (changed(*TRUST, to=Raw("3.4" + "0" * 60)), "a level with sixty idle zeros"),
        (changed(*TRUST, to=Raw("34e-1")), "a level with an exponent"),
        (changed(*TRUST, to=1), "the scale's minimum"),
        (changed(*TRUST, to=Raw("5.0")), "the scale's maximum"),
        (changed(*TRUST, to=None), "a level that is not known"),
        (changed(*TRUST, to={"level": 3, "low": 3, "high": 3}), "an interval of one point"),
        (changed(*SEAT, "incumbent", to=None), "a vacancy"),
        (changed(*SEAT, "candidates", to=[]), "a seat for nobody else"),
        (changed(*PERSON, "attributes", "x", to=None), "an attribute that is null"),
        (changed(*ROW, "importance", to=Raw("3.0")), "a whole number with a decimal"),
        (changed("title", to={}), "a title without words"),
        (
            changed("repertoire", to="abd-2021")
            | {"people": [], "candidates": [], "teams": [{"id": "mt", "demand": [], "seats": []}]},
            "a shipped repertoire",
        ),
        (constrained(*VALID_CONSTRAINTS), "every kind of constraint"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_the_format_allows_is_taken(dossier, what):
    assert told(dossier) == []


def test_all_mistakes_of_a_file_are_told_at_once():
    dossier = base_dossier()
    dossier["surplus"] = 1
    dossier["people"][0]["levels"]["trust"] = Decimal("3.45")
    dossier["people"][0]["levels"]["zz"] = 3
    dossier["people"][1]["levels"]["crisis"] = 9
    dossier["people"].append({"id": "p1", "name": 3})
    dossier["candidates"] = ["p2", "zz", "p2"]
    dossier["teams"][0]["demand"][0]["importance"] = 0
    dossier["teams"][0]["demand"][1]["behaviour"] = "yy"
    dossier["teams"][0]["seats"][1] |= {"incumbent": "p1", "optional": 1}
    dossier["constraints"] = [{"kind": "zz"}, {"kind": "max_changes"}, rule("include", seat="zz")]
    dossier["priorities"] = [{"objective": "zz"}, {"objective": "load", "slack": Raw("NaN")}]
    found = told(dossier)
    expected = {
        "surplus",
        "people[0].levels.trust",
        "people[0].levels.zz",
        "people[1].levels.crisis",
        "people[3].id",
        "people[3].name",
        "candidates",
        "candidates[1]",
        "teams[0].demand[0].importance",
        "teams[0].demand[1].behaviour",
        "teams[0].seats[1].incumbent",
        "teams[0].seats[1].optional",
        "constraints[0].kind",
        "constraints[1].limit",
        "constraints[2].seat",
        "priorities[0].objective",
        "priorities[1].slack",
    }
    assert expected <= {path for path, _ in found}


def test_each_mistake_is_told_once():
    found = told(changed(*PERSON, "levels", to={"zz": 9, "yy": Raw("3.45")}))
    assert len(found) == len(set(found))


@pytest.mark.parametrize(
    "path", [("teams", 0, "demand", 0, "carriers"), ("priorities", 0, "slack")]
)
@pytest.mark.parametrize(("value", "written"), [(True, "true"), (None, "null"), ([1], "[1]")])
def test_a_value_is_shown_as_json_writes_it(path, value, written):
    sentences = [sentence for _, sentence in told(changed(*path, to=value))]
    assert f"must be a number, not {written}" in sentences
