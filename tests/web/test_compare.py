"""Comparing candidates for a seat: what the page says is what the comparison found."""

import html
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from planner.analysis.compare import compare
from planner.analysis.seat_certainty import Duel, seat_certainty
from planner.analysis.uncertainty import draw, short_of, uncertainty
from planner.domain.composition import Composition
from planner.dossier.reading import validated
from planner.store.dossiers import Dossiers
from planner.web.remembering import Remembered
from tests.web.cases import EXAMPLES, MARKUP, behaviours, example, hostile, keep, small
from tests.web.conftest import form_token, page

SEAT = "/dossiers/mt-uitvoering/seats/bedrijfsvoering/compare"
CARROUSEL = "/dossiers/twee-directies-carrousel/seats/uitvoering_dienstverlening/compare"


class Texts(HTMLParser):
    """The text of a page, piece by piece."""

    def __init__(self):
        super().__init__()
        self.pieces = []

    def handle_data(self, data):
        if data.strip():
            self.pieces.append(" ".join(data.split()))


def text_of(markup):
    parser = Texts()
    parser.feed(markup)
    return " ".join(parser.pieces)


def heading(markup):
    return text_of(re.search(r"<h1>(.*?)</h1>", markup, re.DOTALL)[1])


def cards(markup):
    """Return the cards of people, in the order of the page."""
    found = re.findall(
        r'<li class="card candidate.*?(?=<li class="card candidate|</form>\s*<de|'
        r'<form id="closely")',
        markup,
        re.DOTALL,
    )
    return [text_of(card) for card in found]


def names(markup):
    return re.findall(r'<div class="candidate-head">\s*<h3>(.*?)</h3>', markup)


def open_seat(people, demand, **more):
    """Return a dossier with one empty seat, and somebody called Zee who sits elsewhere."""
    return {
        "format": "abd-planner/dossier/1",
        "title": "Proef",
        "repertoire": "abd-2021",
        "people": [{"id": "zee", "name": "Zee", "levels": {"crisis": 4}}, *people],
        "candidates": [person["id"] for person in people],
        "teams": [
            {
                "id": "mt",
                "title": "Team",
                "demand": demand,
                "seats": [
                    {"id": "leeg", "title": "Lege stoel"},
                    {"id": "vol", "title": "Volle stoel", "incumbent": "zee"},
                ],
            }
        ],
        **more,
    }


def row(behaviour, importance=1, level=3, carriers=1):
    return {
        "behaviour": behaviour, "importance": importance, "level": level, "carriers": carriers,
    }  # fmt: skip


def many(number):
    rows = behaviours()[:6]
    people = [
        {
            "id": f"k{position}",
            "name": f"Kandidaat {position}",
            "levels": {each: (20 + (position * 7 + place * 5) % 25) / 10
                       for place, each in enumerate(rows)},
        }
        for position in range(number)
    ]  # fmt: skip
    return open_seat(people, [row(each, 1 + place % 5) for place, each in enumerate(rows)])


def person(name, *, low=None, high=None, **levels):
    given = {
        behaviour: level if low is None else {"level": level, "low": low, "high": high}
        for behaviour, level in levels.items()
    }
    return {"id": name.lower(), "name": name, "levels": given}


# Which seat


def test_one_open_seat_is_shown_at_once(client):
    answer = client.get("/dossiers/mt-uitvoering/compare")
    assert answer.status_code == 303
    assert answer.headers["Location"] == SEAT


def test_all_seats_can_be_chosen_among(client):
    chosen = page(client, "/dossiers/mt-uitvoering/compare?all=1")
    assert "1 stoel wacht op iemand" in chosen
    for seat in example("mt-uitvoering")["teams"][0]["seats"]:
        assert f'/seats/{seat["id"]}/compare"' in chosen
    assert chosen.index("Directeur Bedrijfsvoering") < chosen.index("/seats/juridisch/")


def test_where_no_seat_is_open_all_of_them_are_listed(client):
    assert "Elke stoel is bezet" in page(client, "/dossiers/groot/compare")


def test_a_seat_without_candidates_leads_to_the_people(client, store):
    keep(store, "proef", open_seat([], []))
    shown = page(client, "/dossiers/proef/compare?all=1")
    assert "Niemand mag" not in shown
    assert "Er zijn nog geen kandidaten." in shown
    assert shown.count('href="/dossiers/proef/people"') > 1


def test_a_dossier_without_seats_says_so(client, store):
    case = small()
    case["teams"][0]["seats"] = []
    keep(store, "klein", case)
    assert "nog geen stoelen" in page(client, "/dossiers/klein/compare")


@pytest.mark.parametrize(
    "address",
    [
        "/dossiers/nergens/compare",
        "/dossiers/mt-uitvoering/seats/nergens/compare",
        "/dossiers/mt-uitvoering/seats/nergens/compare/summary",
        "/dossiers/mt-uitvoering/seats/nergens/compare/team?person=kaya",
        f"{SEAT}/team?person=feitsma",
        f"{SEAT}/team?person=%00%FF",
    ],
)
def test_what_is_not_there_is_not_found(client, address):
    page(client, address, status=404)


# What is said


def test_the_finding_is_the_heading(client):
    shown = page(client, SEAT)
    assert (
        heading(shown)
        == "F. Kaya voegt hier het meest toe; B. de Vries past het best bij de functie"
    )
    shown = page(client, f"{SEAT}?lang=en", status=302)
    shown = page(client, SEAT)
    assert heading(shown) == "F. Kaya adds most here; B. de Vries fits the job best"


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_card_says_what_the_comparison_found(client, name):
    dossier = validated(example(name))
    for seat in dossier.situation().seats:
        found = compare(dossier, seat)
        shown = html.unescape(page(client, f"/dossiers/{name}/seats/{seat}/compare"))
        told = cards(shown)
        assert len(told) == len(found.people)
        for one, card in zip(found.people, told, strict=True):
            percent = f"{one.figures.coverage_percent:.1f}".removesuffix(".0").replace(".", ",")
            assert f"{one.rank} voor het team" in card
            assert f"{one.job_fit_rank} voor de functie" in card
            assert f"{percent} % gedekt" in card.replace("\N{NO-BREAK SPACE}", " ")
            # One unit on a card: percentages, and no points beside them.
            assert "punt" not in card
            if not one.unique:
                assert "nieuw voor het team" not in card
            for broken in one.violations:
                assert broken.text in shown.replace("\N{NO-BREAK SPACE}", " ")


def test_who_breaks_a_wish_is_told_in_its_sentence(client):
    told = dict(zip(names(shown := page(client, SEAT)), cards(shown), strict=True))
    assert "‘Tegenspraak geven’ heeft 1 drager, en er zijn er 2 gevraagd" in told["B. de Vries"]
    assert "aan alles voldaan" in told["F. Kaya"]


def test_what_is_not_kept_whoever_is_chosen_is_said_once(client):
    shown = page(client, "/dossiers/twee-directies-carrousel/seats/wonen_strategie/compare")
    broken = "Directie Uitvoering: de stoel Hoofd Dienstverlening is leeg."
    assert shown.count(broken) == 1


def test_the_lead_and_the_card_give_the_same_figure_of_the_team(client):
    shown = page(client, CARROUSEL)
    lead = text_of(re.search(r'<p class="lead">(.*?)</p>', shown, re.DOTALL)[1])
    figures = dict(re.findall(r"[Mm]et ((?:\w\. )\w+)(?: gaat.*?)? naar ([\d,]+.%)", lead))
    told = dict(zip(names(shown), cards(shown), strict=True))
    assert len(figures) == 3
    for name, percent in figures.items():
        assert f"{percent} gedekt" in told[name]
    assert lead.count("Voor de volgorde tellen alle teams samen") == 1


def test_the_other_order_of_the_proposals_is_explained(client):
    shown = page(client, SEAT)
    told = dict(zip(names(shown), cards(shown), strict=True))
    marked = [name for name, card in told.items() if "voldoet niet aan een wens" in card]
    assert marked == ["O. van Dongen", "B. de Vries"]
    assert "Met O. van Dongen of B. de Vries voldoet het team niet aan elke wens." in shown
    assert 'href="/dossiers/mt-uitvoering/proposals"' in shown.split('id="summary"')[1]
    everybody = page(client, CARROUSEL)
    assert "Wie hier ook komt: zoals de anderen nu zitten" in everybody


def test_only_what_nobody_carries_is_new_to_the_team(client, store):
    """Zee carries crisis already; what Ann has besides is carried by nobody."""
    case = open_seat(
        [person("Ann", crisis=4, rule_of_law=4), person("Ben")],
        [row("crisis", carriers=2), row("rule_of_law")],
    )
    keep(store, "proef", case)
    shown = page(client, "/dossiers/proef/seats/leeg/compare")
    ann = cards(shown)[0]
    assert "Rechtsstaat bewaken nieuw voor het team" in ann
    assert ann.count("nieuw voor het team") == 1


def test_nobody_asks_why_not_the_first_who_keeps_every_wish(client):
    told = dict(zip(names(shown := page(client, SEAT)), cards(shown), strict=True))
    assert "Waarom F. Kaya niet?" not in told["F. Kaya"]
    assert "Waarom M. Osei niet?" in told["M. Osei"]


def test_wishes_are_told_in_the_language_of_the_page(client):
    # Whoever asked first, in Dutch, is not answered in English to the next, nor the other way.
    assert "heeft 1 drager" in page(client, SEAT)
    page(client, f"{SEAT}?lang=en", status=302)
    shown = html.unescape(page(client, SEAT))
    assert "‘Speaking truth to power’ has 1 carrier" in shown
    assert "heeft 1 drager" not in shown


def test_who_carries_a_row_from_the_circle_is_marked(client):
    shown = text_of(page(client, f"{SEAT}?rows=all"))
    assert "N. Ouali (kring)" in shown
    assert "W. Feitsma (kring)" not in shown


def test_who_sits_there_is_the_base_to_compare_with(client):
    shown = page(client, "/dossiers/mt-uitvoering/seats/juridisch/compare")
    told = dict(zip(names(shown), cards(shown), strict=True))
    assert "zit hier nu" in told["R. Ramkisoen"]
    assert "nu 82,9" not in told["R. Ramkisoen"]
    assert "nu 82,9" in told["F. Kaya"]
    assert "Nu, met R. Ramkisoen" in shown


def test_overlap_and_gaps_add_up_to_what_somebody_carries(client, store):
    case = open_seat(
        [person("Ann", crisis=4, rule_of_law=4, long_term=4), person("Ben", crisis=2)],
        [row("crisis"), row("rule_of_law", 3), row("long_term", 2)],
    )
    keep(store, "proef", case)
    ann, ben = cards(page(client, "/dossiers/proef/seats/leeg/compare"))
    assert "1 van de 3 gedragingen die deze persoon draagt" in ann
    assert "100 % gedekt 16,7 % met een lege stoel" in ann
    assert "draagt niets van wat gevraagd is" in ben


@pytest.mark.parametrize(
    ("people", "expected"),
    [
        ([], "Nog niemand mag op de stoel Lege stoel"),
        ([person("Ann", rule_of_law=4)], "Alleen Ann mag op de stoel Lege stoel"),
        (
            [person("Ann", rule_of_law=4), person("Ben", rule_of_law=2)],
            "Ann voegt hier het meest toe en past ook het best bij de functie",
        ),
        (
            [person("Ann", rule_of_law=2.5), person("Ben", rule_of_law=2)],
            "Niemand voegt hier iets toe aan wat het team dekt; Ann past het best bij de functie",
        ),
        (
            [person("Ann", rule_of_law=4), person("Ben", rule_of_law=5)],
            "Tussen Ann en Ben zit geen verschil in wat zij toevoegen; "
            "Ann en Ben passen het best bij de functie",
        ),
    ],
)
def test_every_finding_has_its_sentence(client, store, people, expected):
    keep(store, "proef", open_seat(people, [row("rule_of_law")]))
    assert heading(page(client, "/dossiers/proef/seats/leeg/compare")) == expected


def test_a_task_that_asks_nothing_says_what_to_do_first(client, store):
    keep(store, "proef", open_seat([person("Ann"), person("Ben")], []))
    shown = page(client, "/dossiers/proef/seats/leeg/compare")
    assert "vraagt nog niets" in heading(shown)
    assert "Zeg eerst wat de opgave vraagt" in shown


def test_where_another_priority_comes_first_nobody_is_said_to_add_most(client, store):
    case = open_seat(
        [person("Ann", crisis=4, rule_of_law=4), person("Ben", crisis=4)],
        [row("crisis", 5), row("rule_of_law", 5)],
        priorities=[{"objective": "departure"}, {"objective": "coverage"}],
    )
    keep(store, "proef", case)
    found = compare(validated(case), "leeg")
    assert [one.person for one in found.people if one.rank == 1] == ["ben"]
    shown = heading(page(client, "/dossiers/proef/seats/leeg/compare"))
    assert shown.startswith("Ben staat bovenaan voor wat gevraagd is")


# How sure


def test_a_difference_smaller_than_the_uncertainty_is_none(client, store):
    people = [
        person("Ann", low=2, high=4, rule_of_law=3),
        person("Ben", low=1.9, high=3.9, rule_of_law=2.9),
    ]
    keep(store, "proef", open_seat(people, [row("rule_of_law")]))
    shown = page(client, "/dossiers/proef/seats/leeg/compare")
    assert heading(shown).startswith("Tussen Ann en Ben zit geen verschil")
    told = dict(zip(names(shown), cards(shown), strict=True))
    assert "Geen verschil met Ann" in told["Ben"]
    part = text_of(shown.split('id="certainty"')[1])
    assert re.search(r"Ann dekt meer in \d+ van de 100 narekeningen, Ben in \d+", part)


def test_a_difference_larger_than_the_uncertainty_is_one(client):
    assert "Geen verschil met" not in " ".join(cards(page(client, SEAT)))


def test_without_intervals_no_draw_is_spoken_of(client, store):
    people = [person("Ann", rule_of_law=4), person("Ben", rule_of_law=2)]
    keep(store, "proef", open_seat(people, [row("rule_of_law")]))
    shown = page(client, "/dossiers/proef/seats/leeg/compare")
    assert "van de 100 narekeningen" not in shown
    assert "Geen enkel niveau van deze mensen heeft een marge" in shown


@pytest.mark.parametrize(
    ("better", "worse", "undecided"),
    [(50, 50, True), (0, 0, True), (66, 34, True), (67, 33, False), (40, 0, False), (30, 0, True)],
)
def test_who_is_better_in_two_thirds_stands_out(better, worse, undecided):
    assert Duel("a", "b", better, worse, 100).is_undecided is undecided
    assert Duel("b", "a", worse, better, 100).is_undecided is undecided


def test_the_quick_way_finds_what_the_whole_team_is_short_of():
    case = example("mt-uitvoering")
    case["teams"][0]["seats"][-1].pop("candidates")
    case["candidates"] = [one["id"] for one in case["people"]]
    situation = validated(case).situation()
    seat = case["teams"][0]["seats"][-1]["id"]
    found = seat_certainty(situation, seat, list(situation.people), draws=5)
    assert found.has_intervals
    today = Composition(situation.incumbents)
    for number in range(5):
        drawn = draw(situation, 0, number)
        for one in situation.people:
            whole = short_of(drawn, today.with_occupant(seat, one))[0]
            assert found.shorts[one][number] == whole


def test_without_intervals_draws_say_what_the_figures_say():
    case = example("mt-uitvoering")
    for one in case["people"]:
        one["levels"] = {
            behaviour: level["level"] if isinstance(level, dict) else level
            for behaviour, level in one["levels"].items()
        }
    dossier = validated(case)
    situation = dossier.situation()
    for seat in situation.seats:
        answers = compare(dossier, seat).people
        found = seat_certainty(situation, seat, [one.person for one in answers], draws=2)
        assert not found.has_intervals
        for one in answers:
            assert set(found.shorts[one.person]) == {one.dossier.objectives["coverage"]}


def test_frequencies_are_near_those_of_the_analysis():
    dossier = validated(example("mt-uitvoering"))
    situation = dossier.situation()
    people = situation.may_sit(situation.seats["bedrijfsvoering"])
    found = seat_certainty(situation, "bedrijfsvoering", people, draws=200)
    shares = uncertainty(dossier, draws=200).seats["bedrijfsvoering"]
    assert shares[0].person == "kaya"
    assert abs(found.best_share("kaya") - shares[0].best_share) < 0.12


def test_of_the_same_draws_the_page_counts_what_the_analysis_counts():
    dossier = validated(example("mt-uitvoering"))
    situation = dossier.situation()
    people = situation.may_sit(situation.seats["bedrijfsvoering"])
    found = seat_certainty(situation, "bedrijfsvoering", people, draws=30)
    for share in uncertainty(dossier, draws=30).seats["bedrijfsvoering"]:
        assert found.best_share(share.person) == pytest.approx(share.best_share)


def test_one_frequency_stands_in_the_lead_and_on_the_card(client):
    shown = html.unescape(page(client, SEAT))
    told = dict(zip(names(shown), cards(shown), strict=True))
    often = re.search(r"Dekt het meest in ((?:ongeveer )?\d+ van de 100)", told["F. Kaya"])[1]
    assert f"In {often} narekeningen is met F. Kaya het meest gedekt." in shown
    # Everybody is here, so there is no second panel that counts in another way.
    assert 'id="shares"' not in shown


def test_a_cautious_reading_repeats_no_frequency_of_the_plain_one(client):
    shown = page(client, f"{SEAT}?cautious=1")
    above, below = shown.split('id="certainty"')
    assert "narekeningen" not in above
    assert "dit gaat over de hele marge" in below


# In which order, and whom


@pytest.mark.parametrize(
    ("order", "first"),
    [("contribution", "F. Kaya"), ("fit", "B. de Vries"), ("name", "B. de Vries")],
)
def test_people_stand_in_the_order_that_is_asked(client, order, first):
    shown = names(page(client, f"{SEAT}?order={order}"))
    assert shown[0] == first
    assert sorted(shown) == sorted(names(page(client, SEAT)))


def test_of_many_people_the_best_are_shown_and_others_can_be_added(client, store):
    keep(store, "proef", many(60))
    address = "/dossiers/proef/seats/leeg/compare"
    found = compare(validated(many(60)), "leeg").people
    shown = page(client, address)
    expected = {one.person for one in found[:8]} | {
        one.person for one in found if one.job_fit_rank == 1
    }
    assert len(names(shown)) == len(expected)
    assert f"Nog {60 - len(expected)} mensen mogen op deze stoel" in shown
    last = found[-1].person
    added = page(client, f"{address}?add={last}")
    assert len(names(added)) == len(expected) + 1
    assert f'name="add" value="{last}"' in added


def test_only_the_differences(client):
    case = open_rows(page(client, f"{SEAT}?rows=all"))
    only = page(client, SEAT)
    assert 0 < len(open_rows(only)) < len(case)
    left = len(case) - len(open_rows(only))
    assert f"{left} gedrag" in only


def open_rows(markup):
    return re.findall(r'<tr id="row-\d+">', markup)


def test_where_nothing_differs_the_matrix_says_so(client, store):
    people = [person("Ann", rule_of_law=4), person("Ben", rule_of_law=4)]
    keep(store, "proef", open_seat(people, [row("rule_of_law")]))
    shown = page(client, "/dossiers/proef/seats/leeg/compare")
    assert "Er is geen gedrag waarbij het uitmaakt wie u kiest." in shown


def test_a_cautious_reading_keeps_what_else_was_asked(client):
    shown = page(client, f"{SEAT}?order=fit&close=kaya&close=vries")
    found = re.search(r'href="([^"]*cautious=1[^"]*)"', shown)
    address = html.unescape(found[1])
    assert {"order=fit", "close=kaya", "close=vries"} <= set(address.split("?")[1].split("&"))
    assert "Voorzichtig gelezen" in page(client, address)


# Closely


def test_two_people_closely(client):
    shown = page(client, f"{SEAT}?close=kaya&close=vries")
    part = text_of(shown.split('id="close"')[1].split('id="orders"')[0])
    assert "Van dichtbij: F. Kaya en B. de Vries" in part
    mine, theirs = part.split("Wat B. de Vries brengt")
    assert (
        "Leren van fouten ● dicht het tekort 4,3, en 3,5 is gevraagd; B. de Vries heeft 3,3."
        in mine
    )
    assert "Leiderschap mogelijk maken ● dicht het tekort" in theirs
    assert "Ieder van hen draagt ‘Sluipende crisis aanpakken’" in theirs
    assert "Met geen van hen krijgt ‘Uitvoerbaarheid toetsen’ genoeg dragers." in theirs
    assert re.search(r"F\. Kaya dekt meer in \d+ van de 100 narekeningen", theirs)


@pytest.mark.parametrize("query", ["close=kaya", "close=kaya&close=kaya", "close=kaya&close=x"])
def test_one_person_is_not_enough(client, query):
    assert "Vink nog iemand aan" in page(client, f"{SEAT}?{query}")


def test_more_than_four_are_too_many(client):
    query = "&".join(f"close={one}" for one in ("kaya", "vries", "osei", "dongen", "fernandes"))
    shown = page(client, f"{SEAT}?{query}")
    assert "De eerste vier staan hier." in shown
    assert shown.count('id="close-') == 5  # the heading, and four people


@pytest.mark.parametrize(
    "query",
    [
        "order=zomaar&rows=ja&cautious=x",
        "add=nobody&add=%00&close=%FF&close=" + "a" * 3000,
        "why_not_job=nobody&uncertainty_job=%27%22",
        "close=feitsma&close=kaya",
        "order=fit&order=name",
    ],
)
def test_strange_questions_are_answered(client, query):
    assert "F. Kaya" in page(client, f"{SEAT}?{query}")


def test_htmx_gets_the_same_piece_as_the_page_holds(client):
    piece = page(client, SEAT, HX_Request="true")
    assert "<html" not in piece
    assert piece.lstrip().startswith('<article id="compare"')


def test_markup_is_shown_as_it_is(client, store):
    case = hostile()
    case["people"].append({"id": "ann", "name": MARKUP, "levels": {}})
    case["candidates"].append("ann")
    keep(store, "vreemd", case)
    seat = case["teams"][0]["seats"][0]["id"]
    with client.application.test_request_context():
        address = client.application.url_for("compare.show", dossier="vreemd", seat="other")
    for query in ("", "?close=ann&close=" + "x", "?rows=all"):
        shown = page(client, address + query)
        assert "<script>alert" not in shown
        assert "<img src=x" not in shown
    assert "<script>alert" not in page(client, "/dossiers/vreemd/compare?all=1")
    assert seat


# In short, and as a whole team


def test_the_comparison_in_short_as_plain_text(client):
    answer = client.get(f"{SEAT}/summary")
    assert answer.mimetype == "text/plain"
    text = answer.get_data(as_text=True)
    assert "F. Kaya voegt hier het meest toe; B. de Vries past het best bij de functie." in text
    assert "<" not in text
    for one in compare(validated(example("mt-uitvoering")), "bedrijfsvoering").people:
        covered = f"{one.figures.coverage_percent:.1f}".removesuffix(".0").replace(".", ",")
        assert re.search(rf"Het team gaat van 82,9.% naar {covered}.% gedekt", text)
    # What the page says of each in short is there, with what the page shows beside it.
    shown = page(client, SEAT).split('id="summary"')[1].split('id="candidates-title"')[0]
    for said in re.findall(r"<div>\s*<p>(.*?)</p>", shown):
        assert html.unescape(said) in text


def test_a_cautious_comparison_says_so_in_short(client):
    text = client.get(f"{SEAT}/summary?cautious=1").get_data(as_text=True)
    assert "voorzichtig gelezen" in text


def test_the_whole_team_with_somebody(client):
    shown = page(client, f"{SEAT}/team?person=kaya")
    assert "93,2" in heading(shown)
    assert "Dit is het team met F. Kaya op de stoel Directeur Bedrijfsvoering" in shown
    assert client.get(f"{SEAT}/team").status_code == 303


# Questions that take longer


def ask(client, what, **fields):
    token = form_token(client, SEAT)
    return client.post(f"{SEAT}/{what}", data={"csrf_token": token, **fields})


def test_why_not_this_person(client, jobs):
    answer = ask(client, "why-not", person="vries", back=f"{SEAT}?order=fit#why-not")
    assert answer.status_code == 303
    address = answer.headers["Location"]
    job = re.search(r"why_not_job=([\w-]+)", address)[1]
    assert "order=fit" in address
    assert address.endswith("#why-not")
    done = jobs.wait(job, 60)
    assert done is not None
    assert done.state == "done"
    shown = html.unescape(page(client, address.split("#")[0]))
    said = done.answer.said.nl.replace(" %", "\N{NO-BREAK SPACE}%")
    assert said in shown
    for step in done.answer.needs_said:
        assert step.nl.replace(" %", "\N{NO-BREAK SPACE}%") in shown
    # A second question stands beside the first.
    second = ask(client, "why-not", person="osei", back=address).headers["Location"]
    assert second.count("why_not_job=") == 2
    jobs.wait(re.findall(r"why_not_job=([\w-]+)", second)[1], 60)
    part = (
        page(client, second.split("#")[0])
        .split('id="why-not"')[1]
        .split('id="candidates-title"')[0]
    )
    asked = re.findall(r"<h2[^>]*>(.*?)</h2>", part)
    assert asked[:2] == ["Waarom M. Osei niet?", "Waarom B. de Vries niet?"]
    # The answer comes before the long part of the page, and says nothing that the wishes forbid.
    assert "iedereen schuiven" not in part
    assert "anderen schuiven alleen als de wensen dat toelaten" in part


def test_how_sure_it_is_by_the_analysis(client, jobs, store):
    people = [person("Ann", low=2, high=4, rule_of_law=3), person("Ben", rule_of_law=2)]
    more = [person(f"Cas{number}", rule_of_law=1) for number in range(9)]
    keep(store, "proef", open_seat([*people, *more], [row("rule_of_law")]))
    seat = "/dossiers/proef/seats/leeg/compare"
    data = {"csrf_token": form_token(client, seat)}
    address = client.post(f"{seat}/certainty", data=data).headers["Location"]
    done = jobs.wait(re.search(r"uncertainty_job=([\w-]+)", address)[1], 60)
    assert done.state == "done"
    # Also where the address does not name it: it was asked last.
    shown = html.unescape(page(client, seat))
    assert done.answer.seats_said["leeg"].nl in shown
    assert len(done.answer.seats["leeg"]) == 11
    for share in done.answer.seats["leeg"]:
        assert share.said.nl in shown
    assert "Nagerekend: 1.000 keer" in shown


def test_while_a_question_is_answered_the_page_looks_again(client, monkeypatch, jobs):
    address = ask(client, "why-not", person="vries").headers["Location"].split("#")[0]
    job = jobs.wait(re.search(r"why_not_job=([\w-]+)", address)[1], 60)
    assert 'http-equiv="refresh"' not in page(client, address)
    waiting = replace(job, state="running")
    monkeypatch.setattr(type(jobs), "find", lambda *_: waiting)
    first = html.unescape(page(client, address))
    again = re.search(r'content="2; url=([^"]+)"', first)[1]
    assert again.endswith("#why-not")
    assert "look=1" in again
    # An address that differs, or a browser would only go to the place on the page.
    assert (
        "look=1" not in re.search(r'content="2; url=([^"]+)"', page(client, again.split("#")[0]))[1]
    )


def test_an_answer_about_an_older_dossier_says_so(client, jobs, store):
    address = ask(client, "why-not", person="vries").headers["Location"]
    jobs.wait(re.search(r"why_not_job=([\w-]+)", address)[1], 60)
    address = address.split("#")[0]
    assert "Het dossier is veranderd" not in page(client, address)
    case = example("mt-uitvoering")
    gone = "vries"
    case["people"] = [one for one in case["people"] if one["id"] != gone]
    for seat in case["teams"][0]["seats"]:
        if "candidates" in seat:
            seat["candidates"].remove(gone)
    case["candidates"] = [one for one in case.get("candidates", []) if one != gone]
    keep(store, "mt-uitvoering", case)
    assert Dossiers(store).find("mt-uitvoering").version > 1
    shown = page(client, address)
    assert "stale" in shown
    assert names(shown).count("B. de Vries") == 0


@pytest.mark.parametrize("who", ["", "nobody", "x" * 500, "\0"])
def test_why_not_nobody(client, who):
    assert ask(client, "why-not", person=who).status_code == 404


def test_a_question_leads_back_to_no_other_site(client, jobs):
    answer = ask(client, "why-not", person="vries", back="//elsewhere.example/")
    assert answer.headers["Location"].startswith(SEAT)


def test_questions_need_the_token_of_a_form(client):
    assert client.post(f"{SEAT}/why-not", data={"person": "vries"}).status_code == 400
    assert client.post(f"{SEAT}/certainty").status_code == 400


def test_what_is_remembered_is_limited_and_worked_out_once():
    asked = []
    remembered = Remembered(most=2)

    def answer(question):
        return remembered.get(question, lambda: asked.append(question) or question.upper())

    assert [answer(one) for one in "aabca"] == list("AABCA")
    assert asked == ["a", "b", "c", "a"]
