"""Who may do what: every address there is, asked by everybody; and other dossiers' ids in each."""

import re
from contextlib import closing

import pytest
from flask import url_for
from werkzeug.exceptions import HTTPException

from planner.store.corrections import Corrections
from planner.store.dossiers import Dossiers
from planner.store.memberships import Memberships, Role
from planner.store.scenarios import Explorations
from planner.web.app import create_app
from planner.web.needs import NEEDS
from planner.web.settings import Metrics, Settings
from tests.web.cast import DOSSIER, ELSEWHERE, PERSON, cast, client_of
from tests.web.conftest import form_token

# The columns of the table: who asks. Everybody but the last three has a role in the dossier.
WHO = (
    *("secretary", "chair", "member", "reader", "rater", "person"),
    *("owner", "elsewhere", "administrator", "visitor"),
)
# + may; . is told that there is nothing; - is told that they may not; ? is asked to sign in.
EXPECTED = {
    # Everybody, signed in or not.
    "++++++ ++++": """
        accountability.instructions accountability.model_card accountability.processing
        accountability.register accountability.register_file assets.favicon assets.htmx
        enrolment.show enrolment.take health.live health.ready invitations.begin
        invitations.show method.show metrics.show provider.come_back provider.go sign_in.ask
        sign_in.check sign_in.enter sign_in.left static""",
    # Everybody who is signed in.
    "++++++ +++?": """
        account.ask_factor account.ask_password account.change account.change_factor
        account.change_password account.show dossiers.show elements.show mine.show sign_in.leave
        sign_in.leave_everywhere""",
    # Whoever may have dossiers: nobody who was only invited, and nobody who manages accounts.
    "++++-- ++-?": """
        beginning.begin beginning.example beginning.show dossier_files.take dossier_files.upload
        dossiers.archive dossiers.end_tour evaluation.impact evaluation.show tour.begin
        tour.show""",
    # Whoever manages accounts.
    "------ +-+?": """
        accounts.add accounts.appoint accounts.disable accounts.dismiss accounts.enable
        accounts.forget accounts.link accounts.show accounts.sign_out trail.download
        trail.show""",
    # Seeing the dossier, reading profiles, and working things out.
    "+++... +..?": """
        choices.show choices.start compare.choose compare.in_short compare.show compare.team
        compare_questions.ask_certainty compare_questions.ask_why_not demand.look demand.show
        explore.go explore.show explore.step history.show history.version jobs.again
        jobs.of_dossier jobs.show jobs.stop meeting.begin meeting.choose meeting.notes
        meeting.reveal meeting.save meeting.show meeting_history.show people.profile people.show
        proposals.show proposals.start rating_results.show rating_talk.change rating_talk.show
        ratings.look ratings.show reasons.ask_why reasons.ask_why_not reasons.why reasons.why_not
        rounds.show rounds.start scenarios.copy scenarios.drop scenarios.name scenarios.take_back
        team.show weighing.start""",
    # Reading the decision.
    "++++.. +..?": "decision.show decision_files.document decisions.show",
    # Taking profiles along, fixing the task, reading the log, deciding.
    "++-... +..?": """
        decision.close decision.propose decision.review decision.save decision_files.archive
        decision_files.data decision_letters.choose decision_letters.show decision_letters.write
        dossier_files.download freeze.fix rating_beginning.begin rating_beginning.show
        rating_raters.bring_back rating_raters.withdraw rating_weights.weigh ratings.close
        ratings.open_round table_files.levels trail.download_of_dossier trail.of_dossier""",
    # Running the dossier.
    "+--... +..?": """
        corrections.answer demand.change demand_adding.add demand_adding.show
        dossiers.bring_back dossiers.copy dossiers.name dossiers.put_away dossiers.rename
        giving_way.choose history.put_back history.redo history.undo members.add members.invite
        members.invite_again members.remove members.show members.withdraw people.add
        person.attribute person.confirm_removal person.describe person.part person.remove
        person_levels.change person_levels.change_row priorities.change priorities.reset
        privacy.agree privacy.download privacy.erase_person privacy.show
        privacy.withdraw_consent rating_raters.add
        rating_raters.invite rating_results.take scenarios.make_dossier seats.ask_removal
        seats.change seats.remove seats.show structure.add_seat structure.add_team
        structure.ask_removal structure.change structure.remove structure.show suggestions.show
        suggestions.take table_files.fill_in table_files.ratings tables.preview tables.show
        tables.take tables.undo wishes.add wishes.change wishes.edit wishes.new wishes.preview
        wishes.remove""",
    # Rating: a role of its own.
    "--+.++ +..?": "rating_form.finish rating_form.mine rating_form.save rating_form.show",
    # Somebody's own; whoever works alone may too, and is nobody in the dossier.
    "---..+ +..?": "mine.agree mine.ask mine.profile mine.withdraw_consent",
}
TABLE = {
    endpoint: dict(zip(WHO, columns.replace(" ", ""), strict=True))
    for columns, endpoints in EXPECTED.items()
    for endpoint in endpoints.split()
}
_REFUSALS = {".": 404, "-": 403, "?": 401}


@pytest.fixture
def app(store, sign_in, jobs, tmp_path):
    """The application with every address that it can have."""
    token = tmp_path / "token"
    token.write_text("x" * 40)
    settings = Settings(metrics=Metrics(token_file=token))
    return create_app(store, sign_in=sign_in, jobs=jobs, settings=settings, development=True)


@pytest.fixture
def people(store):
    return cast(store)


@pytest.fixture
def ids(store, jobs, people):
    """What stands in the addresses of a dossier, all of it there."""
    return ids_of(store, jobs, DOSSIER, people["person"].id)


def ids_of(store, jobs, dossier, account):
    kept = Dossiers(store).find(dossier)
    case = Dossiers(store).open(kept)
    exploration = Explorations(store).begin(dossier, "somebody", kept.version)
    person = PERSON if dossier == DOSSIER else case.people[0].id
    job = jobs.start(kept, "stress", {}, "somebody")
    return {
        "dossier": dossier,
        "person": person,
        "seat": next(seat.id for team in case.teams for seat in team.seats if not seat.locked),
        "job": job.id,
        "exploration": exploration.id,
        "correction": Corrections(store).ask(dossier, person, account, "Dit klopt niet").id,
        "account": account,
        "candidate": person,
        "language": "nl",
        "index": 0,
        "number": 1,
        "step": 1,
        "version": 1,
        "round_": "no-round",
        "table": "no-table",
        "form": "csv",
        "example": "crisisteam",
        "token": "no-secret",
        "filename": "theme.css",
    }


def addresses(app, ids):
    """Return each endpoint with its method and an address."""
    asked = {"compare.team": {"person": "kaya"}}
    found = []
    with app.test_request_context():
        for rule in app.url_map.iter_rules():
            inside = {name: ids[name] for name in rule.arguments}
            address = url_for(rule.endpoint, **inside, **asked.get(rule.endpoint, {}))
            methods = sorted({"GET", "POST"} & set(rule.methods or ()))
            found += [(rule.endpoint, method, address) for method in methods]
    return found


def gets_through(app, client, address):
    """Tell whether a request comes as far as what answers it, whatever that finds then."""
    cookie = client.get_cookie("abd_planner")
    sent = {} if cookie is None else {"Cookie": f"{cookie.key}={cookie.value}"}
    with app.test_request_context(address, headers=sent):
        try:
            app.preprocess_request()
        except HTTPException:
            return False
    return True


def test_every_address_is_in_the_table(app):
    there = {rule.endpoint for rule in app.url_map.iter_rules()}
    assert there - set(NEEDS) == set(), "list what they need in planner/web/needs.py"
    assert set(NEEDS) - there == set(), "what is gone needs nothing"
    assert set(TABLE) == there


@pytest.mark.parametrize("who", WHO)
def test_everybody_may_what_the_table_says(app, sign_in, people, ids, who):
    client = client_of(app, sign_in, people.get(who))
    wrong = []
    for endpoint, method, address in addresses(app, ids):
        expected = TABLE[endpoint][who]
        with closing(client.open(address, method=method)) as answer:
            status = answer.status_code
        if expected != "+":
            is_right = status == _REFUSALS[expected]
        elif method == "POST":
            # What may be asked gets as far as the token of its form, which is not there.
            is_right = status == 400
        else:
            is_right = gets_through(app, client, address) and status < 500
        if not is_right:
            wrong.append(f"{endpoint} {method} {address}: {status}, and not {expected}")
    assert not wrong, "\n".join(wrong)


def told(client, method, address, data, *mentions):
    """Return what is answered, without what only repeats the question."""
    answer = client.open(address, method=method, data=data)
    text = answer.get_data(as_text=True)
    for each in (address, *mentions):
        text = text.replace(each, "")
    return answer.status_code, re.sub(r'(name="csrf_token" value=")[^"]+', r"\1", text)


def test_a_dossier_of_others_is_as_one_that_is_not_there(app, sign_in, people, ids):
    client = client_of(app, sign_in, people["elsewhere"])
    token = form_token(client, f"/dossiers/{ELSEWHERE}/demand")
    nowhere = addresses(app, {**ids, "dossier": "no-such"})
    for (endpoint, method, there), (_, _, not_there) in zip(
        addresses(app, ids), nowhere, strict=True
    ):
        if there != not_there:
            data = {"csrf_token": token, "version": "1"} if method == "POST" else None
            answer = told(client, method, there, data)
            assert answer[0] == 404, endpoint
            assert answer == told(client, method, not_there, data), endpoint


def test_what_is_of_another_dossier_is_not_found_in_ones_own(
    app, sign_in, store, jobs, people, ids
):
    client = client_of(app, sign_in, people["elsewhere"])
    token = form_token(client, f"/dossiers/{ELSEWHERE}/demand")
    own = ids_of(store, jobs, ELSEWHERE, people["elsewhere"].id)
    nested = ("person", "seat", "job", "exploration", "correction", "account")
    checked = set()
    for name in nested:
        foreign = addresses(app, {**own, name: ids[name]})
        nothing = addresses(app, {**own, name: "no-such"})
        for (endpoint, method, there), (_, _, not_there) in zip(foreign, nothing, strict=True):
            if there == not_there or f"/dossiers/{ELSEWHERE}/" not in there:
                continue
            sent = {"csrf_token": token, "version": "1", "role": "person", "answer": "Ja"}
            data = {**sent, "person": PERSON} if method == "POST" else None
            answer = told(client, method, there, data, ids[name])
            assert answer[0] == 404, (endpoint, name, answer)
            assert answer == told(client, method, not_there, data, "no-such"), (endpoint, name)
            checked.add(name)
    assert checked == set(nested)


def test_an_address_that_is_not_listed_is_there_for_nobody(app, sign_in, people):
    app.add_url_rule("/forgotten", "forgotten", lambda: "a secret")
    for who in WHO:
        answer = client_of(app, sign_in, people.get(who)).get("/forgotten")
        assert answer.status_code == (401 if who == "visitor" else 404)
        assert "a secret" not in answer.get_data(as_text=True)


@pytest.mark.parametrize("who", ["elsewhere", "reader", "rater", "person", "administrator"])
def test_the_list_and_the_search_tell_nothing_of_what_one_may_not_see(app, sign_in, people, who):
    client = client_of(app, sign_in, people[who])
    for address in ("/", "/?q=feitsma", "/?q=uitvoering", "/dossiers/archive"):
        text = client.get(address, follow_redirects=True).get_data(as_text=True)
        assert "Feitsma" not in text
        assert f"/dossiers/{DOSSIER}/team" not in text
    if who == "elsewhere":
        assert f"/dossiers/{ELSEWHERE}/team" in client.get("/").get_data(as_text=True)


def test_whoever_sees_a_dossier_finds_it_and_its_people(app, sign_in, people):
    text = client_of(app, sign_in, people["member"]).get("/?q=feitsma").get_data(as_text=True)
    assert "Feitsma" in text
    assert "Gevonden: 1 dossier en 1 persoon." in text


def test_the_heading_counts_ones_own_dossiers(app, sign_in, people):
    text = client_of(app, sign_in, people["member"]).get("/").get_data(as_text=True)
    assert "In dit dossier" in re.search(r"<h1>(.*?)</h1>", text)[1]


@pytest.mark.parametrize(
    ("who", "shown", "hidden"),
    [
        ("member", ["Verkennen", "Voorstellen"], ["Leden", "Opslaan", "/undo", "Hernoemen"]),
        ("secretary", ["Verkennen", "Leden", "Opslaan"], []),
    ],
)
def test_a_page_offers_what_whoever_reads_it_may_do(app, sign_in, people, who, shown, hidden):
    client = client_of(app, sign_in, people[who])
    pages = ("/", f"/dossiers/{DOSSIER}/demand")
    text = "".join(client.get(address).get_data(as_text=True) for address in pages)
    assert [word for word in shown if word not in text] == []
    assert [word for word in hidden if word in text] == []


def test_a_role_that_is_gone_is_gone_at_once(app, sign_in, store, people):
    client = client_of(app, sign_in, people["member"])
    assert client.get(f"/dossiers/{DOSSIER}/team").status_code == 200
    Memberships(store).remove(DOSSIER, people["member"].id, Role.MEMBER)
    assert client.get(f"/dossiers/{DOSSIER}/team").status_code == 404


def test_whoever_makes_a_dossier_runs_it(app, sign_in, people):
    client = client_of(app, sign_in, people["reader"])
    token = form_token(client, "/dossiers/new")
    made = client.post(
        "/dossiers/new",
        data={"csrf_token": token, "title": "Eigen", "team": "MT", "seats": "A", "preset": "empty"},
    )
    dossier = made.headers["Location"].split("/")[2]
    assert client.get(f"/dossiers/{dossier}/members").status_code == 200
    other = client_of(app, sign_in, people["secretary"])
    assert other.get(f"/dossiers/{dossier}/demand").status_code == 404
    copied = client.post(f"/dossiers/{dossier}/copy", data={"csrf_token": token})
    assert copied.status_code == 303
    assert client.get("/").get_data(as_text=True).count("Eigen (kopie)") > 0
    assert "Eigen (kopie)" not in other.get("/").get_data(as_text=True)


def test_each_has_a_worked_example_of_their_own(app, sign_in, people):
    first, second = (client_of(app, sign_in, people[who]) for who in ("reader", "elsewhere"))
    opened = []
    for client in (first, second, first):
        token = form_token(client, "/dossiers/new")
        answer = client.post("/dossiers/examples/crisisteam", data={"csrf_token": token})
        assert client.get(answer.headers["Location"]).status_code == 200
        opened.append(answer.headers["Location"])
    assert opened[0] == opened[2] != opened[1]
    assert second.get(opened[0]).status_code == 404
