"""The workbench: steps and what they show, undo, scenarios, two people, and hostile forms."""

import re

import pytest

from planner.dossier.editing import Edit
from planner.store.dossiers import Dossiers
from planner.store.scenarios import Explorations
from planner.store.told import recorded
from planner.web.screens import weighed
from tests.web.cases import MARKUP, empty, hostile, keep, small
from tests.web.conftest import page

HERE = "/dossiers/mt-uitvoering/explore"


class Hands:
    """Somebody at the workbench, who fills in the forms of the page that is shown."""

    def __init__(self, client, dossier="mt-uitvoering"):
        self.client = client
        self.here = f"/dossiers/{dossier}/explore"
        self.address = f"{self.here}?exploration=today&lang=en"
        client.get(self.address)
        self.look()

    def look(self, address=None):
        self.address = address or self.address
        self.text = page(self.client, self.address.replace("&lang=en", ""))
        return self.text

    def hidden(self, name):
        return re.search(rf'name="{name}" value="([^"]*)"', self.main)[1]

    @property
    def main(self):
        return self.text[self.text.index('id="workbench"') :]

    @property
    def heading(self):
        return re.sub(r"<[^>]+>", "", re.search(r"<h1.*?</h1>", self.main, re.S)[0])

    def post(self, path, status=303, **fields):
        named = {name: self.hidden(name) for name in ("csrf_token", "exploration", "version")}
        answer = self.client.post(f"{self.here}/{path}", data=named | fields)
        assert answer.status_code == status, answer.get_data(as_text=True)[:2000]
        if status == 303:
            self.look(answer.headers["Location"])
        else:
            self.text = answer.get_data(as_text=True)
        return self

    def place(self, seat, person, **options):
        return self.post("steps", kind="place", seat=seat, person=person, **options)

    def go(self, done):
        return self.post("steps/go", done=str(done))


@pytest.fixture
def hands(client):
    return Hands(client)


def test_it_begins_with_today(hands):
    assert hands.heading == "What would you like to try?"
    assert "Today 82.9" in hands.text
    assert "Undo step" not in hands.text


def test_a_step_answers_with_the_differences_and_why(hands):
    hands.place("bedrijfsvoering", "kaya")
    assert hands.heading == "What if F. Kaya takes Director of Operations Support?"
    assert "Coverage goes from 82.9" in hands.text
    assert "+10.3" in hands.text
    assert "F. Kaya now carries this. Carriers: 2 of 2; today 1 of 2." in hands.text
    assert "was empty" in hands.text
    assert "Every wish is met" in hands.text
    # What is kept now is said as what is asked, not as what was wrong.
    mended = hands.text[hands.text.index("No longer broken") :]
    mended = mended[: mended.index("</ul>")]
    assert "Somebody sits on the seat Director of Operations Support." in mended
    assert "85" in mended
    assert "is empty" not in mended
    assert "82.9" not in mended


def test_without_people_it_shows_no_distances_and_leads_to_people(client, store):
    keep(store, "leeg", empty())
    text = Hands(client, "leeg").text
    assert "missing to the levels" not in text
    assert 'href="/dossiers/leeg/people#add">Add somebody</a>' in text


def test_everything_is_said_in_per_cent_and_the_circle_by_name(hands):
    bench = hands.text[hands.text.index('id="bench-heading"') :]
    assert "+10.3\u00a0%" in bench
    assert "points" not in bench[: bench.index("</section>")]
    assert "G. de Boer (circle)" in bench
    # Whom no seat is open to is not offered, and would carry nothing here.
    choices = re.search(r'<select[^>]*name="person".*?</select>', hands.text, re.S)[0]
    assert "G. de Boer" not in choices
    assert not re.search(r"de Boer[^<]*would carry", hands.text)


def test_steps_of_every_kind_are_undone_and_done_again(hands):
    hands.place("bedrijfsvoering", "kaya").place("uitvoering", "")
    assert "E. Yildiz leaves Director of Delivery" in hands.heading
    hands.post("steps", kind="raise", person="kaya", behaviour="rule_of_law", rise="5")
    assert "F. Kaya to level 3.1 in" in hands.text
    team = hands.hidden("team")
    hands.post("steps", kind="ask", team=team, behaviour="speaking_truth", carriers="5")
    assert "more things change" in hands.heading
    assert "Carriers: 2 of 5; today 1 of 2." in hands.text
    hands.go(3)
    hands.post("steps", kind="drop", team=team, behaviour="speaking_truth")
    hands.go(3)
    hands.post("steps", kind="bench", person="kaya")
    for done in (4, 3, 2, 1, 0):
        hands.go(done)
    assert hands.heading == "What would you like to try?"
    hands.go(2)
    assert "F. Kaya takes" in hands.heading


def test_nothing_is_lost_on_reload_or_elsewhere(hands):
    hands.place("bedrijfsvoering", "osei")
    answer = hands.client.get(HERE)
    assert answer.status_code == 303
    assert answer.headers["Location"].startswith(hands.address.split("&")[0])


def test_a_person_who_sits_elsewhere_changes_places(hands):
    hands.place("uitvoering", "bakker")
    assert "J. Bakker takes Director of Delivery and E. Yildiz takes" in hands.heading
    assert "This breaks" in hands.text


def test_the_comparison_leads_here_once(client):
    first = client.get(f"{HERE}?seat=bedrijfsvoering&person=kaya")
    again = client.get(f"{HERE}?seat=bedrijfsvoering&person=kaya")
    assert first.status_code == again.status_code == 303
    assert first.headers["Location"] == again.headers["Location"]
    assert "F. Kaya" in page(client, first.headers["Location"])
    assert client.get(f"{HERE}?seat=bedrijfsvoering&person=nobody").status_code == 404
    assert client.get(f"{HERE}?seat=none&person=kaya").status_code == 404


def test_a_proposal_is_taken_over(client, jobs, store):
    kept = Dossiers(store).find("mt-uitvoering")
    job = jobs.start(kept, "propose", {})
    assert jobs.wait(job.id, 30).answer.proposals
    answer = client.get(f"{HERE}?job={job.id}&proposal=1")
    assert answer.status_code == 303
    assert "Wat als" in page(client, answer.headers["Location"])
    for wrong in (f"job={job.id}&proposal=9", "job=none", f"job={job.id}&proposal=x"):
        assert client.get(f"{HERE}?{wrong}").status_code == 404


def test_a_scenario_is_kept_renamed_copied_deleted_and_taken_back(hands):
    hands.place("bedrijfsvoering", "kaya").post("name", name="  Met   Kaya ")
    assert "Kept as the scenario ‘Met Kaya’" in hands.text
    scenario = hands.address
    hands.post("name", name="Kaya erbij")
    assert 'aria-current="true">Kaya erbij' in hands.text
    hands.post("copy")
    assert hands.address != scenario
    assert "This is a copy of ‘Kaya erbij’" in hands.text
    hands.look(scenario).index("Kaya erbij")
    hands.post("drop")
    assert "‘Kaya erbij’ has been deleted." in hands.text
    assert "This exploration has been deleted" in page(hands.client, scenario)
    back = re.search(r'action="([^"]+take-back)"', page(hands.client, scenario))[1]
    token = hands.hidden("csrf_token")
    answer = hands.client.post(back, data={"csrf_token": token})
    assert "F. Kaya takes" in page(hands.client, answer.headers["Location"])


@pytest.mark.parametrize("name", ["", "   ", "x" * 81, "a\u202eb"])
def test_a_name_that_is_none_is_refused_and_kept_on_the_page(hands, name):
    hands.place("bedrijfsvoering", "kaya").post("name", status=422, name=name)
    assert "A scenario needs a name" in hands.text
    assert 'aria-invalid="true"' in hands.text
    assert "F. Kaya takes" in hands.text


def test_scenarios_stand_side_by_side_with_the_best_in_words(hands):
    ids = ["today"]
    for person in ("kaya", "osei"):
        hands.look(f"{HERE}?exploration=today")
        hands.place("bedrijfsvoering", person).post("name", name=f"Met {person}")
        ids.append(hands.hidden("exploration"))
    text = page(hands.client, f"{HERE}?compare={','.join(ids)}")
    assert "‘Met kaya’ covers most" in text
    assert text.count("compass--small") == 3
    assert "other than today" in text
    assert re.search(r"<strong>93.2.%</strong><br><span[^>]*>best", text)
    repeated = "&".join(f"compare={each}" for each in ids)
    assert "‘Met kaya’ covers most" in page(hands.client, f"{HERE}?{repeated}")
    many = ",".join([*ids, "today", ids[1]])
    assert page(hands.client, f"{HERE}?compare={many}").count("compass--small") == 3
    assert "Which scenarios" in page(hands.client, f"{HERE}?compare=")
    assert hands.client.get(f"{HERE}?compare=none").status_code == 404


def test_a_scenario_keeps_what_it_holds(hands):
    hands.place("bedrijfsvoering", "kaya").post("name", name="Met Kaya")
    scenario = hands.address
    hands.place("bedrijfsvoering", "osei")
    assert hands.address.split("&")[0] != scenario.split("&")[0]
    assert "‘Met Kaya’ stays as it was kept" in hands.text
    assert "M. Osei takes" in hands.heading
    # One try came in the place of the other, and is folded away.
    assert "1 step that a later one took the place of" in hands.text
    hands.look(scenario)
    assert "F. Kaya takes" in hands.heading
    hands.go(0)
    assert hands.heading == "What would you like to try?"
    hands.look(scenario)
    assert "F. Kaya takes" in hands.heading
    numbers = re.findall(r">(Exploration \d+)</a>", hands.text)
    assert len(numbers) == len(set(numbers)) == 2


def test_whoever_comes_second_sees_how_it_stands(hands):
    hands.place("bedrijfsvoering", "kaya")
    other = Hands(hands.client)
    other.look(hands.address)
    other.place("uitvoering", "")
    hands.place("bedrijfsvoering", "osei", status=409)
    assert "Somebody else went on with this exploration" in hands.text
    assert "E. Yildiz leaves" in hands.heading
    assert "M. Osei takes" not in hands.heading
    hands.place("bedrijfsvoering", "osei")
    assert "M. Osei takes" in hands.heading


def test_without_a_name_it_is_in_nobody_elses_list(enter, hands):
    hands.place("bedrijfsvoering", "kaya")
    assert "Exploration 1" not in Hands(enter()).text


def test_steps_go_on_when_the_dossier_changes(hands, store):
    hands.place("bedrijfsvoering", "kaya")
    dossiers = Dossiers(store)
    place = ("people", "kaya", "name")
    dossiers.edit("mt-uitvoering", 1, [Edit(place, "F. Kaya-Vos")], recorded("changed"))
    hands.look()
    assert "The dossier was changed since the last step here" in hands.text
    assert "F. Kaya-Vos takes" in hands.heading


def test_it_becomes_a_dossier_of_its_own(hands, store):
    hands.place("bedrijfsvoering", "kaya")
    data = {name: hands.hidden(name) for name in ("csrf_token", "exploration")}
    answer = hands.client.post(f"{HERE}/dossier", data=data)
    made = answer.headers["Location"].split("/")[2]
    dossiers = Dossiers(store)
    case = dossiers.open(dossiers.find(made))
    assert case.situation().incumbents["bedrijfsvoering"] == "kaya"
    assert dossiers.find("mt-uitvoering").version == 1
    assert page(hands.client, answer.headers["Location"])


QUESTIONS = {
    "stress": "P. Wattimena",
    "front": 'class="step-chart"',
    "uncertainty": "stands out on the seat",
}


def test_questions_are_worked_out_about_what_is_explored(hands, jobs, monkeypatch):
    monkeypatch.setitem(weighed.QUESTIONS, "uncertainty", {"draws": 20})
    hands.place("bedrijfsvoering", "kaya")
    for kind in QUESTIONS:
        hands.post("weigh", kind=kind, seat="bedrijfsvoering")
    for job in jobs.of_dossier("mt-uitvoering"):
        assert jobs.wait(job.id, 60).answer is not None
    text = hands.look()
    for kind, told in QUESTIONS.items():
        assert told in text[text.index(f'id="{kind}"') :]
    address = re.search(r'href="([^"]+point=0)"', text)[1].replace("&amp;", "&")
    answer = hands.client.get(address)
    assert "F. Kaya takes" in page(hands.client, answer.headers["Location"])
    assert hands.client.get(address.replace("point=0", "point=7")).status_code == 404
    # Of another team nothing is known yet.
    hands.place("bedrijfsvoering", "osei")
    assert 'class="step-chart"' not in hands.text
    # What was asked about an exploration is not taken for the dossier's own.
    assert jobs.latest("mt-uitvoering", "uncertainty") is None


RAISE = {"kind": "raise", "person": "kaya", "behaviour": "rule_of_law", "rise": "5"}
ASK = {"kind": "ask", "team": "mt", "behaviour": "rule_of_law"}
ADD = {**ASK, "kind": "add"}
DROP = {**ASK, "kind": "drop"}
PLACE = {"kind": "place", "seat": "uitvoering", "person": ""}
REFUSED = [
    ("steps", {"kind": "fly"}, 400),
    ("steps", {**PLACE, "seat": "none"}, 409),
    ("steps", {**PLACE, "person": MARKUP}, 409),
    ("steps", {**PLACE, "version": "x"}, 400),
    ("steps", {**PLACE, "exploration": "none"}, 404),
    ("steps", {"kind": "bench", "person": ""}, 409),
    ("steps", {**RAISE, "behaviour": "none"}, 409),
    ("steps", {**RAISE, "rise": "-5"}, 400),
    ("steps", {**RAISE, "rise": "²"}, 400),
    ("steps", {**ASK, "team": "none"}, 409),
    ("steps", {**ASK, "level": "9" * 99}, 400),
    ("steps", {**ASK, "importance": "6"}, 400),
    ("steps", {**ASK, "behaviour": "never_asked"}, 409),
    ("steps", {**ADD, "behaviour": MARKUP}, 409),
    ("steps", {**ADD, "team": MARKUP}, 409),
    ("steps", {**ADD, "carriers": "0"}, 400),
    ("steps", {**DROP, "behaviour": "never_asked"}, 409),
    ("steps/go", {"done": "-1"}, 400),
    ("steps/go", {"done": "1", "exploration": "today"}, 404),
    ("weigh", {"kind": "round"}, 400),
    ("name", {"name": "x", "exploration": "none"}, 404),
    ("copy", {"exploration": "today"}, 404),
    ("drop", {"exploration": "today"}, 404),
]


def test_what_no_form_offers_is_refused(hands):
    hands.place("bedrijfsvoering", "kaya")
    shown = hands.text
    for path, fields, status in REFUSED:
        hands.text = shown
        hands.post(path, status=status, **fields)


def unasked(client):
    """Return a behaviour that the task does not ask, as the form offers it."""
    text = page(client, f"{HERE}?exploration=today")
    return re.search(r'id="field-add-behaviour"[^>]*><option value="([^"]+)"', text)[1]


def test_a_row_comes_into_the_task_and_goes_out_of_it(hands):
    team, behaviour = hands.hidden("team"), unasked(hands.client)
    values = {"importance": "5", "level": "30", "carriers": "2"}
    hands.post("steps", kind="add", team=team, behaviour=behaviour, **values)
    assert "What if the task also asks ‘" in hands.heading
    assert "also asked" in hands.text
    assert "The task now asks this too, at level 3." in hands.text
    assert "asks 2 carriers at level 3, importance 5" in hands.text
    hands.post("steps", kind="drop", team=team, behaviour=behaviour)
    assert hands.heading == "What would you like to try?"
    hands.post("steps", kind="drop", team=team, behaviour="speaking_truth")
    assert "What if the task no longer asks ‘" in hands.heading
    assert "Asked today, and left out here" in hands.text
    assert "Today it has 1 of 2 carriers." in hands.text
    # Asked again it is as it was, whatever is usual.
    hands.post("steps", kind="add", team=team, behaviour="speaking_truth")
    assert hands.heading == "What would you like to try?"
    hands.go(3)
    assert "no longer asks" in hands.heading


def test_rows_that_came_and_went_are_in_scenarios_and_in_a_dossier_of_its_own(hands, store):
    team, behaviour = hands.hidden("team"), unasked(hands.client)
    hands.post("steps", kind="add", team=team, behaviour=behaviour)
    hands.post("steps", kind="drop", team=team, behaviour="speaking_truth")
    hands.post("name", name="Andere opgave")
    scenario = hands.hidden("exploration")
    text = page(hands.client, f"{HERE}?compare=today,{scenario}")
    assert "What the task asks otherwise" in text
    assert "Also in the task: ‘" in text or "also in the task: ‘" in text
    assert "’ no longer asked" in text
    data = {name: hands.hidden(name) for name in ("csrf_token", "exploration")}
    answer = hands.client.post(f"{HERE}/dossier", data=data)
    dossiers = Dossiers(store)
    case = dossiers.open(dossiers.find(answer.headers["Location"].split("/")[2]))
    (made,) = [each for each in case.teams if each.id == team]
    rows = {row.behaviour: row for row in made.demand}
    assert "speaking_truth" not in rows
    assert (rows[behaviour].importance, rows[behaviour].carriers) == (3, 1)


def test_a_task_without_any_row_can_be_explored(client, store):
    case = small()
    (team,) = case["teams"]
    demand, team["demand"] = team["demand"], []
    keep(store, "klein", case)
    hands = Hands(client, "klein")
    hands.post("steps", kind="add", team="kwartet", behaviour="crisis")
    assert "What if the task also asks" in hands.heading
    team["demand"] = demand[:1]
    keep(store, "klein", case)
    hands = Hands(client, "klein")
    hands.post("steps", kind="drop", team="kwartet", behaviour="crisis")
    assert "What if the task no longer asks" in hands.heading
    compared = f"{hands.here}?compare=today,{hands.hidden('exploration')}"
    assert "no longer asked" in page(client, compared)


def test_a_step_that_changes_nothing_is_none(hands, store):
    hands.place("bedrijfsvoering", "")
    assert hands.hidden("exploration") == "today"
    hands.place("bedrijfsvoering", "kaya").place("bedrijfsvoering", "kaya")
    team = hands.hidden("team")
    hands.post("steps", kind="add", team=team, behaviour="speaking_truth")
    kept = Explorations(store).find(hands.hidden("exploration"), "mt-uitvoering")
    assert len(kept.steps) == 1


def test_markup_stays_text(client, store):
    keep(store, "lelijk", hostile())
    hands = Hands(client, "lelijk")
    person, seat = f"{MARKUP}p", f"{MARKUP}s"
    hands.place(seat, person).post("name", name=MARKUP)
    assert "<script>alert" not in hands.text
    assert "<img src=x" not in page(
        client, f"{hands.here}?compare=today,{hands.hidden('exploration')}"
    )


def test_every_dossier_can_be_explored(client):
    for dossier in ("groot", "klein", "crisisteam", "twee-directies-carrousel"):
        address = f"/dossiers/{dossier}/explore?exploration=today"
        for language in ("nl", "en"):
            client.get(f"{address}&lang={language}")
            assert 'id="seats-heading"' in page(client, address)


def test_a_fragment_is_the_workbench_alone(hands):
    hands.place("bedrijfsvoering", "kaya")
    text = page(hands.client, hands.address, HX_Request="true")
    assert "<html" not in text
    assert 'hx-swap-oob="innerHTML:#announcement"' in text
    assert "<title>What if F. Kaya" in text


def sixty() -> dict:
    """Return seven seats and sixty candidates."""
    behaviours = [f"b{number}" for number in range(20)]
    return {
        "format": "abd-planner/dossier/1",
        "title": "Zestig",
        "repertoire": {
            "id": "eigen",
            "title": "Eigen",
            "version": "1",
            "scale": {"minimum": 1, "maximum": 5},
            "directions": [{"id": "inward"}, {"id": "across"}],
            "behaviours": [
                {"id": each, "direction": "inward" if number % 2 else "across"}
                for number, each in enumerate(behaviours)
            ],
        },
        "people": [
            {
                "id": f"p{number}",
                "levels": {
                    each: (10 + (number * 7 + position * 11) % 40) / 10
                    for position, each in enumerate(behaviours)
                },
            }
            for number in range(67)
        ],
        "candidates": [f"p{number}" for number in range(7, 67)],
        "teams": [
            {
                "id": "mt",
                "demand": [
                    {"behaviour": each, "importance": 3, "level": 3.5, "carriers": 2}
                    for each in behaviours
                ],
                "seats": [{"id": f"s{n}", "incumbent": f"p{n}" if n else None} for n in range(7)],
            }
        ],
    }
