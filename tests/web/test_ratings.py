"""Beoordelen: blind until it opens, then side by side; who is late, who leaves, what follows."""

import json
import re
from contextlib import closing
from html import unescape

import pytest
from flask import url_for

from planner.domain.repertoire import Scale
from planner.dossier.editing import Edit
from planner.ratings.profiles import profiles
from planner.ratings.rating import PERCEIVING, Evidence
from planner.store.dossiers import Dossiers
from planner.store.kept_ratings import Given
from planner.store.memberships import Memberships, Role
from planner.store.raters import Raters
from planner.store.rating_rounds import RatingRounds
from planner.store.ratings import Ratings
from planner.store.told import recorded
from planner.web.rated_levels import ratings_behind
from planner.web.round_figures import figures_of
from tests.web.cases import example
from tests.web.cast import DOSSIER, ELSEWHERE, PERSON
from tests.web.rounds_of_rating import BEHAVIOURS, HTMX, RATED, Committee, address_of, line

SECRET = "Toen de telefoon driemaal rinkelde"


@pytest.fixture
def committee(app, store, sign_in):
    return Committee(app, store, sign_in)


def addresses(app, round_):
    """Return every address of the dossier that can be looked at."""
    ids = {
        **{"dossier": DOSSIER, "round_": round_.id, "person": "kaya", "seat": "bedrijfsvoering"},
        **{"form": "csv", "table": "none", "index": 0, "number": 1, "step": 1, "version": 1},
        **{"job": "none", "exploration": "none", "account": "none", "candidate": "kaya"},
        **{"language": "nl", "example": "crisisteam", "token": "none", "filename": "app.css"},
        **{"correction": "none", "meeting": "none", "note": "none"},
    }
    with app.test_request_context():
        for rule in app.url_map.iter_rules():
            if "GET" in rule.methods and "dossier" in rule.arguments:
                inside = {name: ids.get(name, "none") for name in rule.arguments}
                yield url_for(rule.endpoint, **inside)
    for more in ("?by=person", "?by=behaviour&at=2"):
        yield f"{address_of(round_)}/form{more}"


# Blind


def test_nobody_finds_what_another_gave_while_a_round_is_blind(app, committee):
    begun = committee.begun("ann", "bea")
    committee.asked(begun, "person", "self", PERSON)
    given = Given("kaya", "crisis", 49, Evidence(situation=SECRET))
    Ratings(committee.store).give(DOSSIER, begun.id, committee.people["bea"].id, given, 0)
    for who in ("ann", "cor", "chair", "secretary", "person", "rater", "reader"):
        looked = 0
        for address in addresses(app, begun):
            with closing(committee.client(who).get(address)) as answer:
                text = unescape(answer.get_data().decode("utf-8", "replace"))
            looked += answer.status_code == 200
            assert SECRET not in text, (who, address)
            if "/ratings" in address or "/mine" in address or "/held" in address:
                assert not re.search(r"4[.,]9(?!\d)", text), (who, address)
        assert looked, who
    mine = unescape(committee.get("bea", f"{address_of(begun)}/form?by=behaviour&at=2"))
    assert SECRET in mine
    assert "4,9" in mine


def test_members_see_no_profiles_while_they_rate_blind(committee):
    team = f"/dossiers/{DOSSIER}/team"
    committee.get("ann", team)
    begun = committee.begun("ann", "bea")
    text = committee.get("cor", team, 403)
    assert "Dit gaat open als iedereen heeft beoordeeld" in text
    committee.get("cor", f"/dossiers/{DOSSIER}/explore", 403)
    committee.get("chair", team)
    committee.get("secretary", team)
    assert "Team nu" not in committee.get("cor", f"/dossiers/{DOSSIER}/demand")
    for who in ("ann", "bea"):
        committee.gives(begun, who, 30)
    committee.opened(begun)
    committee.get("cor", team)


def test_no_page_tells_a_member_of_a_level_while_they_rate_blind(app, committee):
    begun = committee.begun("ann", "bea")
    case = example(DOSSIER)
    asked = {row["level"] for team in case["teams"] for row in team["demand"]}
    levels = {
        level["level"] if isinstance(level, dict) else level
        for person in case["people"]
        for level in person["levels"].values()
    }
    told = "|".join(f"{level:.1f}".replace(".", "[.,]") for level in levels - asked - {None})
    own_form = f"{address_of(begun)}/form"
    read = []
    for address in addresses(app, begun):
        answer = committee.client("cor").get(address)
        if answer.status_code == 200 and not address.startswith(own_form):
            text = re.sub(r"<[^>]*>", " ", answer.get_data(as_text=True))
            found = re.search(rf".{{60}}(?<![\d.,])({told})(?![\d.,%]| %| jaar).{{20}}", text, re.S)
            assert not found, (address, found[0])
            read.append(address)
    assert f"/dossiers/{DOSSIER}/demand" in read
    task = committee.get("cor", f"/dossiers/{DOSSIER}/demand")
    assert "De opgave vraagt 15 gedragingen" in task
    assert "dragers tekort" not in task
    assert "komt het dichtst" not in task
    committee.post("cor", f"/dossiers/{DOSSIER}/demand/look", 403)


def test_whoever_rates_blind_takes_no_levels_along_whatever_else_they_are(committee):
    Memberships(committee.store).add(DOSSIER, committee.people["chair"].id, Role.MEMBER)
    files = [f"/dossiers/{DOSSIER}/{place}" for place in ("levels.csv", "file", "decision/review")]
    begun = committee.begun("chair", "ann")
    for address in files:
        assert "Dit gaat open" in committee.get("chair", address, 403)
        # To a member they do not open afterwards either.
        assert "Dit gaat open" not in committee.get("ann", address, 403)
    committee.gives(begun, "ann", 30)
    committee.opened(begun, "Nu")
    committee.get("chair", files[0])


def test_whoever_rates_blind_makes_no_other_dossier_of_it(committee):
    copy = f"/dossiers/{DOSSIER}/copy"
    Memberships(committee.store).add(DOSSIER, committee.people["secretary"].id, Role.MEMBER)
    begun = committee.begun("secretary", "ann")
    committee.post("secretary", copy, 403)
    committee.gives(begun, "ann", 30)
    committee.opened(begun, "Nu")
    assert committee.post("secretary", copy) == "/"


def test_a_round_without_raters_keeps_nothing_from_members(committee):
    committee.begun()
    committee.get("ann", f"/dossiers/{DOSSIER}/team")


def test_a_round_that_was_a_mistake_is_stopped_and_never_seen(committee):
    begun = committee.begun("ann")
    committee.gives(begun, "ann", 30, SECRET)
    committee.post("chair", f"{address_of(begun)}/close")
    committee.get("ann", f"/dossiers/{DOSSIER}/team")
    for place in ("talk", "results", "ratings.csv"):
        committee.get("secretary", f"{address_of(begun)}/{place}", 404)
    committee.post("ann", f"{address_of(begun)}/form", **line())
    assert "Deze ronde is voor u voorbij" in committee.get("ann", f"{address_of(begun)}/form")
    committee.post("chair", f"{address_of(begun)}/open", 409)


def test_who_is_done_is_seen_by_whoever_opens_and_by_nobody_else(committee):
    begun = committee.begun("ann", "bea")
    committee.asked(begun, "rater", "superior", "kaya")
    committee.gives(begun, "ann", 30)
    text = committee.get("chair", address_of(begun))
    assert "1 van 3 beoordelaars van “Gesprekken” is klaar" in text or "zijn klaar" in text
    assert "Bea" in text
    assert "Leidinggevende 1" in text
    # Only whoever invites knows them by name.
    name = '<th scope="row">rater<br>'
    assert name not in text
    assert name in committee.get("secretary", address_of(begun))
    assert "<table" not in committee.get("ann", address_of(begun))


# The form


def test_a_line_is_saved_as_soon_as_it_is_chosen(committee, store):
    begun = committee.begun("ann")
    form = f"{address_of(begun)}/form"
    text = committee.post("ann", f"{form}?by=behaviour&at=2", 200, item="2", headers=HTMX, **line())
    assert "<html" not in text
    assert "1 van 6 gegeven" in text
    assert 'id="seen-2" value="1"' in text
    kept = Ratings(store).own(begun.id, committee.people["ann"].id)
    assert kept["kaya", "crisis"].level == 40
    # The same once more is nothing new.
    committee.post("ann", form, 200, item="2", headers=HTMX, **line(seen=1))
    assert Ratings(store).own(begun.id, committee.people["ann"].id)["kaya", "crisis"].number == 1


def test_without_scripts_a_page_is_saved_at_once(committee, store):
    begun = committee.begun("ann")
    both = line(situation=SECRET) | line("osei", level="none")
    both |= {"person-1": PERSON, "behaviour-1": "crisis", "seen-1": "0"}
    address = committee.post(
        "ann", f"{address_of(begun)}/form?by=behaviour&at=1", go="next", **both
    )
    assert address.endswith("at=2")
    kept = Ratings(store).own(begun.id, committee.people["ann"].id)
    assert {key: each.level for key, each in kept.items()} == {
        ("kaya", "crisis"): 40,
        ("osei", "crisis"): None,
    }
    assert kept["kaya", "crisis"].evidence.situation == SECRET


def test_what_was_typed_is_kept_where_a_line_is_refused(committee, store):
    begun = committee.begun("ann")
    sent = line(level="", situation=SECRET)
    form = f"{address_of(begun)}/form?by=behaviour&at=2"
    text = committee.post("ann", form, 422, **sent)
    assert "is nog niet gekozen" in text
    assert SECRET in unescape(text)
    long = line(effect="x" * 5000)
    assert "hoogstens 4000" in committee.post("ann", form, 422, **long)
    assert Ratings(store).own(begun.id, committee.people["ann"].id) == {}


def test_two_windows_of_one_rater_are_told_and_choose(committee, store):
    begun = committee.begun("ann")
    form = f"{address_of(begun)}/form?by=behaviour&at=2"
    committee.post("ann", form, **line(level=40))
    text = committee.post("ann", form, 409, **line(level=20))
    assert "in een ander venster gegeven als 4,0" in text
    assert 'name="seen-2" id="seen-2" value="1"' in text
    committee.post("ann", form, **line(level=20, seen=1))
    assert Ratings(store).own(begun.id, committee.people["ann"].id)["kaya", "crisis"].level == 20
    committee.post("ann", form, 409, item="2", headers=HTMX, **line(level="none", seen=1))
    # The same in both windows is no difference.
    committee.post("ann", form, 200, item="2", headers=HTMX, **line(level=20, seen=0))


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        (line(person="feitsma0"), 404),
        (line(person="vries"), 404),
        (line(behaviour="long_term"), 404),
        (line(level=60), 404),
        (line(level=-10), 404),
        (line(level="veel"), 422),
        (line(seen="x"), 400),
    ],
)
def test_forged_lines_are_refused(committee, store, sent, status):
    begun = committee.begun("ann")
    committee.post("ann", f"{address_of(begun)}/form", status, **sent)
    assert Ratings(store).own(begun.id, committee.people["ann"].id) == {}


def test_nobody_rates_in_a_round_of_others(committee, store):
    begun = committee.begun("ann")
    for who in ("bea", "person", "rater"):
        committee.get(who, f"{address_of(begun)}/form", 404)
        committee.post(who, f"{address_of(begun)}/form", 404, **line())
        committee.post(who, f"{address_of(begun)}/form/done", 404)
    elsewhere = f"/dossiers/{ELSEWHERE}/ratings/{begun.id}"
    for place in ("", "/form", "/talk", "/results", "/ratings.csv"):
        committee.get("owner", f"{elsewhere}{place}", 404)
    assert Ratings(store).given(begun.id) == {}


def test_somebody_is_done_once_all_is_given(committee, store):
    begun = committee.begun("ann")
    done = f"{address_of(begun)}/form/done"
    assert "wacht op 6 beoordelingen" in committee.post("ann", done, 422)
    account = committee.people["ann"].id
    for person in RATED:
        for behaviour in BEHAVIOURS:
            Ratings(store).give(DOSSIER, begun.id, account, Given(person, behaviour, None), 0)
    assert "Ik ben klaar" in committee.get("ann", f"{address_of(begun)}/form")
    committee.post("ann", done)
    assert "U bent klaar" in committee.get("ann", f"{address_of(begun)}/form")
    assert Raters(store).find(begun.id, account).done_at is not None
    # Until it is opened one may still change one's mind.
    committee.post("ann", f"{address_of(begun)}/form", **line(level=20, seen=1))


@pytest.mark.parametrize(
    ("scale", "expected"),
    [
        ((1, 5), ["1", "2", "3", "4", "5"]),
        ((0, 10), [str(level) for level in range(11)]),
        ((0, 100), [str(level) for level in sorted({*range(0, 101, 10), 1, 2, 3, 4, 5})]),
        ((1.5, 3), ["1,5", "2", "2,5", "3"]),
    ],
)
def test_a_scale_of_any_length_can_be_rated_on(app, committee, store, scale, expected):
    minimum, maximum = (int(10 * end) for end in scale)
    long = Scale.model_construct(minimum=minimum, maximum=maximum)
    begun = RatingRounds(store).begin(DOSSIER, "R", "interview", long, ["kaya"], ["crisis"])
    committee.asked(begun, "ann", "committee", "kaya")
    text = committee.get("ann", f"{address_of(begun)}/form")
    assert re.findall(r'<span class="anchor-level">([^<]+)</span>', text) == expected


def test_peers_are_not_asked_for_what_nobody_may_see(committee, store):
    begun = committee.begun("ann")
    committee.asked(begun, "bea", "peer")
    text = committee.get("bea", f"{address_of(begun)}/form")
    assert "Wat hebt u gezien?" not in text
    assert "nooit apart" in text
    committee.post("bea", f"{address_of(begun)}/form", **line(situation=SECRET))
    kept = Ratings(store).own(begun.id, committee.people["bea"].id)
    assert kept["kaya", "crisis"].evidence.situation == ""


def test_what_a_rater_is_to_people_is_asked_and_not_taken_for_granted(committee):
    begun = committee.begun("ann")
    given = {"name": "A. Chef", "source": "", "people": ["kaya"], "days": "14"}
    text = committee.post("secretary", f"{address_of(begun)}/invitations", 422, **given)
    assert 'id="error-invited-source">moet een van de keuzes zijn<' in text
    for source in ("superior", "peer"):
        assert f'<option value="{source}" selected' not in text


def test_an_invited_rater_sees_the_form_and_nothing_else(app, committee, store):
    begun = committee.begun("ann")
    given = {"name": "A. Chef", "source": "superior", "people": ["kaya"], "days": "14"}
    committee.post("secretary", f"{address_of(begun)}/invitations", **given)
    text = committee.get("secretary", address_of(begun))
    link = re.search(r'id="new-link"[^>]*value="([^"]+)"', text)[1]
    assert "new-link" not in committee.get("secretary", address_of(begun))
    visitor = app.test_client()
    invitation = visitor.get(link).get_data(as_text=True)
    assert "Het gaat om 2 antwoorden" in invitation
    assert "Daarna ziet wie besluit het." in invitation
    assert "Kaya" not in invitation
    token = re.search(r'name="csrf_token" value="([^"]+)"', invitation)
    answer = visitor.post(link, data={"csrf_token": token[1]}, follow_redirects=True)
    text = answer.get_data(as_text=True)
    assert answer.request.path == f"{address_of(begun)}/form"
    main = re.search(r"<main.*?</main>", text, re.DOTALL)[0]
    assert "F. Kaya" in main
    assert "Osei" not in main
    assert {href.split("?")[0] for href in re.findall(r'href="([^"]+)"', main)} <= {
        f"{address_of(begun)}/form"
    }
    seen = {
        address
        for address in addresses(app, begun)
        if visitor.get(address).status_code in (200, 302, 303)
    }
    assert {address.split("?")[0] for address in seen} == {
        f"{address_of(begun)}/form",
        f"/dossiers/{DOSSIER}/ratings/mine",
    }
    assert "Mensen beoordelen" in visitor.get("/").get_data(as_text=True)
    # Whoever has nothing to rate is not sent to rate.
    assert "Mensen beoordelen" not in committee.get("rater", "/")
    assert "Mensen beoordelen" not in committee.get("person", "/")


# Opening


def test_a_round_opens_when_all_are_done_and_otherwise_with_a_reason(committee, store):
    begun = committee.begun("ann", "bea")
    assert "nog niets gegeven" in committee.get("chair", address_of(begun))
    committee.gives(begun, "ann", 30)
    address = f"{address_of(begun)}/open"
    assert "leeg" in committee.post("chair", address, 422)
    committee.post("chair", address, 422, reason="x" * 1001)
    committee.post("ann", address, 403, reason="Ik wil het zien")
    assert not RatingRounds(store).find(begun.id, DOSSIER).is_seen
    assert committee.post("chair", address, reason="Bea is op reis").endswith("/talk")
    assert "Bea is op reis" in committee.get("ann", address_of(begun))
    committee.post("chair", address, 409, reason="Nogmaals")
    entries = committee.get("chair", f"/dossiers/{DOSSIER}/trail")
    assert "Opende een beoordelingsronde" in entries
    assert "Bea is op reis" in entries


def test_all_see_all_with_the_largest_difference_first(committee, store):
    begun = committee.begun("ann", "bea", "cor")
    for who, level in (("ann", 30), ("bea", 30), ("cor", 30)):
        committee.gives(begun, who, level, f"{who}: {SECRET}")
    account = committee.people["cor"].id
    for key, level in ((("osei", "crisis"), 50), (("kaya", "crisis"), 10)):
        Ratings(store).give(DOSSIER, begun.id, account, Given(*key, level), 1)
    Ratings(store).give(
        DOSSIER, begun.id, committee.people["ann"].id, Given("osei", "crisis", 20), 1
    )
    committee.opened(begun)
    for who in ("ann", "chair", "secretary"):
        text = unescape(committee.get(who, f"{address_of(begun)}/talk"))
        assert "Bij 2 van de 6 beoordelingen lopen de beoordelaars uiteen" in text
        titles = re.findall(r'<h2 id="point-\d+-title">([^<]+)</h2>', text)
        assert titles[0] == "M. Osei – Acute crisis leiden"
        assert titles[1] == "F. Kaya – Acute crisis leiden"
        assert "van 2,0 tot 5,0" in text
        assert f"bea: {SECRET}" in text
    narrowed = committee.get("ann", f"{address_of(begun)}/talk?person=kaya", **HTMX)
    assert "<html" not in narrowed
    assert "Osei" not in narrowed


def test_a_change_without_a_reason_stays_on_its_card_with_what_was_chosen(committee):
    begun = committee.begun("ann")
    committee.gives(begun, "ann", 30)
    committee.opened(begun)
    here = f"{address_of(begun)}/talk?person=osei&behaviour=speaking_truth"
    page = committee.get("ann", here)
    form = re.search(r'<form method="post" action="[^"]*/talk.*?</form>', page, re.S)[0]
    action = unescape(re.search(r'action="([^"]*)"', form)[1])
    sent = dict(re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)"', form))
    level = re.search(r'<input type="radio" [^>]*name="([^"]*)"', form)[1]
    text = unescape(committee.post("ann", action, 422, **{**sent, level: "50", "reason": ""}))
    card = re.search(r'id="point-1".*?</section>', text, re.S)[0]
    assert "M. Osei – Tegenspraak geven" in card
    assert re.search(r'value="50" checked', card)
    assert "mag niet leeg zijn" in card
    assert 'href="#field-reason"' in text
    assert 'id="field-reason"' in card


def test_whoever_was_at_the_form_when_it_ended_is_told(committee):
    begun = committee.begun("ann", "bea")
    committee.gives(begun, "bea", 50)
    form = f"{address_of(begun)}/form"
    committee.opened(begun, "Zonder ann")
    sent = {"item": "2", "headers": HTMX, **line()}
    assert "intussen geopend" in committee.post("ann", form, 422, **sent)
    assert "leeg" in committee.post("ann", form, 422, reason="", **line())
    committee.post("chair", f"{address_of(begun)}/close")
    # The page as a whole is another one, not one line of it.
    answer = committee.client("ann").post(
        form, data={"csrf_token": committee.token("ann"), "item": "2", **line()}, headers=HTMX
    )
    assert answer.headers["HX-Refresh"] == "true"
    assert "voor u voorbij" in committee.get("ann", form)


def test_a_change_after_the_opening_has_a_reason_and_both_stand(committee, store):
    begun = committee.begun("ann", "bea")
    committee.gives(begun, "ann", 30)
    committee.gives(begun, "bea", 50)
    committee.opened(begun)
    form = f"{address_of(begun)}/form"
    assert "leeg" in committee.post("ann", form, 422, reason="", **line(level=40, seen=1))
    back = f"{address_of(begun)}/talk"
    # What was chosen stands on the card itself, in the same place, with what is missing.
    refused = committee.post("ann", f"{back}?page=1", 422, reason="", **line(level=40, seen=1))
    card = re.search(r"<h2 id=[^>]*>F. Kaya – Acute crisis leiden.*?</section>", refused, re.S)[0]
    assert "mag niet leeg zijn" in card
    assert re.search(r'value="40" checked', card)
    assert '<details class="more" open>' in card
    after = committee.post("ann", f"{back}?page=1", reason="Ik miste iets", **line(seen=1))
    assert re.fullmatch(rf"{back}\?page=1&saved=(\d)#point-\1", after)
    assert "Opgeslagen: F. Kaya" in unescape(committee.get("ann", after))
    text = committee.get("bea", back)
    assert "was 3,0" in text
    assert "Ik miste iets" in text
    past = Ratings(store).changed(begun.id)["kaya", "crisis", committee.people["ann"].id]
    assert [each.level for each in past] == [30, 40]
    assert [each.is_late for each in past] == [False, False]
    # Of what was changed before the opening nothing is told.
    assert list(Ratings(store).changed(begun.id)) == [past[0].key]


def test_whoever_is_late_gives_a_reason_and_is_marked(committee, store):
    begun = committee.begun("ann", "bea")
    committee.gives(begun, "ann", 30)
    committee.opened(begun, "Bea is op reis")
    form = f"{address_of(begun)}/form"
    assert "te laat" in committee.get("bea", form)
    assert "leeg" in committee.post("bea", form, 422, reason="", **line())
    committee.post("bea", form, reason="Terug van reis", **line())
    text = committee.get("ann", f"{address_of(begun)}/talk")
    assert "te laat" in text
    assert "Terug van reis" in text
    committee.post("chair", f"{address_of(begun)}/close")
    committee.post("bea", form, reason="Nog iets", **line(level=10, seen=1))
    assert Ratings(store).own(begun.id, committee.people["bea"].id)["kaya", "crisis"].level == 40


def test_whoever_goes_away_does_not_count_and_can_come_back(committee, store):
    begun = committee.begun("ann", "bea")
    committee.gives(begun, "ann", 30)
    committee.gives(begun, "bea", 50)
    place = f"{address_of(begun)}/raters/{committee.people['bea'].id}"
    committee.post("chair", f"{place}/withdraw", 422)
    committee.post("chair", f"{place}/withdraw", reason="Kent een kandidaat")
    committee.get("bea", f"{address_of(begun)}/form", 404)
    assert len(Ratings(store).whole(begun).ratings) == 6
    assert "Kent een kandidaat" in committee.get("chair", address_of(begun))
    committee.opened(begun)
    assert "Bea" not in committee.get("ann", f"{address_of(begun)}/talk")
    committee.post("chair", f"{place}/back")
    assert "Bea" in committee.get("ann", f"{address_of(begun)}/talk")
    committee.post("chair", f"{address_of(begun)}/raters/none/withdraw", 404, reason="x")


def test_those_who_are_not_told_apart_are_bound_by_the_opening(committee, store):
    begun = committee.begun("ann")
    committee.gives(begun, "ann", 30)
    for who, level in (("bea", 20), ("cor", 30), ("rater", 40)):
        committee.asked(begun, who, "peer")
        committee.gives(begun, who, level, SECRET)
    committee.opened(begun)
    text = committee.get("ann", f"{address_of(begun)}/talk")
    assert "Collega (3 samen)" in text
    assert "3,0" in text
    for name in ("Bea", "Cor", SECRET):
        assert name not in text
    committee.post(
        "bea", f"{address_of(begun)}/form", reason="Toch anders", **line(level=50, seen=1)
    )
    place = f"{address_of(begun)}/raters/{committee.people['bea'].id}"
    committee.post("chair", f"{place}/withdraw", 409, reason="Weg")
    assert len(Ratings(store).whole(begun).ratings) == 24
    assert Ratings(store).own(begun.id, committee.people["bea"].id)["kaya", "crisis"].level == 20


def test_two_peers_are_too_few_to_be_shown_or_to_count(committee, store):
    begun = committee.begun("ann")
    committee.gives(begun, "ann", 30)
    for who in ("bea", "cor"):
        committee.asked(begun, who, "report")
        committee.gives(begun, who, 50)
    committee.opened(begun)
    text = committee.get("ann", f"{address_of(begun)}/talk")
    assert "Van medewerker beoordeelden er te weinig" in text
    assert "5,0" not in re.sub(r"<select.*?</select>", "", text, flags=re.S)
    assert "te weinig om te tonen" in committee.get("ann", f"{address_of(begun)}/results")


# What comes of it


def test_levels_go_into_the_dossier_as_one_change_that_can_be_undone(committee, store):
    begun = committee.begun("ann", "bea", "cor")
    for who, level in (("ann", 30), ("bea", 40), ("cor", 50)):
        committee.gives(begun, who, level)
    committee.opened(begun)
    before = Dossiers(store).find(DOSSIER)
    results = f"{address_of(begun)}/results"
    assert "Neem over in het dossier" in committee.get("secretary", results)
    assert "Neem over in het dossier" not in committee.get("ann", results)
    committee.post("ann", results, 403, version="1", people=["kaya"])
    committee.post("secretary", results, 422, version="1")
    committee.post("secretary", results, version=str(before.version), people=["kaya", "osei"])
    after = Dossiers(store).find(DOSSIER)
    levels = {each["id"]: each["levels"] for each in json.loads(after.content)["people"]}
    old = {each["id"]: each["levels"] for each in json.loads(before.content)["people"]}
    assert levels["kaya"]["crisis"] == {"level": 4, "low": 3.4, "high": 4.6}
    assert levels[PERSON] == old[PERSON]
    assert {k: v for k, v in levels["kaya"].items() if k not in BEHAVIOURS} == {
        k: v for k, v in old["kaya"].items() if k not in BEHAVIOURS
    }
    text = committee.get("ann", f"/dossiers/{DOSSIER}/people/kaya")
    assert "Rust op" in text
    assert "commissie 3" in text
    assert "rechtstreeks ingevuld" in text
    Dossiers(store).undo(DOSSIER, after.version)
    undone = Dossiers(store).find(DOSSIER)
    assert undone.content == before.content
    assert "Rust op" not in committee.get("ann", f"/dossiers/{DOSSIER}/people/kaya")


def test_a_decision_tells_what_the_levels_rest_on_and_nobodys_rating(app, committee, store):
    begun = committee.begun("ann", "bea", "cor")
    committee.asked(begun, "person", "self", PERSON)
    for who, level in (("ann", 30), ("bea", 40), ("cor", 50), ("person", 50)):
        committee.gives(begun, who, level)
    committee.opened(begun)
    with app.test_request_context():
        assert ratings_behind(DOSSIER, dossier_in(store)) is None
    version = str(Dossiers(store).find(DOSSIER).version)
    results = f"{address_of(begun)}/results"
    committee.post("secretary", results, version=version, people=["kaya", PERSON])
    with app.test_request_context():
        found = ratings_behind(DOSSIER, dossier_in(store))
    assert (found.rounds, found.sources) == (1, {"committee": 12})
    assert [(each.people, each.ratings, each.needed) for each in found.behaviours] == [
        (2, 6, 2)
    ] * 2
    # Nobody differs here, so nothing was measured: page and file both call it expected.
    assert not any(each.measured for each in found.behaviours)
    page = unescape(committee.get("secretary", results))
    assert page.count("naar verwachting: nog 2 beoordelaars nodig") == 2
    assert "niet te meten: elke beoordelaar gaf iedereen hetzelfde niveau" in page
    assert {(each.person, each.intended) for each in found.levels} == {
        ("kaya", None),
        (PERSON, 50),
    }
    assert all((each.level, each.low, each.high) == (40, 34, 46) for each in found.levels)
    # A level that was given by hand since rests on no round.
    stands = Dossiers(store).find(DOSSIER)
    for behaviour in BEHAVIOURS:
        place = ("people", "kaya", "levels", behaviour)
        stands = Dossiers(store).edit(DOSSIER, stands.version, [Edit(place, 5)], recorded("x"))
    with app.test_request_context():
        found = ratings_behind(DOSSIER, dossier_in(store))
    assert {each.person for each in found.levels} == {PERSON}


def test_sources_that_weigh_otherwise_make_another_level_and_it_is_told(app, committee, store):
    begun = committee.begun("ann")
    committee.asked(begun, "rater", "superior", "kaya")
    committee.gives(begun, "ann", 20)
    committee.gives(begun, "rater", 50)
    here = address_of(begun)
    equal = {f"weight-{source}": "1" for source in PERCEIVING}
    assert "Elke bron telt even zwaar" in committee.get("cor", here)
    assert 'name="weight-superior"' not in committee.get("cor", here)
    committee.post("cor", f"{here}/weights", 403, seen="0", **equal)
    refused = committee.post(
        "chair", f"{here}/weights", 422, seen="0", **{**equal, "weight-peer": "veel"}
    )
    assert 'value="veel"' in refused
    nothing = dict.fromkeys(equal, "0")
    assert "één bron" in committee.post("chair", f"{here}/weights", 422, seen="0", **nothing)
    heavy = {**equal, "weight-superior": "3", "weight-committee": "0,5"}
    committee.post("chair", f"{here}/weights", seen="0", **heavy)
    late = committee.post("secretary", f"{here}/weights", 409, seen="0", **nothing | equal)
    assert "leidinggevende 3 (40 %)" in late
    committee.opened(begun)
    committee.post("chair", f"{here}/weights", 409, seen="1", **equal)
    results = f"{here}/results"
    assert "commissie 0,5" in committee.get("secretary", f"{results}?person=kaya")
    version = str(Dossiers(store).find(DOSSIER).version)
    committee.post("secretary", results, version=version, people=["kaya"])
    with app.test_request_context():
        found = ratings_behind(DOSSIER, dossier_in(store))
    assert [each.superior for each in found.weights] == [3]
    # The mean of 2 and 5 with weights of .5 and 3, drawn towards the mean of all.
    kept = RatingRounds(store).find(begun.id, DOSSIER)
    with app.test_request_context():
        profile = figures_of(kept).showing.profiles.by_subject["kaya", "crisis"]
    equally = profiles(Ratings(store).whole(kept)).by_subject["kaya", "crisis"]
    assert profile.level.level > equally.level.level
    assert {each.level for each in found.levels} == {profile.level.level}


def dossier_in(store):
    return Dossiers(store).open(Dossiers(store).find(DOSSIER))


def test_somebody_else_who_changed_the_same_level_meanwhile_is_not_overwritten(committee, store):
    begun = committee.begun("ann")
    committee.gives(begun, "ann", 30)
    committee.opened(begun)
    version = Dossiers(store).find(DOSSIER).version
    place = ("people", "kaya", "levels", "crisis")
    Dossiers(store).edit(DOSSIER, version, [Edit(place, 5)], recorded("changed"))
    results = f"{address_of(begun)}/results"
    committee.post("secretary", results, 409, version=str(version), people=["kaya"])
    people = json.loads(Dossiers(store).find(DOSSIER).content)["people"]
    assert next(each for each in people if each["id"] == "kaya")["levels"]["crisis"] == 5


def test_what_people_say_of_themselves_stands_beside_and_changes_nothing(committee, store):
    begun = committee.begun("ann", "bea", "cor")
    committee.asked(begun, "person", "self", PERSON)
    for who, level in (("ann", 30), ("bea", 30), ("cor", 30), ("person", 50)):
        committee.gives(begun, who, level)
    committee.opened(begun)
    text = committee.get("chair", f"{address_of(begun)}/results?person={PERSON}")
    row = re.search(r'<tr><th scope="row">Acute crisis leiden.*?</tr>', text, re.S)[0]
    assert ">5,0<" in row
    assert ">+2<" in row
    assert "commissie 3" in row
    assert "3,0" in row
    mine = unescape(committee.get("person", f"/dossiers/{DOSSIER}/mine"))
    assert "Wat anderen gaven in “Gesprekken”" in mine
    assert "commissie: 3 mensen, gemiddeld 3,0" in mine
    for name in ("Member", "Bea", "Cor", "Kaya"):
        assert name not in mine
    assert "Uit de ronde" not in mine
    version = str(Dossiers(store).find(DOSSIER).version)
    results = f"{address_of(begun)}/results"
    committee.post("secretary", results, version=version, people=[PERSON])
    mine = unescape(committee.get("person", f"/dossiers/{DOSSIER}/mine"))
    assert re.search(r"Uit de ronde “Gesprekken”, overgenomen op \S+: [^.]*Acute crisis", mine)
    noted = re.search(r"Genoteerd door wie het dossier voert[^<]*", mine)[0]
    assert "Acute crisis" not in noted


def test_a_person_sees_nothing_of_a_round_that_is_blind(committee):
    begun = committee.begun("ann", "bea", "cor")
    committee.gives(begun, "ann", 30, SECRET)
    assert "Wat anderen gaven" not in committee.get("person", f"/dossiers/{DOSSIER}/mine")
    held = committee.get("secretary", f"/dossiers/{DOSSIER}/people/{PERSON}/held/download")
    assert SECRET not in held
    committee.opened(begun, "Nu")
    held = committee.get("secretary", f"/dossiers/{DOSSIER}/people/{PERSON}/held/download")
    assert SECRET in held
    assert "Member" not in json.dumps(json.loads(held)["held"]["ratings"])


def test_somebody_who_left_the_dossier_breaks_nothing(committee, store):
    begun = committee.begun("ann", "bea")
    for who in ("ann", "bea"):
        committee.gives(begun, who, 30)
    committee.opened(begun)
    version = Dossiers(store).find(DOSSIER).version
    committee.post("secretary", f"/dossiers/{DOSSIER}/people/kaya/remove", version=str(version))
    for place in ("", "/talk", "/results", "/results?person=kaya", "/form", "/ratings.csv"):
        committee.get("owner" if place != "/form" else "ann", f"{address_of(begun)}{place}")
    version = Dossiers(store).find(DOSSIER).version
    results = f"{address_of(begun)}/results"
    committee.post("secretary", results, 422, version=str(version), people=["kaya"])


# Beginning, and who rates


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"title": ""}, "leeg"),
        ({"title": "x" * 200}, "langer dan 120"),
        ({"instrument": "gevoel"}, "keuzes"),
        ({"people": ["niemand"]}, "leeg"),
        ({"behaviours": []}, "leeg"),
    ],
)
def test_a_round_that_is_about_nothing_is_not_begun(committee, store, changed, told):
    asked = {"title": "R", "instrument": "interview", "people": ["kaya"], "behaviours": ["crisis"]}
    address = f"/dossiers/{DOSSIER}/ratings/new"
    assert told in committee.post("secretary", address, 422, **{**asked, **changed})
    assert RatingRounds(store).of_dossier(DOSSIER) == []


def test_no_candidate_is_rated_before_the_task_is_fixed(client, store):
    content = json.dumps(example(DOSSIER), ensure_ascii=False).encode()
    Dossiers(store).add(content, recorded("added"), "echt")
    token = re.search(
        r'name="csrf_token" value="([^"]+)"', client.get("/account").get_data(as_text=True)
    )
    asked = {
        "title": "R",
        "instrument": "interview",
        "behaviours": ["crisis"],
        "csrf_token": token[1],
    }
    address = "/dossiers/echt/ratings/new"
    answer = client.post(address, data={**asked, "people": ["kaya"]})
    assert answer.status_code == 409
    assert "Stel eerst de opgave vast" in answer.get_data(as_text=True)
    assert client.post(address, data={**asked, "people": ["feitsma"]}).status_code == 303


def test_people_can_rate_themselves_and_not_each_other_as_self(committee, store):
    begun = committee.begun("ann")
    add = f"{address_of(begun)}/raters"
    person = committee.people["person"].id
    committee.post("secretary", add, account=person, source="self", people=["kaya"])
    assert Raters(store).find(begun.id, person).people == {PERSON: "self"}
    committee.post("secretary", add, account=person, source="peer", people=["kaya", PERSON])
    assert Raters(store).find(begun.id, person).people == {PERSON: "self", "kaya": "peer"}
    ann = committee.people["ann"].id
    committee.post("secretary", add, 422, account=ann, source="self", people=["kaya"])
    committee.post("secretary", add, 422, account=ann, source="oom", people=["kaya"])
    committee.post("secretary", add, 422, account=ann, source="peer")
    reader = committee.people["reader"].id
    committee.post("secretary", add, 422, account=reader, source="peer", people=["kaya"])
    committee.post("chair", add, 403, account=ann, source="peer", people=["kaya"])


def test_whoever_lost_their_role_rates_no_more(committee, store):
    begun = committee.begun("ann", "bea")
    Memberships(store).remove(DOSSIER, committee.people["bea"].id, Role.MEMBER)
    committee.get("bea", f"{address_of(begun)}/form", 404)


def test_the_owner_works_alone_from_the_first_rating_to_the_dossier(committee, store):
    address = f"/dossiers/{DOSSIER}/ratings/new"
    owner = committee.people["owner"].id
    asked = {"title": "Alleen", "instrument": "interview", "people": ["kaya"]}
    place = committee.post("owner", address, **asked, behaviours=["crisis"], raters=[owner])
    assert committee.get("owner", f"/dossiers/{DOSSIER}/ratings/mine", 303) is not None
    committee.post("owner", f"{place}/form", **line())
    committee.post("owner", f"{place}/form/done")
    committee.post("owner", f"{place}/open")
    version = Dossiers(store).find(DOSSIER).version
    committee.post("owner", f"{place}/results", version=str(version), people=["kaya"])
    assert "Rust op" in committee.get("owner", f"/dossiers/{DOSSIER}/people/kaya")


def test_the_log_tells_who_did_what_and_no_level(committee, store):
    begun = committee.begun("ann")
    committee.gives(begun, "ann", 49, SECRET)
    committee.opened(begun)
    rows = store.rows("SELECT name, payload FROM trail_entries WHERE name LIKE 'rating.%'")
    assert {row["name"] for row in rows} == {"rating.give", "rating.done"}
    assert not any(SECRET in row["payload"] or '"49"' in row["payload"] for row in rows)
