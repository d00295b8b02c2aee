"""The worked examples: in order, invented, and as surprising as their notes say."""

import copy
import json
from pathlib import Path

import pytest

from planner.analysis.compare import compare
from planner.analysis.evaluate import evaluate
from planner.analysis.propose import propose
from planner.domain.items import Item
from planner.dossier.reading import read_dossier
from planner.dossier.warnings import warnings

FOLDER = Path(__file__).parent.parent / "fixtures" / "dossiers"
EXECUTION = "mt-uitvoering"
CAROUSEL = "twee-directies-carrousel"
CRISIS = "crisisteam"
EXAMPLES = (EXECUTION, CAROUSEL, CRISIS)

CRISIS_LEADERS = Item("critical", ("crisisteam", "crisis"))
"""The row of the crisis team that asks for three people who can lead an acute crisis."""


def raw(name):
    """Return an example as parsed JSON, to be changed at will."""
    return json.loads((FOLDER / f"{name}.json").read_text("utf-8"))


def read(changed):
    """Return the dossier that parsed JSON holds."""
    return read_dossier(json.dumps(changed).encode())


def example(name):
    return read_dossier((FOLDER / f"{name}.json").read_bytes())


def best(dossier):
    """Return the best proposal, proven."""
    result = propose(dossier)
    assert result.status == "optimal"
    return result.proposals[0]


def today(dossier):
    return evaluate(dossier).proposals[0]


def candidates_for(dossier, seat):
    """Return the comparison for a seat, by person."""
    return {person.person: person for person in compare(dossier, seat).people}


def constraint_index(changed, kind):
    """Return where the one constraint of a kind stands."""
    (index,) = [i for i, c in enumerate(changed["constraints"]) if c["kind"] == kind]
    return index


def levels_of(changed):
    return [level for person in changed["people"] for level in person["levels"].values()]


def assert_note_tells(dossier, *figures):
    """Check that the note names each figure, in both languages as they write it."""
    for figure in figures:
        assert f"{figure:.1f}".replace(".", ",") in dossier.note["nl"]
        assert f"{figure:.1f}" in dossier.note["en"]


@pytest.mark.parametrize("name", EXAMPLES)
def test_example_is_in_order(name):
    dossier = example(name)
    assert dossier.repertoire == "abd-2021"
    assert warnings(dossier) == []


def test_every_example_in_the_folder_is_tried_here():
    assert {path.stem for path in FOLDER.glob("*.json")} == set(EXAMPLES)


@pytest.mark.parametrize("name", EXAMPLES)
def test_example_is_written_as_agreed(name):
    text = (FOLDER / f"{name}.json").read_text("utf-8")
    assert text == json.dumps(json.loads(text), indent=2, ensure_ascii=False) + "\n"


@pytest.mark.parametrize("name", EXAMPLES)
def test_note_says_that_all_people_are_invented(name):
    note = example(name).note
    assert note["nl"].startswith("Alle mensen in dit voorbeeld zijn verzonnen.")
    assert note["en"].startswith("All people in this example are invented.")


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_text_is_there_in_both_languages(name):
    def texts(value):
        if isinstance(value, list):
            for item in value:
                yield from texts(item)
        elif isinstance(value, dict):
            for key, item in value.items():
                if key in ("title", "note"):
                    yield item
                else:
                    yield from texts(item)

    for text in texts(raw(name)):
        assert set(text) == {"nl", "en"}
        assert all(text.values())


@pytest.mark.parametrize("name", EXAMPLES)
def test_levels_hold_intervals_and_unknown_ones(name):
    levels = levels_of(raw(name))
    assert None in levels
    assert sum(isinstance(level, dict) for level in levels) >= 20


@pytest.mark.parametrize("name", EXAMPLES)
def test_nobody_is_good_or_bad_at_everything(name):
    for person in example(name).people:
        known = [level.level for level in person.levels.values() if level is not None]
        assert min(known) < 35, person.id
        assert max(known) >= 35, person.id


def test_management_team_is_interesting_at_first_sight():
    dossier = example(EXECUTION)
    (team,) = dossier.teams
    figures = today(dossier).teams["mt"]
    short = [row for row in figures.coverage.values() if row.shortfall]
    directions = {
        behaviour.direction
        for behaviour in dossier.whole_repertoire.behaviours
        if behaviour.id in {row.behaviour for row in team.demand}
    }
    assert directions == {"inward", "upward", "outward", "across"}
    assert len(team.seats) == 7
    assert sum(row.spread for row in team.demand) >= 3
    assert 75 <= figures.coverage_percent <= 88
    assert 3 <= len(short) <= 5


def test_management_team_hangs_on_one_member():
    figures = today(example(EXECUTION)).teams["mt"]
    assert figures.marginals["wattimena"] == max(figures.marginals.values())
    assert figures.objectives["departure"] == 13


def test_highest_job_fit_is_not_the_best_contribution():
    dossier = example(EXECUTION)
    people = candidates_for(dossier, "bedrijfsvoering")
    vries, kaya = people["vries"], people["kaya"]
    assert [name for name, one in people.items() if one.job_fit_rank == 1] == ["vries"]
    assert vries.rank == 4
    assert [name for name, one in people.items() if one.rank == 1] == ["kaya"]
    assert kaya.job_fit_rank == 3
    assert kaya.gain == 2 * vries.gain
    assert kaya.contribution == max(one.contribution for one in people.values())
    assert_note_tells(
        dossier,
        vries.job_fit,
        today(dossier).coverage_percent,
        vries.figures.coverage_percent,
        kaya.figures.coverage_percent,
    )


def test_management_team_has_three_proposals():
    result = propose(example(EXECUTION), alternatives=3)
    assert result.status == "optimal"
    seated = [proposal.assignment["bedrijfsvoering"] for proposal in result.proposals]
    assert seated == ["kaya", "osei", "fernandes"]


def test_highest_job_fit_is_no_second_dissenter():
    vries = candidates_for(example(EXECUTION), "bedrijfsvoering")["vries"]
    redundancy = constraint_index(raw(EXECUTION), "redundancy")
    assert [violation.item for violation in vries.violations] == [Item("constraint", redundancy)]


def test_carousel_moves_sitting_people_and_needs_one_candidate():
    dossier = example(CAROUSEL)
    proposal = best(dossier)
    assert {change.seat: (change.before, change.to) for change in proposal.changes} == {
        "wonen_strategie": ("hendriks", "tahiri"),
        "uitvoering_regelingen": ("tahiri", "cheung"),
        "uitvoering_dienstverlening": (None, "hendriks"),
    }
    seated = proposal.assignment.values()
    assert [person for person in seated if person in dossier.candidates] == ["cheung"]
    assert_note_tells(dossier, proposal.coverage_percent)


def test_carousel_beats_the_best_candidate_for_each_vacancy():
    dossier = example(CAROUSEL)
    alone = dict(today(dossier).assignment)
    for seat in ("wonen_strategie", "uitvoering_dienstverlening"):
        people = candidates_for(dossier, seat)
        alone[seat] = min(dossier.candidates, key=lambda person: people[person].rank)
    assert len(set(alone.values())) == len(alone)
    answer = evaluate(dossier, alone)
    assert answer.violations == []
    apart = answer.proposals[0].coverage_percent
    assert best(dossier).coverage_percent > apart + 10
    assert_note_tells(dossier, apart)

    # The best pair of candidates, chosen together, is no better than the two apart.
    changed = raw(CAROUSEL)
    changed["constraints"][constraint_index(changed, "max_changes")]["limit"] = 1
    assert best(read(changed)).coverage_percent == apart


def test_carousel_has_other_proposals():
    result = propose(example(CAROUSEL), alternatives=3)
    assert result.status == "optimal"
    assert len(result.proposals) == 3
    shortfalls = [proposal.objectives["coverage"] for proposal in result.proposals]
    assert shortfalls == sorted(set(shortfalls))


def test_wishes_of_the_crisis_team_clash():
    changed = raw(CRISIS)
    result = propose(read(changed))
    assert result.status == "infeasible"
    assert result.conflict_minimal
    assert set(result.conflict) == {
        Item("constraint", constraint_index(changed, "max_changes")),
        Item("constraint", constraint_index(changed, "include")),
        CRISIS_LEADERS,
    }


def with_a_second_change(changed):
    changed["constraints"][constraint_index(changed, "max_changes")]["limit"] = 2


def without_okafor(changed):
    del changed["constraints"][constraint_index(changed, "include")]


def with_two_crisis_leaders(changed):
    (row,) = [row for row in changed["teams"][0]["demand"] if row["behaviour"] == "crisis"]
    row["critical"] = False


@pytest.mark.parametrize(
    ("relax", "leaders", "okafor", "changes"),
    [
        (with_a_second_change, 3, True, 2),
        (without_okafor, 3, False, 1),
        (with_two_crisis_leaders, 2, True, 1),
    ],
)
def test_each_relaxation_gives_the_team_that_the_note_tells(relax, leaders, okafor, changes):
    dossier = example(CRISIS)
    changed = raw(CRISIS)
    relax(changed)
    proposal = best(read(changed))
    assert len(proposal.teams["crisisteam"].coverage["crisis"].carriers) == leaders
    assert ("okafor" in proposal.assignment.values()) == okafor
    assert proposal.objectives["changes"] == changes
    assert proposal.coverage_percent > 90
    assert_note_tells(dossier, proposal.coverage_percent, today(dossier).coverage_percent)


def test_leaving_a_wish_out_altogether_helps_as_much():
    changed = raw(CRISIS)
    limited = copy.deepcopy(changed)
    with_a_second_change(limited)
    del changed["constraints"][constraint_index(changed, "max_changes")]
    assert best(read(changed)).objectives == best(read(limited)).objectives
