"""Makes dossiers that the program must refuse, each with a word that its message must hold."""

import copy
import random
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from .writing import Raw, json_text


class Invalid(NamedTuple):
    """What a file holds, a piece of the path that the message must name, and what is wrong.

    The piece is empty where the specification does not say which path an error has.
    """

    content: str | bytes
    path_fragment: str
    what: str


def base_dossier() -> dict:
    """Return a dossier that is valid, with something of everything in it."""
    return {
        "format": "abd-planner/dossier/1",
        "title": "Geldig",
        "repertoire": {
            "id": "klein",
            "title": "Klein",
            "version": "1",
            "scale": {"minimum": 1, "maximum": 5},
            "directions": [{"id": "inward", "label": "Naar binnen"}, {"id": "across"}],
            "behaviours": [
                {"id": "trust", "direction": "inward", "label": {"nl": "Vertrouwen"}},
                {"id": "crisis", "direction": "across", "anchors": {"1": "laag", "5": "hoog"}},
            ],
        },
        "people": [
            {
                "id": "p1",
                "name": "A. Voorbeeld",
                "levels": {"trust": 4, "crisis": {"level": 3, "low": 2, "high": Decimal("3.40")}},
                "attributes": {"organisation": "BZK", "tenure_years": Decimal("4.5")},
            },
            {"id": "p2", "levels": {"trust": None, "crisis": 2}},
            {"id": "p3", "levels": {"trust": 3}},
        ],
        "candidates": ["p2", "p3"],
        "teams": [
            {
                "id": "mt",
                "title": "MT",
                "circle": ["p3"],
                "demand": [
                    {
                        "behaviour": "trust",
                        "importance": 4,
                        "level": 3,
                        "carriers": 1,
                        "critical": False,
                        "spread": True,
                    },
                    {"behaviour": "crisis", "importance": 2, "level": 2, "carriers": 2},
                ],
                "seats": [
                    {"id": "dg", "title": "DG", "incumbent": "p1", "locked": True},
                    {
                        "id": "bv",
                        "incumbent": None,
                        "candidates": ["p2", "p3"],
                        "minimum": {"crisis": 1},
                        "optional": True,
                    },
                ],
            }
        ],
        "constraints": [],
        "priorities": [{"objective": "coverage", "slack": 0}, {"objective": "changes"}],
    }


VALID_CONSTRAINTS = [
    {"kind": "critical", "off": True},
    {"kind": "coverage_floor", "percent": 10, "direction": "inward"},
    {"kind": "redundancy", "behaviours": ["trust"], "carriers": 1},
    {"kind": "departures", "count": 1, "percent": 0},
    {"kind": "max_load", "limit": 2},
    {"kind": "max_changes", "limit": 1},
    {"kind": "include", "person": "p1", "seat": "dg"},
    {"kind": "exclude", "person": "p3", "seat": "dg"},
    {"kind": "together", "people": ["p1", "p2"]},
    {"kind": "apart", "people": ["p2", "p3"]},
    {"kind": "tenure", "minimum_years": 3, "maximum_years": 7, "exempt": ["p1"]},
    {"kind": "continuity", "members": 1, "years": 2},
    {"kind": "attribute_count", "attribute": "organisation", "value": "BZK", "minimum": 1},
    {"kind": "attribute_spread", "attribute": "organisation", "distinct": 1},
    {"kind": "development", "budget": 1, "step": 1, "people": ["p1"], "behaviours": ["trust"]},
]

TEAM = ("teams", 0)
SEAT = (*TEAM, "seats", 1)
ROW = (*TEAM, "demand", 0)
PERSON = ("people", 0)
INTERVAL = (*PERSON, "levels", "crisis")
REPERTOIRE = ("repertoire",)
HUGE = Raw("1e400")
ENDLESS = Raw("9" * 5000)
SURROGATE = Raw('"\\ud800"')
NOT_WHOLE = (Decimal("2.5"), "3", True, [], {}, None)
NOT_TEXT = (1, True, [], None)
UNKNOWN_ID = "nobody_knows_this"


def invalid_dossiers(source: random.Random) -> Iterator[Invalid]:
    """Yield what must be refused, in random order."""
    found = [
        *_broken_texts(),
        *_doubled_keys(),
        *_unknown_keys(source),
        *_missing_keys(),
        *_wrong_values(),
        *_wrong_ids(),
        *_wrong_constraints(),
        *_wrong_wholes(),
    ]
    source.shuffle(found)
    yield from found


def strange_dossiers() -> Iterator[Invalid]:
    """Yield what may be refused or answered, as long as the program keeps its head."""
    for number in (HUGE, ENDLESS, Decimal("3.0")):
        yield _with((*ROW, "importance"), number)
        yield _with((*ROW, "carriers"), number)
        yield _with(("priorities", 0, "slack"), number)
        yield _with((*REPERTOIRE, "scale", "maximum"), number)
        yield _with((*PERSON, "attributes", "tenure_years"), number)
        yield _with((*PERSON, "attributes", "grade"), number)
        for index, key in (
            (2, "carriers"),
            (4, "limit"),
            (5, "limit"),
            (10, "maximum_years"),
            (11, "years"),
            (11, "members"),
            (12, "value"),
            (12, "minimum"),
            (13, "distinct"),
            (14, "budget"),
            (14, "step"),
        ):
            constraint = VALID_CONSTRAINTS[index] | {key: number}
            what = f"{constraint['kind']}: {key} is {json_text(number)[:20]}"
            yield _with_constraints([constraint], key, what)
    step = VALID_CONSTRAINTS[14] | {"step": Decimal("1.50")}
    yield _with_constraints([step], "step", "development: step is 1.50")
    yield _with((*PERSON, "attributes", "grade"), None)
    yield _with((*PERSON, "attributes", "grade"), {"deep": [1]})
    yield _with((*PERSON, "levels", "trust"), Raw("34e-1"))
    yield _with((*PERSON, "name"), "\x00\u202e\n")
    yield _with(("title",), "x" * 1_000_000)


def _at(dossier, path: tuple):
    for key in path:
        dossier = dossier[key]
    return dossier


def _with(path: tuple, value, what: str = "", fragment: str | None = None) -> Invalid:
    """Return the valid dossier with one value put in another's place."""
    dossier = copy.deepcopy(base_dossier())
    _at(dossier, path[:-1])[path[-1]] = value
    words = [str(key) for key in path if isinstance(key, str)]
    shown = json_text(value)
    return Invalid(
        json_text(dossier),
        words[-1] if fragment is None else fragment,
        what or f"{'.'.join(map(str, path))} is {shown[:60]}",
    )


def _without(path: tuple) -> Invalid:
    """Return the valid dossier with one key left out."""
    dossier = copy.deepcopy(base_dossier())
    del _at(dossier, path[:-1])[path[-1]]
    return Invalid(json_text(dossier), str(path[-1]), f"{'.'.join(map(str, path))} is missing")


def _with_constraints(constraints: list, fragment: str, what: str) -> Invalid:
    dossier = copy.deepcopy(base_dossier())
    dossier["constraints"] = constraints
    return Invalid(json_text(dossier), fragment, what)


def _broken_texts() -> Iterator[Invalid]:
    text = json_text(base_dossier())
    yield Invalid("", "", "an empty file")
    yield Invalid("{", "", "half an object")
    yield Invalid(text[:-1], "", "a dossier without its end")
    yield Invalid(text + "}", "", "a dossier with more after it")
    yield Invalid(text.replace("[", "[,", 1), "", "a comma too many")
    yield Invalid(text.replace('"Geldig"', "'Geldig'"), "", "single quotes")
    yield Invalid(b"\xff\xfe\x00{}", "", "bytes that are no UTF-8")
    yield Invalid(text.encode().replace(b"Geldig", b"Geld\xe9g"), "", "a Latin-1 byte")
    for other in ("[]", "null", "3", '"text"', "true"):
        yield Invalid(other, "", f"{other} in place of a dossier")
    for deep, name in (("[", "lists"), ('{"a":', "objects")):
        yield Invalid(deep * 100_000, "", f"100,000 open {name}")
    nest = Raw("[" * 50_000 + "]" * 50_000)
    yield _with(("title",), nest, "50,000 lists in a title", "")
    yield _with((*PERSON, "attributes", "deep"), nest, "50,000 lists in an attribute", "")
    nest = Raw("[" * 400 + "]" * 400)
    yield _with((*PERSON, "attributes", "deep"), nest, "400 lists in an attribute", "")


def _doubled_keys() -> Iterator[Invalid]:
    text = json_text(base_dossier())
    for first, key in (
        ('"title": "Geldig"', "title"),
        ('"trust": 4', "trust"),
        ('"importance": 4', "importance"),
        ('"organisation": "BZK"', "organisation"),
        ('"maximum": 5', "maximum"),
        ('"locked": true', "locked"),
    ):
        yield Invalid(text.replace(first, f"{first}, {first}", 1), key, f"{key} is there twice")


def _unknown_keys(source: random.Random) -> Iterator[Invalid]:
    places = [
        (),
        PERSON,
        INTERVAL,
        TEAM,
        ROW,
        SEAT,
        ("priorities", 0),
        REPERTOIRE,
        (*REPERTOIRE, "scale"),
        (*REPERTOIRE, "directions", 0),
        (*REPERTOIRE, "behaviours", 0),
    ]
    for place in places:
        key = f"surplus_{source.randrange(1000)}"
        yield _with((*place, key), 1, f"an unknown key in {'.'.join(map(str, place)) or 'the top'}")
    for constraint in VALID_CONSTRAINTS:
        what = f"an unknown key in {constraint['kind']}"
        yield _with_constraints([constraint | {"surplus": 1}], "surplus", what)


def _missing_keys() -> Iterator[Invalid]:
    for key in ("format", "title", "repertoire", "teams"):
        yield _without((key,))
    for path in (TEAM, SEAT, PERSON, (*REPERTOIRE, "behaviours", 0)):
        yield _without((*path, "id"))
    for key in ("demand", "seats"):
        yield _without((*TEAM, key))
    for key in ("behaviour", "importance", "level", "carriers"):
        yield _without((*ROW, key))
    for key in ("level", "low", "high"):
        yield _without((*INTERVAL, key))
    yield _without(("priorities", 0, "objective"))
    yield _without((*REPERTOIRE, "scale"))
    yield _without((*REPERTOIRE, "scale", "maximum"))
    yield _without((*REPERTOIRE, "behaviours", 0, "direction"))
    for constraint in VALID_CONSTRAINTS:
        kind = constraint["kind"]
        optional = {
            "critical": {"off"},
            "coverage_floor": {"direction"},
            "redundancy": {"behaviours"},
            "include": {"seat"},
            "exclude": {"seat"},
            "tenure": {"minimum_years", "maximum_years", "exempt"},
            "attribute_count": {"minimum"},
            "development": {"step", "people", "behaviours"},
        }.get(kind, set())
        for key in set(constraint) - optional:
            rest = {name: value for name, value in constraint.items() if name != key}
            yield _with_constraints([rest], key, f"{kind} without {key}")


def _wrong_values() -> Iterator[Invalid]:
    for importance in (0, 6, -1, HUGE, ENDLESS, Raw("NaN"), Raw("Infinity"), *NOT_WHOLE):
        yield _with((*ROW, "importance"), importance)
    for carriers in (0, -1, Raw("-Infinity"), *NOT_WHOLE):
        yield _with((*ROW, "carriers"), carriers)
    for slack in (-1, Raw("NaN"), *NOT_WHOLE):
        yield _with(("priorities", 0, "slack"), slack)
    levels = (
        0,
        6,
        -3,
        Decimal("0.9"),
        Decimal("5.1"),
        Decimal("3.45"),
        Raw("3.4000000000000001"),
        Raw("3.40000000000000000000000000000000000000000000000001"),
        Raw("5.00000000000000000000001"),
        Raw("1e-400"),
        Raw("NaN"),
        Raw("Infinity"),
        HUGE,
        ENDLESS,
        "3",
        True,
        [],
    )
    for level in levels:
        yield _with((*PERSON, "levels", "trust"), level)
        yield _with((*ROW, "level"), level)
        yield _with((*INTERVAL, "low"), level)
    for level in (0, 6, Decimal("3.45"), "3", None):
        yield _with((*SEAT, "minimum"), {"crisis": level}, fragment="minimum")
    for level in (None, {}, {"level": 3, "low": 3, "high": 3}):
        yield _with((*ROW, "level"), level)
    for level in ({}, {"level": 3}, {"level": None, "low": 1, "high": 3}):
        yield _with((*PERSON, "levels", "trust"), level)
    for low, level, high in ((4, 3, 5), (1, 4, 3), (3, 3, 2)):
        interval = {"level": level, "low": low, "high": high}
        yield _with((*PERSON, "levels", "trust"), interval)
    for key in ("title",):
        for value in NOT_TEXT:
            yield _with((key,), value)
    for value in ("abd-planner/dossier/2", "", 1, None):
        yield _with(("format",), value)
    for key in ("locked", "optional"):
        for value in (1, 0, "true", None):
            yield _with((*SEAT, key), value)
    for key in ("critical", "spread"):
        for value in (1, "false", None):
            yield _with((*ROW, key), value)
    for path in (("people",), ("candidates",), (*TEAM, "circle"), (*TEAM, "seats"), ("teams",)):
        for value in ({}, "p1", 3, None, [3], [None]):
            yield _with(path, value)
    for path in ((*TEAM, "demand"), ("constraints",), ("priorities",), (*SEAT, "candidates")):
        for value in ({}, "p1", 3, None, [3], [None]):
            yield _with(path, value)
    for path in ((*PERSON, "levels"), (*PERSON, "attributes"), (*SEAT, "minimum")):
        for value in ([], "trust", 3, None):
            yield _with(path, value)
    for path in (PERSON, TEAM, SEAT):
        for value in (1, None, True, ["a"]):
            yield _with((*path, "id"), value)
    for value in (1, True, ["p2"], {}):
        yield _with((*SEAT, "incumbent"), value)
    for value in (1, True, None, []):
        yield _with(("repertoire",), value)
    for path in (("title",), (*PERSON, "name"), (*PERSON, "attributes", "organisation")):
        yield _with(path, SURROGATE, f"a lone surrogate in {path[-1]}", "")
    yield _with((*PERSON, "attributes"), {"a\ud800": 1}, "a lone surrogate in a key", "")
    yield _with((*PERSON, "attributes", "grade"), Raw("NaN"), fragment="")
    yield _with((*PERSON, "attributes", "tenure_years"), Raw("Infinity"), fragment="")


def _wrong_ids() -> Iterator[Invalid]:
    yield _with(("repertoire",), UNKNOWN_ID)
    yield _with(("candidates",), ["p2", UNKNOWN_ID])
    yield _with((*TEAM, "circle"), [UNKNOWN_ID])
    yield _with((*SEAT, "candidates"), [UNKNOWN_ID])
    yield _with((*SEAT, "incumbent"), UNKNOWN_ID)
    yield _with((*SEAT, "minimum"), {UNKNOWN_ID: 3})
    yield _with((*ROW, "behaviour"), UNKNOWN_ID)
    yield _with((*PERSON, "levels"), {UNKNOWN_ID: 3})
    yield _with(("priorities", 0, "objective"), UNKNOWN_ID)
    yield _with((*REPERTOIRE, "behaviours", 0, "direction"), UNKNOWN_ID)
    references = {
        "coverage_floor": {"direction": UNKNOWN_ID},
        "redundancy": {"behaviours": [UNKNOWN_ID]},
        "include": {"person": UNKNOWN_ID, "seat": UNKNOWN_ID},
        "exclude": {"person": UNKNOWN_ID, "seat": UNKNOWN_ID},
        "together": {"people": ["p1", UNKNOWN_ID]},
        "apart": {"people": ["p1", UNKNOWN_ID]},
        "tenure": {"exempt": [UNKNOWN_ID]},
        "development": {"people": [UNKNOWN_ID], "behaviours": [UNKNOWN_ID]},
    }
    for constraint in VALID_CONSTRAINTS:
        wrong = references.get(constraint["kind"], {}) | {"teams": [UNKNOWN_ID]}
        for key, value in wrong.items():
            what = f"{constraint['kind']} with an unknown id in {key}"
            yield _with_constraints([constraint | {key: value}], key, what)
    unknown = {"kind": UNKNOWN_ID}
    yield _with_constraints([unknown], "kind", "an unknown kind of constraint")
    person = {"id": "p1"}
    yield _with(("people",), [*base_dossier()["people"], person], "two people with an id")
    yield _with((*SEAT, "id"), "dg", "two seats with an id", "seats")
    team = {"id": "mt", "demand": [], "seats": []}
    yield _with(("teams",), [*base_dossier()["teams"], team], "two teams with an id")
    team = {"id": "mt2", "demand": [], "seats": [{"id": "dg"}]}
    yield _with(("teams",), [*base_dossier()["teams"], team], "two seats of two teams with an id")
    for path in (("candidates",), (*TEAM, "circle"), (*SEAT, "candidates")):
        yield _with(path, ["p2", "p3", "p2"], f"somebody twice in {path[-1]}")
    for key in ("directions", "behaviours"):
        whole = base_dossier()["repertoire"][key]
        yield _with((*REPERTOIRE, key), [*whole, whole[0]], f"an id twice in {key}")
    for kind, key, value in (
        ("together", "people", ["p1", "p1"]),
        ("apart", "people", ["p1", "p2", "p1"]),
        ("tenure", "exempt", ["p1", "p1"]),
        ("redundancy", "behaviours", ["trust", "trust"]),
        ("development", "people", ["p1", "p1"]),
        ("development", "behaviours", ["trust", "trust"]),
        ("max_load", "teams", ["mt", "mt"]),
    ):
        constraint = next(entry for entry in VALID_CONSTRAINTS if entry["kind"] == kind)
        yield _with_constraints([constraint | {key: value}], key, f"{kind}: {key} twice the same")


def _wrong_constraints() -> Iterator[Invalid]:
    percents = (-1, 101, Raw("100.00000000000000000001"), Raw("-0.0000001"), HUGE, Raw("NaN"))
    wholes = (-1, *NOT_WHOLE)
    wrong = {
        "critical": {"off": (1, "true", None)},
        "coverage_floor": {"percent": (*percents, "50", True, None), "direction": (1, None)},
        "redundancy": {"carriers": wholes, "behaviours": ("trust", None, [1])},
        "departures": {"count": (0, 3, *wholes), "percent": (*percents, "50", True, None)},
        "max_load": {"limit": wholes},
        "max_changes": {"limit": wholes},
        "include": {"person": (1, None), "seat": (1, None)},
        "exclude": {"person": (1, None), "seat": (1, None)},
        "together": {"people": ([], ["p1"], "p1", None)},
        "apart": {"people": ([], ["p1"], "p1", None)},
        "tenure": {"minimum_years": ("3", True, None, Raw("NaN")), "exempt": ("p1", None)},
        "continuity": {"members": wholes, "years": ("3", True, None)},
        "attribute_count": {"minimum": wholes, "maximum": wholes, "attribute": (1, None)},
        "attribute_spread": {"distinct": wholes, "attribute": (1, None)},
        "development": {
            "budget": wholes,
            "step": (0, -1, Decimal("0.25"), Raw("1.0000000000000000000001"), "1", True, None),
            "people": ("p1", None),
            "behaviours": ("trust", None),
        },
    }
    for constraint in VALID_CONSTRAINTS:
        for key, values in wrong[constraint["kind"]].items():
            for value in values:
                what = f"{constraint['kind']}: {key} is {json_text(value)[:40]}"
                yield _with_constraints([constraint | {key: value}], key, what)
        for value in ([], "mt", None):
            what = f"{constraint['kind']}: teams is {json_text(value)}"
            yield _with_constraints([constraint | {"teams": value}], "teams", what)


def _wrong_wholes() -> Iterator[Invalid]:
    yield _with(("teams",), [])
    yield _with(("priorities",), [])
    doubled = [{"objective": "coverage"}, {"objective": "load"}, {"objective": "coverage"}]
    yield _with(("priorities",), doubled, "an objective twice")
    row = {"behaviour": "trust", "importance": 1, "level": 2, "carriers": 1}
    rows = [*base_dossier()["teams"][0]["demand"], row]
    yield _with((*TEAM, "demand"), rows, "a behaviour demanded twice in a team")
    yield _with((*SEAT, "incumbent"), "p1", "somebody on two seats", "")
    other = {"id": "other", "demand": [], "seats": [{"id": "elsewhere", "incumbent": "p1"}]}
    yield _with(("teams",), [*base_dossier()["teams"], other], "somebody on seats of two teams", "")
    yield _with((*SEAT, "locked"), True, "a locked seat without an incumbent", "")
    for low, high in ((5, 5), (5, 1), ("1", 5), (True, 5), (Raw("NaN"), 5), (1, None)):
        scale = {"minimum": low, "maximum": high}
        yield _with((*REPERTOIRE, "scale"), scale)
    for key in ("directions", "behaviours"):
        for value in ({}, "trust", None, [1]):
            yield _with((*REPERTOIRE, key), value)
    twice = [entry for entry in VALID_CONSTRAINTS if entry["kind"] == "development"] * 2
    yield _with_constraints(twice, "constraints", "two development constraints")
    split = [{"kind": "development", "budget": 1, "teams": ["mt"]}, twice[0]]
    yield _with_constraints(split, "constraints", "two development constraints, one for a team")
