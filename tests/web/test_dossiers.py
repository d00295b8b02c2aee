"""Dossiers: the list, finding, beginning, copies and the archive, files, and the tour."""

import io
import json
import re
from contextlib import closing
from html import unescape
from urllib.parse import quote

import pytest
from markupsafe import escape

from planner.analysis.compare import compare
from planner.dossier.editing import Edit
from planner.dossier.examples import examples
from planner.dossier.presets import presets
from planner.dossier.reading import read_dossier
from planner.dossier.written_json import read_json
from planner.store.dossiers import Dossiers
from planner.store.jobs import Jobs
from planner.store.told import recorded
from tests.web.cases import EXAMPLES, fix, hostile, keep, large, small
from tests.web.conftest import form_token, page


def test_every_dossier_is_listed(client):
    text = page(client, "/")
    for name in EXAMPLES:
        assert f"/dossiers/{name}/team" in text


def empty_list(store):
    for listed in Dossiers(store).all():
        Dossiers(store).archive(listed.id)


@pytest.mark.parametrize(
    ("empty", "full", "sentence"),
    [
        (1, 0, "In dit dossier wacht iets op u"),
        (2, 0, "In beide dossiers wacht iets op u"),
        (3, 0, "In alle drie de dossiers wacht iets op u"),
        (1, 1, "In één van de twee dossiers wacht iets op u"),
        (2, 3, "In twee van de vijf dossiers wacht iets op u"),
        (0, 1, "In dit dossier wacht niets op u"),
        (0, 2, "In deze twee dossiers wacht niets op u"),
        (0, 0, "Begin met een voorbeeld, of met een eigen dossier"),
    ],
)
def test_the_heading_says_in_how_many_dossiers_something_waits(
    client, store, empty, full, sentence
):
    empty_list(store)
    taken = small()
    del taken["teams"][0]["seats"][1]
    for number in range(empty):
        keep(store, f"leeg-{number}", small())
    for number in range(full):
        keep(store, f"vol-{number}", taken)
    assert f"<h1>{sentence}</h1>" in page(client, "/")


def asks_nothing():
    raw = small()
    raw["teams"][0]["demand"] = []
    return raw


def has_nobody():
    raw = small()
    raw["people"] = []
    del raw["teams"][0]["seats"][0]["incumbent"]
    return raw


def carries_all():
    raw = small()
    raw["teams"][0]["demand"] = raw["teams"][0]["demand"][:1]
    del raw["teams"][0]["seats"][1]
    return raw


@pytest.mark.parametrize(
    ("raw", "screen", "said"),
    [
        (asks_nothing(), "demand", "Er is nog niets gevraagd, dus er valt niets te vergelijken."),
        (has_nobody(), "people", "De opgave is er; de mensen die haar dragen nog niet."),
        (small(), "compare", "Eén stoel is leeg."),
        (
            carries_all(),
            "team",
            "Elke stoel is bezet, en alles wat de opgave vraagt, wordt gedragen",
        ),
    ],
)
def test_a_dossier_says_what_comes_next(client, store, raw, screen, said):
    empty_list(store)
    keep(store, "volgende", raw)
    text = page(client, "/")
    assert said in text
    assert f'href="/dossiers/volgende/{screen}"' in text


def test_a_calculation_that_runs_is_told(client, store, app):
    kept = Dossiers(store).find("klein")
    assert "berekening" not in page(client, "/")
    Jobs(store).add(kept, "propose", {}, "")
    assert "1 berekening loopt" in page(client, "/")
    client.get("/?lang=en")
    assert "1 calculation at work" in page(client, "/")


def test_the_last_change_is_told_with_its_moment(client, store):
    kept = Dossiers(store).find("klein")
    edit = Edit(("title",), "Klein, maar fijn")
    told = recorded("Title or note of the dossier changed")
    Dossiers(store).edit("klein", kept.version, [edit], told)
    text = page(client, "/")
    assert "Titel of toelichting van het dossier gewijzigd" in text
    assert text.index("Klein, maar fijn") < text.index("MT Uitvoeringsdienst")


# Finding


def found(client, search):
    text = page(client, f"/?q={quote(search)}")
    return (
        re.findall(r'href="/dossiers/([^"/]+)/people\?q=[^"#]*#person-([^"]+)"', text),
        set(re.findall(r'class="dossier-title"><a href="/dossiers/([^"/]+)/team"', text)),
    )


@pytest.mark.parametrize(
    ("search", "people", "dossiers"),
    [
        ("kaya", [("mt-uitvoering", "kaya")], {"mt-uitvoering"}),
        ("  KAYA f. ", [("mt-uitvoering", "kaya")], {"mt-uitvoering"}),
        ("Káyã", [("mt-uitvoering", "kaya")], {"mt-uitvoering"}),
        ("delivery agency", [], {"mt-uitvoering"}),
        ("hoogwater", [], {"crisisteam"}),
        ("bestuursraad", [], {"groot"}),
        ("kaya hoogwater", [], set()),
        ("_", [], set()),
        ("'; DROP TABLE dossiers; --", [], set()),
    ],
)
def test_dossiers_and_people_are_found(client, search, people, dossiers):
    assert found(client, search) == (people, dossiers)


def test_somebody_found_is_on_the_page_that_the_link_leads_to(client):
    address = re.search(r'href="(/dossiers/mt-uitvoering/people[^"#]*)#', page(client, "/?q=kaya"))
    assert 'id="person-kaya"' in page(client, address[1].replace("&amp;", "&"))


def test_who_is_not_in_the_dossier_any_more_is_not_found(client, store):
    kept = Dossiers(store).find("klein")
    edits = [Edit(("people", "a", "name"), "Quirijn Zeldzaam")]
    kept = Dossiers(store).edit("klein", kept.version, edits, recorded("changed"))
    assert found(client, "zeldzaam") == ([("klein", "a")], {"klein"})
    Dossiers(store).undo("klein", kept.version)
    assert found(client, "zeldzaam") == ([], set())


def test_what_is_in_the_archive_is_not_found(client, store):
    Dossiers(store).archive("mt-uitvoering")
    assert found(client, "kaya") == ([], set())


def test_more_people_than_are_shown_are_told(client):
    assert "meer dan 24 mensen" in page(client, "/?q=a")


@pytest.mark.parametrize("search", ["x" * 5000, "a " * 3000, "\x00", "<b>", "\U0001f600"])
def test_an_odd_search_finds_nothing_or_something_and_never_breaks(client, search):
    page(client, f"/?q={quote(search)}")


def test_a_search_says_in_words_that_nothing_was_found(client):
    text = page(client, "/?q=zzz")
    assert "Er is niets gevonden" in text
    assert 'value="zzz"' in text


def test_htmx_gets_what_was_found_alone_and_the_number_to_be_announced(client):
    text = page(client, "/?q=kaya", HX_Request="true")
    assert "<html" not in text
    assert text.lstrip().startswith('<div id="found">')
    assert 'hx-swap-oob="innerHTML:#found-status"' in text
    whole = page(client, "/?q=kaya", HX_Request="true", HX_History_Restore_Request="true")
    assert "<html" in whole


# The history


def renamed(client, title, version):
    values = {"title": title, "note": "", "version": str(version)}
    send(client, "/dossiers/klein/rename", **values)


def test_an_earlier_version_can_be_seen_and_put_back(client, store):
    assert "Er is nog niets gewijzigd" in page(client, "/dossiers/klein/history")
    renamed(client, "Groter", 1)
    shown = page(client, "/dossiers/klein/history")
    assert 'href="/dossiers/klein/history/1"' in shown
    assert 'href="/dossiers/klein/history/2"' not in shown
    then = page(client, "/dossiers/klein/history/1")
    assert "De titel was: Klein." in then
    assert "Zet deze versie terug" in then
    address = send(client, "/dossiers/klein/history/1", version="2")
    assert Dossiers(store).open(Dossiers(store).find("klein")).title == "Klein"
    shown = page(client, address)
    assert "Versie 1 teruggezet" in shown
    assert "Ongedaan maken" in shown
    assert "is gelijk aan het dossier van nu" in page(client, "/dossiers/klein/history/1")


def test_a_version_says_what_was_different_and_no_levels(client, store):
    dossiers = Dossiers(store)
    dossiers.edit(
        "mt-uitvoering",
        1,
        [
            Edit(("teams", "mt", "seats", "bedrijfsvoering", "incumbent"), "kaya"),
            Edit(("people", "feitsma", "levels", "inclusion"), 1),
            Edit(("teams", "mt", "demand", "learning_from_mistakes", "importance"), 1),
            Edit(("constraints",), []),
        ],
        recorded("changed"),
    )
    shown = unescape(page(client, "/dossiers/mt-uitvoering/history/1"))
    for said in (
        "Directeur Bedrijfsvoering: toen niemand, nu F. Kaya.",
        "De opgave van MT Uitvoeringsdienst was anders.",
        "Bij 1 persoon was iets anders.",
        "De wensen waren anders.",
    ):
        assert said in shown
    assert "verschilt op 4 punten van nu" in shown
    assert "3,3" not in shown.split("<main")[1]


def test_what_is_put_back_on_what_nobody_saw_is_a_choice(client):
    renamed(client, "Groter", 1)
    text = send(client, "/dossiers/klein/history/1", version="1", status=409)
    assert "sinds u de pagina opende" in text


@pytest.mark.parametrize("version", ["0", "9", "99999999999999999999999", "x"])
def test_a_version_that_is_not_there_is_not_found(client, version):
    page(client, f"/dossiers/klein/history/{version}", status=404)


def test_a_dossier_can_be_saved_as_a_file_from_within(client):
    for address in ("/dossiers/klein/team", "/dossiers/klein/history"):
        assert 'href="/dossiers/klein/file"' in page(client, address)


def test_a_card_asks_the_question_and_does_not_answer_it(client):
    shown = unescape(page(client, "/"))
    card = shown.split('href="/dossiers/mt-uitvoering/team"')[1].split("</li>")[0]
    assert "met wie dekt het team het meest?" in card
    assert "Kaya" not in card
    assert 'href="/dossiers/mt-uitvoering/compare"' in card


def test_empty_seats_are_counted_as_people_do(client, store):
    case = small()
    for seat in case["teams"][0]["seats"]:
        seat["incumbent"] = None
        seat.pop("locked", None)
    assert len(case["teams"][0]["seats"]) == 2
    keep(store, "klein", case)
    card = page(client, "/").split('href="/dossiers/klein/team"')[1].split("</li>")[0]
    assert "2 stoelen, beide leeg" in card


# Copy, rename, archive


def send(client, address, token_of="/", status=303, **values):
    response = client.post(address, data={"csrf_token": form_token(client, token_of), **values})
    with closing(response):
        assert response.status_code == status, response.get_data(as_text=True)[:2000]
        return response.headers.get("Location", response.get_data(as_text=True))


def test_a_copy_holds_the_same_under_a_title_of_its_own(client, store):
    send(client, "/dossiers/mt-uitvoering/copy")
    assert "De kopie is klaar: ‘MT Uitvoeringsdienst, vacature" in page(client, "/")
    assert "De kopie is klaar" not in page(client, "/")
    dossiers = Dossiers(store)
    latest = dossiers.all()[0]
    assert latest.id != "mt-uitvoering"
    assert latest.summary.title["nl"].endswith("Bedrijfsvoering (kopie)")
    assert latest.summary.title["en"].endswith("Support (copy)")
    copied = dossiers.find(latest.id).content.decode().splitlines()
    original = dossiers.find("mt-uitvoering").content.decode().splitlines()
    assert sum(a != b for a, b in zip(original, copied, strict=True)) == 2


def test_a_dossier_is_renamed_in_each_of_its_languages(client, store):
    page(client, "/dossiers/mt-uitvoering/rename")
    values = {"title-nl": " Nieuw ", "title-en": "New", "note-nl": "Let op", "version": "1"}
    assert send(client, "/dossiers/mt-uitvoering/rename", **values) == "/"
    kept = Dossiers(store).find("mt-uitvoering")
    dossier = Dossiers(store).open(kept)
    assert dossier.title == {"nl": "Nieuw", "en": "New"}
    assert dossier.note["nl"] == "Let op"
    assert dossier.note["en"].startswith("All people in this example are invented.")
    assert kept.done.template == "Title or note of the dossier changed"


def test_a_title_in_one_language_gets_a_second(client, store):
    text = page(client, "/dossiers/klein/rename")
    assert 'name="title"' in text
    assert 'name="title-en" type="text" value=""' in text
    assert "hetzelfde is" in text
    values = {"title": "Klein", "title-en": "Small", "note": "", "note-en": "Tiny", "version": "1"}
    send(client, "/dossiers/klein/rename", **values)
    content = read_json(Dossiers(store).find("klein").content)
    assert content["title"] == {"nl": "Klein", "en": "Small"}
    assert content["note"] == {"en": "Tiny"}
    client.get("/?lang=en")
    assert "<li>Small</li>" in page(client, "/dossiers/klein/team")
    # From then on each has a field of its own; one of them may go, not both.
    text = page(client, "/dossiers/klein/rename")
    assert 'name="title-nl" type="text" value="Klein"' in text
    both = {"title-nl": "", "title-en": " ", "version": "2"}
    send(client, "/dossiers/klein/rename", status=422, **both)
    send(client, "/dossiers/klein/rename", **{**both, "title-en": "Small"})
    assert read_json(Dossiers(store).find("klein").content)["title"] == {"en": "Small"}


def test_a_language_that_is_left_empty_changes_nothing(client, store):
    client.get("/?lang=en")
    values = {"title": "Klein", "title-nl": "", "note": "", "note-nl": "", "version": "1"}
    send(client, "/dossiers/klein/rename", **values)
    assert Dossiers(store).find("klein").version == 1
    send(client, "/dossiers/klein/rename", status=422, **{**values, "title": ""})
    send(client, "/dossiers/klein/rename", status=422, **{**values, "title-nl": "x" * 201})


def test_a_note_that_is_emptied_is_gone(client, store):
    keep(store, "klein", {**small(), "note": "Weg ermee"})
    version = str(Dossiers(store).find("klein").version)
    send(client, "/dossiers/klein/rename", title="Klein", note="", version=version)
    assert "note" not in read_json(Dossiers(store).find("klein").content)


@pytest.mark.parametrize(
    ("title", "said"),
    [("  ", "mag niet leeg zijn"), ("x" * 201, "mag hoogstens 200 tekens hebben")],
)
def test_a_title_that_is_refused_stays_typed(client, store, title, said):
    values = {"title": title, "note": "Een toelichting", "version": "1"}
    text = send(client, "/dossiers/klein/rename", status=422, **values)
    assert said in text
    assert 'href="#field-title"' in text
    assert "Een toelichting" in text
    assert Dossiers(store).find("klein").version == 1


def test_two_who_rename_get_a_choice(client, store):
    send(client, "/dossiers/klein/rename", title="Van de een", version="1")
    text = send(client, "/dossiers/klein/rename", title="Van de ander", version="1", status=409)
    assert "Van de een" in text
    assert "Van de ander" in text


def test_a_dossier_goes_to_the_archive_and_comes_back(client, store):
    assert send(client, "/dossiers/klein/archive") == "/"
    text = page(client, "/")
    assert "‘Klein’ staat nu in het archief." in text
    assert 'action="/dossiers/klein/bring-back"' in text
    assert "1 dossier in het archief" in text
    assert '/dossiers/klein/team"' not in text
    assert '/dossiers/klein/team"' in page(client, "/dossiers/archive")
    send(client, "/dossiers/klein/bring-back")
    assert '/dossiers/klein/team"' in page(client, "/")
    assert "Het archief is leeg" in page(client, "/dossiers/archive")


@pytest.mark.parametrize("what", ["archive", "bring-back", "copy", "rename"])
def test_what_is_not_there_cannot_be_changed(client, what):
    send(client, f"/dossiers/unknown/{what}", status=404)


def test_a_very_long_title_can_be_told_and_keeps_nobody_out(client, store):
    keep(store, "lang", {**small(), "title": "\U0001f9ed" * 5000})
    send(client, "/dossiers/lang/archive")
    assert "staat nu in het archief" in page(client, "/")


# Beginning


BEGINNING = {"title": "Inspectie Noord", "team": "MT Noord", "preset": "inspectorate"}


def begun(client, store, **values):
    address = send(client, "/dossiers/new", token_of="/dossiers/new", **{**BEGINNING, **values})
    identifier = address.split("/")[2]
    assert address == f"/dossiers/{identifier}/demand"
    page(client, address)
    return Dossiers(store).open(Dossiers(store).find(identifier))


def test_a_dossier_is_begun_from_a_preset_with_its_reasons(client, store):
    dossier = begun(client, store, seats="Inspecteur-generaal\r\n\r\n Toezicht ", count="3")
    assert dossier.title == "Inspectie Noord"
    (team,) = dossier.teams
    assert team.title == "MT Noord"
    assert [seat.title for seat in team.seats] == [
        "Inspecteur-generaal",
        "Toezicht",
        {"nl": "Stoel 3", "en": "Seat 3"},
    ]
    preset = presets()["inspectorate"]
    assert [(row.behaviour, row.level, row.carriers, row.note) for row in team.demand] == [
        (row.behaviour, row.level, row.carriers, row.reason) for row in preset.demand
    ]
    assert dossier.people == ()


def test_a_dossier_is_begun_with_an_empty_task(client, store):
    dossier = begun(client, store, preset="empty", count="2")
    assert dossier.teams[0].demand == ()
    assert len(dossier.teams[0].seats) == 2


@pytest.mark.parametrize("preset", sorted(presets()))
def test_every_preset_is_shown_with_its_rows_and_can_be_taken(client, store, preset):
    text = page(client, "/dossiers/new")
    for row in presets()[preset].demand:
        assert str(escape(row.reason["nl"])) in text
    assert len(begun(client, store, preset=preset, count="1").teams[0].demand) > 9


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"title": ""}, "title"),
        ({"title": "x" * 201}, "title"),
        ({"team": " "}, "team"),
        ({"seats": "", "count": ""}, "count"),
        ({"count": "0", "seats": ""}, "count"),
        ({"count": "41"}, "count"),
        ({"count": "-1"}, "count"),
        ({"count": "twee"}, "count"),
        ({"count": "٣"}, "count"),
        ({"count": "9" * 5000}, "count"),
        ({"seats": "a\n" * 41}, "count"),
        ({"seats": "x" * 201}, "seats"),
        ({"preset": "unknown"}, "preset"),
        ({"preset": ""}, "preset"),
    ],
)
def test_what_cannot_be_begun_is_told_at_its_field(client, store, values, field):
    before = len(Dossiers(store).all())
    given = {**BEGINNING, "seats": "Voorzitter & <b>", **values}
    text = send(client, "/dossiers/new", token_of="/dossiers/new", status=422, **given)
    assert f'href="#field-{field}"' in text
    assert f'id="error-{field}"' in text
    if "seats" not in values:
        assert "Voorzitter &amp; &lt;b&gt;" in text
    assert len(Dossiers(store).all()) == before


def test_nothing_at_all_is_told_too(client):
    text = send(client, "/dossiers/new", token_of="/dossiers/new", status=422)
    assert text.count('class="field-error"') == 4


# The worked examples


def open_example(client, name="mt-uitvoering", **values):
    return send(client, f"/dossiers/examples/{name}", token_of="/dossiers/new", **values)


def test_an_example_in_the_list_is_opened_there(client, store):
    assert open_example(client) == "/dossiers/mt-uitvoering/team"
    assert len(Dossiers(store).all()) == 5


def test_an_example_in_the_archive_is_opened_as_a_fresh_copy(client, store):
    dossiers = Dossiers(store)
    dossiers.archive("mt-uitvoering")
    address = open_example(client, screen="compare")
    identifier = address.split("/")[2]
    assert address == f"/dossiers/{identifier}/compare"
    assert identifier != "mt-uitvoering"
    assert dossiers.find(identifier).content == examples()["mt-uitvoering"]
    assert dossiers.find("mt-uitvoering").archived_at


def test_an_example_that_was_changed_can_be_had_afresh(client, store):
    dossiers = Dossiers(store)
    edit = Edit(("title",), "Anders")
    dossiers.edit("crisisteam", 1, [edit], recorded("changed"))
    assert 'name="fresh"' in page(client, "/dossiers/new")
    identifier = open_example(client, "crisisteam", fresh="1").split("/")[2]
    assert dossiers.find(identifier).content == examples()["crisisteam"]
    assert dossiers.open(dossiers.find("crisisteam")).title == "Anders"


@pytest.mark.parametrize(
    ("name", "values", "status"),
    [("unknown", {}, 404), ("..%2f..%2fpyproject", {}, 404), ("crisisteam", {"screen": "x"}, 400)],
)
def test_what_is_no_example_or_no_screen_is_refused(client, name, values, status):
    send(
        client,
        f"/dossiers/examples/{name}",
        token_of="/dossiers/new",
        status=status,
        **values,
    )


# Files


def multipart(token, files):
    """Return a form with files as a browser sends it."""
    parts = [b'Content-Disposition: form-data; name="csrf_token"\r\n\r\n' + token.encode()]
    for name, content in files:
        head = f'Content-Disposition: form-data; name="files"; filename="{name}"\r\n\r\n'
        parts.append(head.encode() + content)
    return b"".join(b"--edge\r\n" + part + b"\r\n" for part in parts) + b"--edge--\r\n"


def sent(client, files, status, **options):
    response = client.post(
        "/dossiers/import",
        data=multipart(form_token(client, "/dossiers/import"), files),
        content_type="multipart/form-data; boundary=edge",
        **options,
    )
    with closing(response):
        assert response.status_code == status, response.get_data(as_text=True)[:3000]
        return response.headers.get("Location", response.get_data(as_text=True))


def downloaded(client, dossier):
    with closing(client.get(f"/dossiers/{dossier}/file")) as response:
        assert response.status_code == 200
        return response.get_data(), response.headers


ODD = (
    b'\xef\xbb\xbf{"teams":[{"seats":[{"id":"s"}],"demand":[{"level":3.50,"carriers":1,'
    b'"importance":1.0,"behaviour":"crisis"}],"id":"t"}],\r\n\t"repertoire" : "abd-2021",'
    b'"title":"\\u0041 \xc3\xa9","format":"abd-planner/dossier/1"}   '
)


@pytest.mark.parametrize("content", [*examples().values(), ODD, json.dumps(large()).encode()])
def test_a_file_goes_round_byte_for_byte(client, store, content):
    address = sent(client, [("een.json", content)], 303)
    identifier = address.split("/")[2]
    assert address == f"/dossiers/{identifier}/team"
    assert "is ingelezen" in page(client, address)
    fix(store, identifier)
    assert downloaded(client, identifier)[0] == content


def test_several_files_come_in_together(client, store):
    files = [(f"{name}.json", content) for name, content in examples().items()]
    assert sent(client, files, 303) == "/"
    assert "3 dossiers zijn ingelezen." in page(client, "/")
    assert len(Dossiers(store).all()) == 8


def test_a_wrong_file_is_told_with_every_mistake_and_the_others_are_taken(client, store):
    wrong = small()
    wrong["people"][0]["levels"]["crisis"] = 9
    wrong["teams"][0]["seats"][0]["incumbent"] = "nobody"
    wrong["extra"] = True
    files = [
        ("goed.json", json.dumps({**small(), "title": "Goed"}).encode()),
        ("<b>fout.json", json.dumps(wrong).encode()),
        ("geen.json", b"\xff\xfe"),
        ("half.json", b'{"format": '),
    ]
    before = len(Dossiers(store).all())
    text = sent(client, files, 422)
    assert "3 bestanden zijn niet ingelezen" in text
    assert "&lt;b&gt;fout.json: 3 fouten" in text
    for path in ("people[0].levels.crisis", "teams[0].seats[0].incumbent", "extra"):
        assert f"<code>{path}</code>" in text
    assert "goed.json is ingelezen:" in text
    assert Dossiers(store).all()[0].summary.title == "Goed"
    assert len(Dossiers(store).all()) == before + 1


def test_two_dossiers_with_one_title_are_told_apart(client, store):
    """The second is another dossier, and whoever reads it in should know."""
    content = json.dumps({**small(), "title": "Dubbel"}).encode()
    first = page(client, sent(client, [("een.json", content)], 303))
    assert "‘Dubbel’ is ingelezen." in first
    second = page(client, sent(client, [("twee.json", content)], 303))
    assert "naast dat met dezelfde titel" in second


def test_a_mistake_of_the_whole_file_is_told_in_words(client):
    text = sent(client, [("half.json", b'{"format": ')], 422)
    assert "Het hele bestand:" in text
    assert "<code>$</code>" not in text
    assert "abd-planner/dossier" not in text


@pytest.mark.parametrize("files", [[], [("", b"")]])
def test_no_file_at_all_is_told(client, files):
    assert "Kies eerst een bestand" in sent(client, files, 422)


def test_a_text_where_a_file_should_be_is_no_file(client):
    text = send(client, "/dossiers/import", token_of="/dossiers/import", status=422, files="{}")
    assert "Kies eerst een bestand" in text


def test_a_file_of_some_megabytes_is_taken_and_more_than_64_is_refused(client):
    raw = small()
    raw["note"] = "x" * 3_000_000
    sent(client, [("groot.json", json.dumps(raw).encode())], 303)
    too_large = {"CONTENT_LENGTH": str(64 * 1024 * 1024 + 1)}
    sent(client, [("te-groot.json", b"{}")], 413, environ_overrides=too_large)


def test_no_other_page_takes_that_much(client):
    token = form_token(client, "/")
    data = {"csrf_token": token, "title": "x" * 300_000}
    with closing(client.post("/dossiers/klein/rename", data=data)) as response:
        assert response.status_code == 413


def test_files_need_the_forms_token(client, store):
    data = {"files": [(io.BytesIO(json.dumps(small()).encode()), "x.json")]}
    with closing(client.post("/dossiers/import", data=data)) as response:
        assert response.status_code == 400
    assert len(Dossiers(store).all()) == 5


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Klein", "filename=Klein.json"),
        ('../../etc/passwd"; filename="x.exe', "filename=etc-passwd-filename-x-exe.json"),
        ("a\r\nSet-Cookie: x=1", "filename=a-Set-Cookie-x-1.json"),
        ("", "filename=naam.json"),
        ("///", "filename=dossier.json"),
        ("CON " + "x" * 300, f"filename=CON-{'x' * 76}.json"),
        ("Één team", "filename*=UTF-8''%C3%89%C3%A9n-team.json"),
    ],
)
def test_a_file_is_saved_under_a_name_that_is_safe_everywhere(client, store, title, name):
    keep(store, "naam", {**small(), "title": title})
    _, headers = downloaded(client, "naam")
    assert name in headers["Content-Disposition"]
    assert headers["Content-Disposition"].startswith("attachment;")
    assert headers["Content-Type"] == "application/json"
    assert "Set-Cookie: x" not in str(headers)


# The tour


def plain(text):
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", text)))


def test_the_tour_is_offered_until_it_is_not_wanted_any_more(client):
    assert "Start de rondleiding" in page(client, "/")
    assert send(client, "/tour/over") == "/"
    assert "Start de rondleiding" not in page(client, "/")
    assert "stap 1 van 8" in page(client, "/tour/1")


def test_the_tour_tells_what_the_analyses_find(client):
    team = plain(page(client, "/dossiers/mt-uitvoering/team"))
    gap = plain(page(client, "/tour/3"))
    heading = re.search("Dit team draagt [^ ]+ % van wat de opgave vraagt", team)
    assert heading[0] in gap
    comparison = compare(read_dossier(examples()["mt-uitvoering"]), "bedrijfsvoering")
    text = plain(page(client, "/tour/5"))
    for person in comparison.people:
        assert f"{person.job_fit:.1f}".replace(".", ",").removesuffix(",0") in text
        percent = f"{person.figures.coverage_percent:.1f}".replace(".", ",").removesuffix(",0")
        assert f"{percent} %" in text
    assert "B. de Vries past het best bij de functie, F. Kaya voegt meer toe" in text


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_step_leads_to_its_screen(client, language):
    client.get(f"/?lang={language}")
    for step in range(1, 8):
        text = page(client, f"/tour/{step}")
        link = re.search(r'tour-see">\s*<a class="button" href="([^"]+)"', text)
        with closing(client.get(link[1], follow_redirects=True)) as response:
            assert response.status_code == 200
    assert "tour-see" not in page(client, "/tour/8")


def test_the_tour_works_without_the_example_and_puts_it_in_the_list(client, store):
    Dossiers(store).archive("mt-uitvoering")
    screens = []
    for step in range(1, 8):
        found = re.search(r'name="screen" value="([a-z]+)"', page(client, f"/tour/{step}"))
        screens.append(found[1])
    assert screens == ["demand", "people", "team", "team", "compare", "proposals", "explore"]
    for screen in set(screens):
        with closing(client.get(open_example(client, screen=screen), follow_redirects=True)) as got:
            assert got.status_code == 200


def test_an_example_that_was_changed_is_told_in_the_tour(client, store):
    edits = [Edit(("title",), "Anders")]
    Dossiers(store).edit("mt-uitvoering", 1, edits, recorded("changed"))
    assert "Het voorbeeld in uw lijst is gewijzigd" in page(client, "/tour/3")


@pytest.mark.parametrize("step", ["0", "9", "-1", "x", "99999999999999999999", "1.5"])
def test_there_are_no_other_steps(client, step):
    page(client, f"/tour/{step}", 404)


def test_the_tour_begins_at_its_first_step(client):
    with closing(client.get("/tour")) as response:
        assert (response.status_code, response.headers["Location"]) == (302, "/tour/1")


@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/tour/1",
        "/dossiers/new",
        "/dossiers/import",
        "/dossiers/archive",
        "/dossiers/klein/file",
    ],
)
def test_whoever_is_not_signed_in_sees_nothing(visitor, address):
    page(visitor, address, 401)


def test_two_hundred_dossiers_are_listed_without_opening_one(client, store, monkeypatch):
    content = json.dumps(small()).encode()
    with store.writing():
        for _ in range(200):
            Dossiers(store).add(content, recorded("added"))
    page(client, "/")

    def refuse(*arguments):
        raise AssertionError("a dossier is opened to be listed")

    monkeypatch.setattr(Dossiers, "open", refuse)
    assert page(client, "/?q=klein").count("card dossier-card") >= 200


@pytest.mark.parametrize(
    "address",
    [
        "/dossiers/unknown/team",
        "/dossiers/../team",
        "/dossiers/..%2f..%2fetc%2fpasswd/team",
        "/dossiers/%2e%2e/team",
        "/dossiers/mt-uitvoering.json/team",
        "/dossiers/.hidden/team",
        "/dossiers/mt-uitvoering%00/team",
        "/dossiers/unknown/proposals",
        "/dossiers/mt-uitvoering/team?team=unknown",
        "/dossiers/mt-uitvoering/team?job=unknown",
    ],
)
def test_what_is_not_there_is_not_found(client, address):
    page(client, address, 404)


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/?q=alert",
        "/dossiers/markup/team",
        "/dossiers/markup/proposals",
        "/dossiers/markup/rename",
    ],
)
def test_markup_in_a_dossier_stays_text(client, store, address, language):
    keep(store, "markup", hostile())
    client.get(f"/?lang={language}")
    text = page(client, address)
    assert "alert(1)" in text
    assert "<script>alert" not in text
    assert "<img src=x" not in text
    assert "\"'&<b>" not in text


@pytest.mark.parametrize(
    ("wish", "said"),
    [
        ({"attribute": "leeftijd", "note": "Gemengd"}, "constraints[0].attribute"),
        ({"attribute": "achtergrond"}, "constraints[0].note"),
    ],
)
def test_a_file_with_a_wish_that_nobody_may_ask_is_not_taken(client, store, wish, said):
    before = len(Dossiers(store).all())
    constraint = {"kind": "attribute_spread", "distinct": 2, **wish}
    content = json.dumps({**small(), "constraints": [constraint]}).encode()
    assert said in sent(client, [("een.json", content)], 422)
    assert len(Dossiers(store).all()) == before
