"""How far ratings can be gone by: what a round shows comes before what is expected."""

from fractions import Fraction

from planner.ratings.agreement import agreement
from planner.ratings.drawn import why_drawn
from planner.ratings.profiles import profiles
from planner.ratings.reliability import reliability_of
from planner.resources.catalogue import Translator
from tests.ratings.building import round_of, table

DUTCH = Translator("nl")


def found_in(rows):
    round_ = round_of(*table(rows))
    worked_out = profiles(round_)
    return reliability_of(
        agreement(round_, "crisis"),
        worked_out.variances["crisis"],
        worked_out.by_subject.values(),
    )


def test_what_a_small_round_shows_comes_before_what_is_expected():
    found = found_in([[5, 4, 5], [3, 2, 2], [1, 2, 1]])
    assert found.is_measured
    assert found.single > Fraction(7, 10)
    assert found.said(Fraction(3), DUTCH) == "Genoeg beoordelaars"
    none_at_all = found_in([[3, 4, 2], [2, 4, 3], [4, 2, 3]])
    assert (none_at_all.is_measured, none_at_all.together) == (True, 0)
    assert "Meer beoordelaars helpen niet" in none_at_all.said(Fraction(5), DUTCH)


def test_what_is_needed_follows_from_the_number_that_is_told():
    found = found_in([[4, 5], [3, 3], [2, 4], [3, 2]])
    assert found.single * 100 == round(found.single * 100)
    assert found.together == found.enough(found.raters).reliability


def test_what_cannot_be_measured_is_called_expected():
    found = found_in([[3, 4, 4]])
    assert (found.is_measured, found.single, found.raters) == (False, Fraction(36, 100), 3)
    assert found.said(Fraction(3), DUTCH) == "naar verwachting: nog 2 beoordelaars nodig"
    assert found.said(Fraction(5), DUTCH) == "naar verwachting: genoeg beoordelaars"


def test_why_a_level_is_not_the_mean_that_was_given():
    worked_out = profiles(round_of(*table([[4, 4, 4], [3, 3, 2]])))
    profile = worked_out.by_subject["p0", "crisis"]
    first, second = (
        each.said(DUTCH) for each in why_drawn(profile, worked_out.variances["crisis"])
    )
    assert "Gemiddeld is 4 gegeven" in first
    assert "getrokken naar 3,3" in first
    assert "minder dan 10 mensen" in second
