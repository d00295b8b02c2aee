"""Rounds: the teams before and after, who moves after whom, and searching among many teams."""

import html
import re

import pytest

from planner.domain.rounds import RoundReport
from planner.dossier.editing import Edit
from planner.resources.catalogue import Translator
from planner.store.dossiers import Dossiers
from planner.store.told import recorded
from planner.web.views.round_teams import RoundTeams, found
from tests.web.cases import MARKUP, example, hostile, keep
from tests.web.conftest import form_token, page

CAROUSEL = "/rounds/twee-directies-carrousel"


def many(teams: int) -> dict:
    """Return a dossier with so many teams of two seats, which share a few candidates."""
    names = [f"p{number}" for number in range(teams)]
    return {
        "format": "abd-planner/dossier/1",
        "title": "Veel teams",
        "repertoire": "abd-2021",
        "people": [
            *(
                {"id": name, "levels": {"crisis": 1 + number % 5}}
                for number, name in enumerate(names)
            ),
            *(
                {"id": f"c{number}", "name": f"Cas {number}", "levels": {"crisis": 4}}
                for number in range(3)
            ),
        ],
        "candidates": ["c0", "c1", "c2"],
        "teams": [
            {
                "id": f"t{number}",
                "title": f"Directie {number}",
                "demand": [{"behaviour": "crisis", "importance": 3, "level": 3, "carriers": 1}],
                "seats": [
                    {"id": f"s{number}", "incumbent": names[number], "locked": True},
                    {
                        "id": f"v{number}",
                        "optional": True,
                        "candidates": [] if number > 2 else ["c0", "c1", "c2"],
                    },
                ],
            }
            for number in range(teams)
        ],
    }


@pytest.fixture
def worked_out(client, jobs):
    """Works a round out, and returns the address that shows it."""

    def worked(dossier: str, **fields: str) -> str:
        address = f"/rounds/{dossier}"
        form = {"csrf_token": form_token(client, address), **fields}
        response = client.post(address, data=form)
        assert response.status_code == 303
        found = re.search(r"job=([^&]+)", response.location)
        assert found is not None
        job = jobs.wait(found[1], 60)
        assert job is not None
        assert job.is_over
        return response.location

    return worked


def test_before_a_round_the_page_says_where_it_could_help(client):
    shown = page(client, CAROUSEL)
    assert "Eén stoel is leeg, in één team" in shown
    assert "8 mensen mogen in meer dan één team een stoel innemen" in shown
    assert "Reken een ronde uit" in shown
    # What covers least stands first.
    assert shown.index("Directie Uitvoering</a>") < shown.index("Directie Wonen</a>")
    assert "56,2" in shown
    assert "71,6" in shown


def test_a_round_of_the_worked_example(client, worked_out):
    shown = page(client, worked_out("twee-directies-carrousel"))
    text = html.unescape(re.sub(r"<[^>]+>", " ", shown))
    text = re.sub(r"\s+", " ", text)
    assert "is 91,8 % van de vraag gedekt; nu is dat 63,9 % " in text
    assert "3 stappen bij Directie Wonen en Directie Uitvoering" in text
    chain = text.split("3 stappen bij")[1]
    order = [
        "D. Hendriks",
        "komt van Hoofd Strategie (Directie Wonen)",
        "L. Tahiri",
        "komt van Hoofd Regelingen (Directie Uitvoering)",
        "Y. Cheung",
        "komt van buiten",
    ]
    places = [chain.index(part) for part in order]
    assert places == sorted(places)
    assert "94,5" in text
    assert "89,2" in text
    assert "+38,3" in text
    assert "+17,6" in text
    assert "2 van 2" in text
    assert "Geen enkel team dekt minder." in text
    assert "2 naar een andere stoel, 1 van buiten, 0 straks zonder stoel." in text


def test_the_latest_round_is_shown_without_its_name_in_the_address(client, worked_out):
    worked_out("twee-directies-carrousel")
    assert "91,8" in page(client, CAROUSEL)


def test_in_english(client, worked_out):
    address = worked_out("twee-directies-carrousel")
    client.get("/?lang=en")
    shown = html.unescape(page(client, address))
    assert "3 moves in Housing Directorate and Delivery Directorate" in shown
    assert "Every" not in shown.split("</h1>")[0].split("<h1>")[1]


def test_the_tab_is_there_for_several_teams_only(client):
    assert f'href="{CAROUSEL}"' in page(client, "/dossiers/twee-directies-carrousel/team")
    assert 'href="/rounds/' not in page(client, "/dossiers/mt-uitvoering/team")
    assert "In dit team is elke stoel bezet" not in page(client, "/rounds/mt-uitvoering")


def test_a_round_is_about_the_dossier_as_it_was(client, store, worked_out):
    address = worked_out("twee-directies-carrousel")
    dossiers = Dossiers(store)
    kept = dossiers.find("twee-directies-carrousel")
    dossiers.edit(
        kept.id, kept.version, [Edit(("people", "cheung", "name"), "Cas")], recorded("changed")
    )
    shown = page(client, address)
    assert "Y. Cheung" in shown
    assert "Het dossier is gewijzigd sinds deze berekening" in shown
    # Also where somebody who moves in it is gone.
    smaller = example("twee-directies-carrousel")
    smaller["teams"] = smaller["teams"][:1]
    keep(store, "twee-directies-carrousel", smaller)
    assert "Directie Uitvoering" in page(client, address)


def test_levels_read_cautiously(client, worked_out, jobs):
    worked_out("twee-directies-carrousel", cautious="1")
    job = jobs.latest("twee-directies-carrousel", "round")
    assert job.parameters["cautious"] is True
    assert 'name="cautious" value="1" checked' in page(client, CAROUSEL)


def test_wishes_that_clash_are_said(client, store, worked_out):
    case = example("twee-directies-carrousel")
    case["constraints"] = [
        {"kind": "include", "person": "cheung"},
        {"kind": "exclude", "person": "cheung"},
    ]
    keep(store, "botsing", case)
    shown = page(client, worked_out("botsing"))
    assert "Wat botst" in shown
    assert shown.split("Wat botst")[1].count("Y. Cheung") >= 2


def test_a_form_without_token_starts_nothing(client, jobs):
    assert client.post(CAROUSEL, data={}).status_code == 400
    assert jobs.latest("twee-directies-carrousel", "round") is None


@pytest.mark.parametrize("address", ["/rounds/nowhere", "/rounds/%00", "/rounds/" + "x" * 500])
def test_what_is_not_there(client, address):
    page(client, address, 404)


@pytest.mark.parametrize(
    "query",
    [
        "page=0",
        "page=-3",
        "page=zes",
        "page=" + "9" * 400,
        "show=nothing",
        "job=gone",
        "round_job=..",
        "q=" + "x" * 3000,
        "q=%00",
        "show=%F0%9F%98%80",
    ],
)
def test_odd_addresses_are_answered(client, query):
    page(client, f"{CAROUSEL}?{query}")


def test_a_session_is_asked_for(visitor):
    page(visitor, CAROUSEL, 401)


def test_markup_stays_text(client, store):
    case = hostile()
    case["teams"].append(
        {
            **case["teams"][0],
            "id": "second",
            "circle": [],
            "seats": [{"id": "third", "title": MARKUP}],
        }
    )
    keep(store, "boos", case)
    shown = page(client, "/rounds/boos?q=" + "%3Cscript%3E")
    assert "<script>alert" not in shown
    assert "<img src=x" not in shown


class TestManyTeams:
    """A round over more teams than fit on a page."""

    @pytest.fixture(autouse=True)
    def _kept(self, store):
        keep(store, "veel", many(60))

    def test_a_page_at_a_time(self, client):
        first = page(client, "/rounds/veel")
        assert "60 teams" in first
        assert "pagina 1 van 3" in first
        last = page(client, "/rounds/veel?page=3")
        titles = [set(re.findall(r"Directie \d+(?=</a>)", shown)) for shown in (first, last)]
        assert len(titles[0]) == 25
        assert len(titles[1]) == 10
        assert not titles[0] & titles[1]
        assert "Directie 59</a>" in last
        assert "pagina 3 van 3" in page(client, "/rounds/veel?page=99")

    def test_searching(self, client):
        shown = page(client, "/rounds/veel?q=directie+41")
        assert "1 team<" in shown
        assert "Directie 41</a>" in shown
        assert "Geen team past hierbij" in page(client, "/rounds/veel?q=zzz")
        assert "pagina" not in page(client, "/rounds/veel?q=p7")

    def test_a_search_stays_when_a_page_is_turned(self, client):
        shown = page(client, "/rounds/veel?q=directie&show=empty")
        assert re.search(r"href=\"/rounds/veel\?q=directie&amp;show=empty&amp;page=2", shown)

    def test_htmx_gets_the_piece_that_the_page_has(self, client):
        piece = page(client, "/rounds/veel?q=1", HX_Request="true")
        assert piece.startswith('<div id="round-found">')
        assert piece.strip() in page(client, "/rounds/veel?q=1")

    def test_what_gains_and_who_comes(self, client, worked_out):
        address = worked_out("veel")
        shown = page(client, f"{address}&show=gain")
        rows = re.findall(r"Directie \d+(?=</a>)", shown)
        assert 1 <= len(rows) <= 3
        assert "Cas" in shown
        assert "hoeveel procentpunt meer van de opgave" in shown
        assert "Geen team past hierbij" in page(client, f"{address}&show=less")

    def test_what_stays_empty_says_why(self, client, worked_out):
        shown = page(client, worked_out("veel"))
        assert "Stoelen die leeg blijven, en waarom" in shown


def test_words_of_a_search_are_all_asked(store):
    dossiers = Dossiers(store)
    dossier = dossiers.open(dossiers.find("twee-directies-carrousel"))
    rows = RoundTeams(dossier.situation(), None, Translator("nl")).rows
    assert [row.id for row in found(rows, "DIRECTIE wonen", "all")] == ["wonen"]
    assert [row.id for row in found(rows, "tahiri", "all")] == ["uitvoering"]
    assert found(rows, "tahiri wonen", "all") == []
    assert found(rows, "", "gain") == []
    assert len(found(rows, "", "no such choice")) == 2


def test_a_report_without_a_proposal_has_no_figures(client, store, worked_out, jobs):
    case = example("twee-directies-carrousel")
    case["constraints"] = [
        {"kind": "include", "person": "cheung"},
        {"kind": "exclude", "person": "cheung"},
    ]
    keep(store, "botsing", case)
    shown = page(client, worked_out("botsing"))
    assert isinstance(jobs.latest("botsing", "round").answer, RoundReport)
    assert "figure--concern" not in shown
    assert 'class="chains"' not in shown
