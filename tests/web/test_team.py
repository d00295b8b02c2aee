"""The team page: what it says is what the figures say."""

import re

import pytest

from planner.analysis.findings import Findings, capitalised
from planner.analysis.headline import headline, lead
from planner.analysis.top_figures import busiest, departure, shortage
from planner.domain.composition import Composition, TeamComposition
from planner.domain.names import Names
from planner.dossier.reading import validated
from planner.figures.team_figures import Figures, TeamFigures
from planner.resources.catalogue import Translator
from planner.web.views.team import team_view
from tests.web.cases import EXAMPLES, example, keep, large, small
from tests.web.conftest import page, without_token

DUTCH_NUMBERS = [
    "nul",
    "één",
    "twee",
    "drie",
    "vier",
    "vijf",
    "zes",
    "zeven",
    "acht",
    "negen",
    "tien",
    "elf",
    "twaalf",
]


def findings_of(case, team=0, language="nl", cautious=False):
    situation = validated(case).situation(cautious)
    figures = Figures(situation, Composition(situation.incumbents))
    one = list(figures.teams.values())[team]
    return Findings(one, Names(situation, language), Translator(language))


def cases():
    for name in EXAMPLES:
        for team in range(len(example(name)["teams"])):
            yield pytest.param(example(name), team, id=f"{name}-{team}")
    yield pytest.param(large(), 0, id="large")
    yield pytest.param(small(), 0, id="small")


def without(figures, person):
    left: TeamComposition = figures.team.without(frozenset({person}))
    return TeamFigures(left)


@pytest.mark.parametrize(("case", "team"), list(cases()))
def test_the_sentences_are_true(case, team):
    findings = findings_of(case, team)
    figures = findings.figures
    short = [r for r in figures.team.rows if len(figures.carriers[r.behaviour]) < r.carriers]
    without_any = [r for r in short if not figures.carriers[r.behaviour]]

    percent = f"{figures.coverage_percent:.1f}".removesuffix(".0").replace(".", ",")
    assert figures.coverage > 0
    assert f"{percent}\u00a0%" in headline(findings)
    found = shortage(findings)
    assert found.value == str(len(short))
    assert found.is_concern == bool(short)
    text = lead(findings)
    if short and len(short) <= 12:
        assert text.lower().startswith(DUTCH_NUMBERS[len(short)])
    if 0 < len(without_any) < len(short) and len(without_any) <= 12:
        assert f"{DUTCH_NUMBERS[len(without_any)]} daarvan geen enkele" in text
    for seat in figures.team.team.seats:
        named = f"{findings.names.seat(seat.id)} is leeg" in text
        assert named == (seat.incumbent is None)


@pytest.mark.parametrize(("case", "team"), list(cases()))
def test_the_costliest_departure_is_what_is_left_without_that_member(case, team):
    findings = findings_of(case, team)
    figures = findings.figures
    left = {p: without(figures, p).coverage_percent for p in figures.team.members}
    value = f"{min(left.values()):.1f}".removesuffix(".0").replace(".", ",")
    assert departure(findings).value == f"{value}\u00a0%"


@pytest.mark.parametrize(("case", "team"), list(cases()))
def test_the_busiest_leads_as_many_rows_as_the_load_says(case, team):
    findings = findings_of(case, team)
    assert busiest(findings).value == str(findings.figures.objectives["load"])


def test_a_team_that_carries_all_says_so():
    case = small()
    case["people"][0]["levels"] = {row["behaviour"]: 5 for row in case["teams"][0]["demand"]}
    findings = findings_of(case)
    assert headline(findings) == "Dit team draagt alles wat de opgave vraagt"
    assert lead(findings).startswith("Elk gedrag heeft genoeg dragers.")
    assert not shortage(findings).is_concern


def test_a_task_that_asks_nothing_says_so(client, store):
    case = small()
    case["teams"][0]["demand"] = []
    assert headline(findings_of(case)) == "De opgave van dit team vraagt nog niets"
    assert busiest(findings_of(case)) is None


def test_a_team_without_anybody_has_no_departure():
    case = small()
    case["teams"][0]["seats"] = []
    assert departure(findings_of(case)) is None


def test_who_comes_nearest_and_who_is_unknown():
    findings = findings_of(small())
    rows = {row.behaviour: row for row in findings.team.rows}
    assert "a komt het dichtst in de buurt, met 2" in findings.nearest(rows["speaking_truth"])
    assert "niet" in findings.nearest(rows["rule_of_law"]) or "niemand" in findings.nearest(
        rows["rule_of_law"]
    )


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("name", [*EXAMPLES, "groot", "klein"])
def test_every_behaviour_stands_in_the_matrix_with_its_cells(client, name, language):
    client.get(f"/?lang={language}")
    text = page(client, f"/dossiers/{name}/team")
    assert '<th scope="row" class="first">' in text
    assert 'scope="rowgroup"' in text
    assert 'id="row-1"' in text
    assert 'href="#row-1"' in text
    assert 'role="img"' in text


def test_each_team_has_a_page_of_its_own(client):
    address = "/dossiers/twee-directies-carrousel/team"
    teams = [team["id"] for team in example("twee-directies-carrousel")["teams"]]
    texts = [page(client, f"{address}?team={team}") for team in teams]
    assert texts[0] != texts[1]
    assert page(client, address).count('aria-current="true"') >= 1


def test_cautious_reads_the_low_end(client):
    address = "/dossiers/mt-uitvoering/team"
    careful = findings_of(example("mt-uitvoering"), cautious=True)
    assert headline(careful) in page(client, f"{address}?cautious=1")
    assert headline(careful) not in page(client, address)
    assert "voorzichtig" not in page(client, "/dossiers/klein/team")


def test_htmx_gets_the_very_piece_that_the_page_holds(client):
    address = "/dossiers/klein/team"
    whole, piece = page(client, address), page(client, address, HX_Request="true")
    assert piece.strip() in whole
    assert "<html" not in piece
    restored = page(client, address, HX_Request="true", HX_History_Restore_Request="true")
    assert without_token(restored) == without_token(whole)


def test_only_who_has_the_minimum_of_a_seat_is_within_its_reach(client, store):
    case = small()
    case["people"].append({"id": "b", "levels": {"speaking_truth": 4, "long_term": 2}})
    case["candidates"] = ["b"]
    seat = case["teams"][0]["seats"][1]
    assert "Voor één van deze drie is er iemand die daar mag zitten" in lead(findings_of(case))
    for minimum in ({"long_term": 3}, {"rule_of_law": 1}):
        seat["minimum"] = minimum
        assert "die daar mag zitten en het draagt" not in lead(findings_of(case))
    keep(store, "klein", case)
    text = page(client, "/dossiers/klein/team")
    assert "Er is nog niemand die hier mag zitten." in text
    assert "Zoek voorstellen" not in text


def test_the_parts_of_all_are_what_the_team_covers(client):
    """On one base, the bars too: what is covered, and not what is asked."""
    situation = validated(example("mt-uitvoering")).situation()
    figures = Figures(situation, Composition(situation.incumbents)).teams["mt"]
    view = team_view(situation, Composition(situation.incumbents), "mt", Translator("nl"))
    parts = [one.part for one in (*view.people, *view.around)]
    assert sum(parts) == pytest.approx(100)
    assert max(parts) < 25
    covered = figures.demanded - figures.coverage
    assert covered == 97
    assert view.people[0].part == pytest.approx(100 * 17.5 / covered)


def test_what_falls_short_anew_is_told_apart_from_what_was_short(client):
    """Feitsma carries two rows that have just enough, and one that is short already."""
    situation = validated(example("mt-uitvoering")).situation()
    view = team_view(situation, Composition(situation.incumbents), "mt", Translator("nl"))
    assert view.people[0].leaving == (
        "Vertrekt deze persoon, dan blijft 73,5\N{NO-BREAK SPACE}% gedekt. Dan ontbreekt er een "
        "drager bij Verantwoordelijkheid nemen en Rechtsstaat bewaken. Het tekort bij Leiderschap "
        "mogelijk maken wordt groter."
    )


def test_the_numbers_of_the_compass_are_no_stops_for_the_keyboard(client):
    shown = page(client, "/dossiers/mt-uitvoering/team")
    links = re.findall(r'<a href="#row-\d+"[^>]*aria-label', shown)
    assert len(links) == 15
    assert all('tabindex="-1"' in link for link in links)


def test_a_capital_of_one_has_no_accent():
    assert capitalised("één gedrag") == "Eén gedrag"


def test_whoever_all_lead_something_is_said_so():
    everybody = busiest(findings_of(example("mt-uitvoering"))).meaning
    assert "Alle 10 leiden iets." in everybody
    assert busiest(findings_of(small())).meaning == "Dat geldt voor a."


def test_points_stand_in_thousands_in_both_languages():
    case = small()
    case["teams"][0]["demand"][0]["carriers"] = 610_000
    assert "van de 610.003 punten" in shortage(findings_of(case)).reason
    assert "of the 610,003 points" in shortage(findings_of(case, language="en")).reason
