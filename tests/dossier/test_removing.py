"""What goes with a seat or a team that is taken away, and how new ones are named."""

from planner.dossier.editing import edited
from planner.dossier.new_ids import new_id
from planner.dossier.reading import validated
from planner.dossier.removing import without_seat, without_team
from tests.building import person, team


def case():
    return {
        "format": "abd-planner/dossier/1",
        "title": "Klein",
        "repertoire": "abd-2021",
        "people": [person("ann", {"crisis": 3}), person("ben")],
        "candidates": ["ann", "ben"],
        "teams": [team("mt", ["een", "twee"]), team("dt", ["drie"])],
        "constraints": [
            {"kind": "include", "person": "ann", "seat": "een"},
            {"kind": "exclude", "person": "ben", "seat": "drie"},
            {"kind": "max_load", "limit": 4, "teams": ["dt", "mt"]},
            {"kind": "max_load", "limit": 3, "teams": ["mt"]},
            {"kind": "together", "people": ["ann", "ben"]},
        ],
    }


def after(raw, removal):
    return validated(edited(raw, removal.edits))


def test_a_seat_takes_the_wishes_about_it_along():
    raw = case()
    removal = without_seat(validated(raw), "mt", "een")
    assert (removal.gone, removal.narrowed) == ((0,), ())
    left = after(raw, removal)
    assert [seat.id for seat in left.teams[0].seats] == ["twee"]
    assert [wish.kind for wish in left.constraints] == [
        "exclude",
        "max_load",
        "max_load",
        "together",
    ]


def test_a_team_takes_its_seats_along_and_leaves_wishes_to_the_other_teams():
    raw = case()
    removal = without_team(validated(raw), "mt")
    assert (removal.gone, removal.narrowed) == ((0, 3), (2,))
    left = after(raw, removal)
    assert [each.id for each in left.teams] == ["dt"]
    assert [(wish.kind, wish.teams) for wish in left.constraints] == [
        ("exclude", None),
        ("max_load", ("dt",)),
        ("together", None),
    ]


def test_what_nothing_speaks_of_goes_alone():
    removal = without_seat(validated(case()), "mt", "twee")
    assert len(removal.edits) == 1


def test_ids_are_made_of_titles_and_never_taken():
    assert new_id("Directeur Één & Twee", (), "seat") == "directeur-een-twee"
    assert new_id("Stoel", {"stoel", "stoel-2"}, "seat") == "stoel-3"
    assert new_id("…", {"seat"}, "seat") == "seat-2"
    assert len(new_id("x" * 400, (), "seat")) == 40
