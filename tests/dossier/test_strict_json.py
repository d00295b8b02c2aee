"""What stands in a file, before it is a dossier: text, JSON, numbers, keys, nesting."""

import pytest

from planner.dossier.strict_json import DEEPEST, InvalidFile, decode, parse
from tests.oracle.invalid import ENDLESS, INTERVAL, PERSON, ROW, Raw, base_dossier
from tests.oracle.writing import json_text

from .conftest import changed, content, told

TRUST = (*PERSON, "levels", "trust")
DEEP = (*PERSON, "attributes", "deep")


def nested(depth: int) -> Raw:
    """Return so many lists within each other, as JSON."""
    return Raw("[" * depth + "]" * depth)


def test_a_valid_dossier_tells_no_mistake():
    assert told(base_dossier()) == []


def test_a_byte_order_mark_is_passed_over():
    assert told(b"\xef\xbb\xbf" + content(base_dossier())) == []


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "is not valid JSON: something is wrong at line 1, column 1"),
        ('{"a": 1,\n  "b": }', "is not valid JSON: something is wrong at line 2, column 8"),
        (
            "{'a': 1}",
            "is not valid JSON: something is wrong at line 1, column 2",
        ),
        ("{}\n\n }", "is not valid JSON: something is wrong at line 3, column 2"),
        ('{"a": "x\ny"}', "is not valid JSON: something is wrong at line 1, column 9"),
    ],
)
def test_broken_json_is_told_with_its_line_and_column(text, sentence):
    assert told(text) == [("$", sentence)]


@pytest.mark.parametrize(
    ("file", "position"),
    [
        (b'{"title": "G\xe9"}', 12),
        (b"\xff\xfe{\x00", 0),
        (b'{"title": "\xed\xa0\x80"}', 11),
    ],
)
def test_what_is_no_utf8_is_told_with_the_byte(file, position):
    assert told(file) == [("$", f"is not UTF-8 text: byte {position} cannot be read")]


@pytest.mark.parametrize("file", ["[]", "null", "3", '"text"', "true"])
def test_what_is_no_object_is_told_at_the_top(file):
    assert told(file) == [("$", "must be an object")]


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity"])
@pytest.mark.parametrize(
    ("place", "path"),
    [
        (TRUST, "people[0].levels.trust"),
        ((*INTERVAL, "low"), "people[0].levels.crisis.low"),
        ((*ROW, "importance"), "teams[0].demand[0].importance"),
        ((*PERSON, "attributes", "grade"), "people[0].attributes.grade"),
        (("note",), "note"),
    ],
)
def test_numbers_that_json_does_not_know_are_refused_wherever_they_stand(number, place, path):
    found = told(changed(*place, to=Raw(number)))
    assert (path, f'is no number that can be used: "{number}"') in found


def test_a_number_of_thousands_of_digits_is_refused():
    found = told(changed(*PERSON, "attributes", "grade", to=ENDLESS))
    shown = f'"{"9" * 56}...'
    assert ("people[0].attributes.grade", f"is no number that can be used: {shown}") in found


@pytest.mark.parametrize("digits", [20, 300, 309, 399, 401, 1000, 1001])
@pytest.mark.parametrize("sign", ["", "-"])
@pytest.mark.parametrize(
    ("place", "path"),
    [
        (TRUST, "people[0].levels.trust"),
        ((*INTERVAL, "high"), "people[0].levels.crisis.high"),
        ((*ROW, "level"), "teams[0].demand[0].level"),
        ((*ROW, "importance"), "teams[0].demand[0].importance"),
    ],
)
def test_a_huge_whole_number_is_refused_at_its_place(digits, sign, place, path):
    assert path in [where for where, _ in told(changed(*place, to=Raw(sign + "9" * digits)))]


@pytest.mark.parametrize("digits", [401, 1000, 1001])
def test_a_scale_that_no_reckoning_holds_is_refused(digits):
    found = told(changed("repertoire", "scale", "maximum", to=Raw("9" * digits)))
    assert "repertoire.scale.maximum" in [path for path, _ in found]


@pytest.mark.parametrize("digits", [20, 399])
def test_a_huge_number_does_not_fill_the_sentence_that_refuses_it(digits):
    found = told(changed(*ROW, "carriers", to=Raw("-" + "9" * digits)))
    assert found
    assert all(len(sentence) < 200 for _, sentence in found)


@pytest.mark.parametrize("number", ["1e400", "-1e400", "1e-401", "1e999999999", "1e-999999999"])
def test_a_number_with_an_enormous_exponent_is_refused(number):
    assert (
        "people[0].levels.trust",
        "is a number with too many digits to work with",
    ) in told(changed(*TRUST, to=Raw(number)))


def test_an_exponent_beyond_all_reckoning_is_refused():
    number = "1e" + "9" * 30
    found = told(changed(*TRUST, to=Raw(number)))
    assert ("people[0].levels.trust", f'is no number that can be used: "{number}"') in found


@pytest.mark.parametrize(
    ("once", "path"),
    [
        ('"title": "Geldig"', "title"),
        ('"trust": 4', "people[0].levels.trust"),
        ('"low": 2', "people[0].levels.crisis.low"),
        ('"importance": 4', "teams[0].demand[0].importance"),
        ('"maximum": 5', "repertoire.scale.maximum"),
        ('"nl": "Vertrouwen"', "repertoire.behaviours[0].label.nl"),
        ('"locked": true', "teams[0].seats[0].locked"),
        ('"organisation": "BZK"', "people[0].attributes.organisation"),
    ],
)
def test_a_key_that_stands_there_twice_is_refused_even_with_equal_values(once, path):
    text = json_text(base_dossier()).replace(once, f"{once}, {once}", 1)
    assert told(text) == [(path, "stands there twice")]


def test_a_key_that_stands_there_three_times_is_told_once():
    text = json_text(base_dossier()).replace('"trust": 4', '"trust": 4, "trust": 4, "trust": 4', 1)
    assert told(text) == [("people[0].levels.trust", "stands there twice")]


@pytest.mark.parametrize(
    ("place", "path"),
    [
        (("title",), "title"),
        ((*PERSON, "name"), "people[0].name"),
        ((*PERSON, "id"), "people[0].id"),
        ((*PERSON, "attributes", "organisation"), "people[0].attributes.organisation"),
        (("repertoire", "behaviours", 0, "label"), "repertoire.behaviours[0].label"),
    ],
)
@pytest.mark.parametrize("half", ["\\ud800", "\\udfff", "x\\udc00y"])
def test_a_lone_surrogate_in_a_value_is_refused(place, path, half):
    found = told(changed(*place, to=Raw(f'"{half}"')))
    assert (path, "holds half a character (a lone surrogate)") in found


def test_a_pair_of_surrogates_is_a_character():
    assert told(changed("title", to=Raw('"\\ud83d\\ude00"'))) == []


@pytest.mark.parametrize(
    ("place", "path"),
    [
        ((*PERSON, "attributes"), 'people[0].attributes."a\\ud800"'),
        ((*PERSON, "levels"), 'people[0].levels."a\\ud800"'),
        (("repertoire", "behaviours", 0, "label"), 'repertoire.behaviours[0].label."a\\ud800"'),
    ],
)
def test_a_lone_surrogate_in_a_key_is_refused_and_its_path_can_be_printed(place, path):
    found = told(changed(*place, to=Raw('{"a\\ud800": "b"}')))
    assert (path, "has a key with half a character (a lone surrogate)") in found
    assert all(where.isprintable() and sentence.isprintable() for where, sentence in found)


@pytest.mark.parametrize("depth", [DEEPEST, 50, 400, 900, 980, 990, 995, 1000, 50_000, 100_000])
@pytest.mark.parametrize(
    ("place", "path"),
    [
        (("title",), "title" + "[0]" * (DEEPEST - 1)),
        (DEEP, "people[0].attributes.deep" + "[0]" * (DEEPEST - 4)),
        (("teams", 0, "demand", 1), "teams[0].demand[1]" + "[0]" * (DEEPEST - 4)),
    ],
)
def test_nesting_that_no_dossier_needs_is_told_where_it_becomes_too_deep(depth, place, path):
    found = told(changed(*place, to=nested(depth)))
    assert (path, f"is nested deeper than {DEEPEST} levels") in found


@pytest.mark.parametrize(("opening", "key"), [("[", "[0]"), ('{"a":', ".a")])
@pytest.mark.parametrize("closed", [True, False])
def test_a_hundred_thousand_open_brackets_are_told_with_a_path(opening, key, closed):
    ending = {"[": "]", '{"a":': "1}"}[opening] if closed else ""
    text = opening * 100_000 + (ending[:1] if opening != "[" else "") + ending[-1:] * 100_000
    expected = ("$" + key * DEEPEST).replace("$.", "", 1)
    assert told(text) == [(expected, f"is nested deeper than {DEEPEST} levels")]


def test_the_deepest_path_of_a_dossier_is_not_too_deep():
    label = {"nl": "Vertrouwen"}
    assert told(changed("repertoire", "behaviours", 0, "anchors", to={"1": label})) == []


def test_a_number_keeps_the_digits_that_it_was_written_with():
    value, faults = parse("[3.40, 6.999999999999999999999, 1e2, 12345678901234567890]")
    assert faults == []
    assert [str(number) for number in value] == [
        "3.40",
        "6.999999999999999999999",
        "1E+2",
        "12345678901234567890",
    ]


def test_decoding_gives_the_text_of_a_file():
    assert decode("é".encode()) == "é"


def test_what_can_be_read_is_handed_on_beside_its_mistakes():
    value, faults = parse('{"a": NaN, "b": [1, 2], "b": [3]}')
    assert value["b"] == [3]
    assert [fault.path for fault in faults] == ["b", "a"]


def test_what_cannot_be_read_is_an_invalid_file():
    with pytest.raises(InvalidFile) as caught:
        parse("{")
    assert [fault.path for fault in caught.value.faults] == ["$"]


@pytest.mark.parametrize("key", ["\x1b[31m", "a\nb", "\x07", "\x9b31m", "\u202e", "\x00"])
def test_a_key_with_control_characters_gives_a_path_that_can_be_printed(key):
    found = told(changed(key, to=1))
    assert found
    assert all(where.isprintable() and sentence.isprintable() for where, sentence in found)


@pytest.mark.parametrize("value", ["\x1b[31m", "a\nb", "\x07", "\x9b31m", "\u202e"])
def test_a_value_with_control_characters_is_told_in_characters_that_can_be_printed(value):
    found = told(changed("candidates", to=[value]))
    assert [where for where, _ in found] == ["candidates[0]"]
    assert found[0][1].isprintable()


@pytest.mark.parametrize("place", [(), PERSON, (*PERSON, "attributes")])
def test_an_empty_key_is_told_with_a_path_that_names_something(place):
    found = told(changed(*place, "", to=1))
    assert found
    assert all(where and not where.endswith(".") for where, _ in found)
