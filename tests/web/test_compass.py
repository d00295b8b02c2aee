"""The picture: widths, rings, and every shape that a repertoire can give it."""

import math
import re

import pytest

from planner.web.compass import DirectionRows, WedgeRow, at, compass, ring_piece
from tests.web.cases import keep, small
from tests.web.conftest import page


def row(number, importance=3, asked=2, carriers=1, hangs=False):
    return WedgeRow(number, f"Gedrag {number}", importance, asked, carriers, hangs)


def direction(identifier, rows):
    return DirectionRows(identifier, identifier.capitalize(), rows)


def numbers(path):
    return [float(value) for value in re.findall(r"-?\d+(?:\.\d+)?", path)]


@pytest.mark.parametrize("rows", [4, 7, 14, 22, 30])
def test_everything_lies_within_the_picture(rows):
    names = ("inward", "upward", "outward", "across")
    picture = compass(
        [direction(name, [row(n) for n in range(k, rows, 4)]) for k, name in enumerate(names)]
    )
    assert len(picture.wedges) == rows
    for wedge in picture.wedges:
        assert math.hypot(wedge.number_at.x, wedge.number_at.y) < 200
        for ring in wedge.rings:
            assert all(abs(value) <= 180 for value in numbers(ring.path))


def test_a_wedge_is_as_wide_as_its_row_is_important():
    picture = compass([direction("inward", [row(1, 1), row(2, 4)]), direction("upward", [row(3)])])
    angles = [math.atan2(w.number_at.x, -w.number_at.y) for w in picture.wedges]
    first, second = angles[0], angles[1]
    # Centres of neighbours lie half of both widths apart: 0.5 and 2 parts of 5.
    span = math.radians((360 - 14) * 5 / 8)
    assert second - first == pytest.approx(span * 2.5 / 5, abs=1e-3)


def test_a_ring_for_each_carrier_that_is_asked():
    short, ample = row(1, asked=3, carriers=1), row(2, asked=2, carriers=4)
    picture = compass([direction("inward", [short, ample])])
    assert [ring.fill for ring in picture.wedges[0].rings] == ["enough", "missing", "missing"]
    assert [ring.fill for ring in picture.wedges[1].rings] == ["ample", "ample"]


@pytest.mark.parametrize("asked", [5000, 10**15])
@pytest.mark.parametrize("held", [0, 0.4, 1])
def test_many_carriers_are_one_band_filled_in_proportion(asked, held):
    case = row(1, asked=asked, carriers=int(asked * held), hangs=held > 0)
    picture = compass([direction("inward", [case])])
    (wedge,) = picture.wedges
    assert picture.has_bands
    fills = {0: ["missing"], 0.4: ["enough", "missing"], 1: ["enough"]}[held]
    assert [ring.fill for ring in wedge.rings] == fills
    if wedge.dot_at:
        assert 102 + 5 < math.hypot(wedge.dot_at.x, wedge.dot_at.y) <= 160
    if held == 0.4:
        assert f"A{102 + 58 * 0.4:g} " in wedge.rings[0].path


@pytest.mark.parametrize("asked", [5000, 10**15])
def test_pages_with_very_many_carriers_stay_small(client, store, asked):
    case = small()
    for demand in case["teams"][0]["demand"]:
        demand["carriers"] = asked
    keep(store, "klein", case)
    for address in ("/", "/dossiers/klein/team", "/dossiers/klein/proposals"):
        text = page(client, address)
        assert len(text) < 60_000
    assert "meer dan zes dragers" in page(client, "/dossiers/klein/team")


def test_the_dot_stands_on_the_last_carrier_there_is():
    picture = compass([direction("inward", [row(1, asked=2, carriers=1, hangs=True)])])
    dot = picture.wedges[0].dot_at
    assert math.hypot(dot.x, dot.y) == pytest.approx(102 + 58 / 4, abs=0.1)
    assert compass([direction("inward", [row(1)])]).wedges[0].dot_at is None


def test_one_row_in_the_middle_is_a_whole_ring():
    picture = compass([direction("across", [row(1, asked=1)])])
    assert picture.wedges[0].rings[0].path.count("Z") == 2
    assert picture.centre_label == "Across"


def test_a_direction_without_rows_keeps_its_place():
    picture = compass(
        [direction("inward", [row(1)]), direction("upward", []), direction("outward", [row(2)])]
    )
    assert [arc.empty is not None for arc in picture.arcs] == [False, True, False]
    nothing = compass([direction("inward", []), direction("across", [row(1)])])
    assert nothing.arcs[0].empty is not None


def test_a_repertoire_may_have_no_middle_and_other_directions():
    picture = compass([direction(f"d{n}", [row(n)]) for n in range(5)])
    assert len(picture.arcs) == 5
    assert picture.centre_name is None


def test_a_long_name_for_the_middle_stands_in_the_legend_only():
    picture = compass([DirectionRows("across", "Een heel lange richting", [row(1)])])
    assert picture.centre_label is None
    assert picture.centre_name == "Een heel lange richting"


def test_angles_run_clockwise_from_the_top():
    assert (at(10, 0).x, at(10, 0).y) == (0, -10)
    assert (at(10, 90).x, at(10, 90).y) == (10, 0)
    assert " 1 1 " in ring_piece(1, 2, 0, 270)
