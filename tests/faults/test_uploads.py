"""Files that were made to hurt, sent as people send them: a sentence, and nothing is taken."""

import contextlib
import io
import re
import zipfile
from itertools import pairwise

import openpyxl
import pytest

from planner.store.dossiers import Dossiers
from tests.web.conftest import form_token

IMPORT, TABLES = "/dossiers/import", "/dossiers/klein/tables"
SHEET = "xl/worksheets/sheet1.xml"
ENTITIES = (
    '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">'
    + "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in pairwise("abcdefghi"))
    + "]>"
)
OUTSIDE = '<!DOCTYPE x [<!ENTITY i SYSTEM "file:///etc/passwd">]>'


def send(client, address, content, name, field="file", **form):
    data = {"csrf_token": form_token(client, address), field: (io.BytesIO(content), name), **form}
    answer = client.post(address, data=data)
    return answer.status_code, answer.get_data(as_text=True)


def dossier(inside):
    return b'{"format": "abd-planner/dossier/1", "title": "Zeer", ' + inside + b"}"


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (dossier(b'"people": [{"id": "a", "levels": {"crisis": NaN}}]'), "people[0].levels.crisis"),
        (dossier(b'"people": [{"id": "a", "levels": {"crisis": 1e999999999}}]'), "levels.crisis"),
        (dossier(b'"title": "Nog eens"'), "title"),
        (dossier(b'"note": ' + b"[" * 10_000 + b"]" * 10_000), "note[0][0]"),
        (dossier(b'"note": ' + b'{"a":' * 10_000 + b"1" + b"}" * 10_000), "note.a.a"),
        (dossier(b'"note": "\\ud83d"'), "note"),
        (dossier(b'"note": "\xed\xa0\xbd"'), "UTF-8"),
        (dossier(b'"people": ' + b"9" * 5000), "people"),
        (b"", "JSON"),
        (b"\xff\xfe\x00\x00", "UTF-8"),
        (b"PK\x03\x04" + b"\0" * 100, "JSON"),
    ],
    ids=["nan", "endless", "twice", "lists", "objects", "surrogate", "half", "long", "none",
         "utf32", "zip"],
)  # fmt: skip
def test_a_dossier_that_is_no_json_is_refused_with_a_sentence(client, store, content, told):
    before = len(Dossiers(store).all())
    status, text = send(client, IMPORT, content, "a.json", "files")
    assert status == 422
    assert told in text
    assert len(Dossiers(store).all()) == before


def workbook(value=3, **changes):
    """Return a table of one level as a workbook, its parts changed."""
    book, file, packed = openpyxl.Workbook(), io.BytesIO(), io.BytesIO()
    book.active.append(["id", "crisis"])
    book.active.append(["a", value])
    book.save(file)
    with zipfile.ZipFile(file) as archive:
        parts = {entry: archive.read(entry) for entry in archive.namelist()}
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in {**parts, **changes}.items():
            archive.writestr(name, content(parts[name]) if callable(content) else content)
    return packed.getvalue()


def declared(declaration, entity):
    """Return a change that declares entities, and uses one in a cell."""

    def changed(part):
        text = re.sub(r"<\?xml[^>]*\?>", "", part.decode())
        return declaration + re.sub(r"<v>3</v>", f"<v>&{entity};</v>", text)

    return changed


def large_zip():
    with contextlib.closing(io.BytesIO()) as file:
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(SHEET, b" " * 60_000_000)
        return file.getvalue()


def test_a_workbook_as_it_should_be_is_read(client):
    status, text = send(client, TABLES, workbook(), "a.xlsx", of="levels")
    assert status == 200, text


@pytest.mark.parametrize("of", ["levels", "ratings"])
@pytest.mark.parametrize(
    "content",
    [
        large_zip(),
        workbook(**{SHEET: b" " * 60_000_000}),
        workbook(**{f"xl/{number}": b"" for number in range(600)}),
        workbook(**{SHEET: declared(ENTITIES, "i")}),
        workbook(**{SHEET: declared(OUTSIDE, "i")}),
        workbook(**{SHEET: b"<worksheet>" * 200_000}),
        workbook("=1+1"),
        workbook('=HYPERLINK("http://evil.example";"3")'),
        b"id;crisis\na;=1+1\n",
        b"id;crisis\na;@SUM(1)\n",
        workbook()[:-30],
    ],
    ids=["zip", "sheet", "entries", "entities", "outside", "deep", "formula", "link", "csv", "at",
         "cut"],
)  # fmt: skip
def test_a_table_that_could_hurt_is_refused_with_a_sentence(client, store, content, of):
    before = Dossiers(store).find("klein").version
    form = {"of": of, "round": "new", "title": "T", "source": "stakeholder", "rater": "R"}
    status, text = send(client, TABLES, content, "a.xlsx", **form)
    assert status == 422
    assert 'class="' in text
    assert "Traceback" not in text
    assert "root:" not in text
    assert '/tables/take"' not in text
    assert Dossiers(store).find("klein").version == before


@pytest.mark.parametrize("content", ["", "x", "eJw=", "AAAA"])
def test_what_a_preview_never_carried_is_not_taken(client, content):
    token = form_token(client, TABLES)
    data = {"csrf_token": token, "of": "levels", "content": content, "version": "1"}
    assert client.post(f"{TABLES}/take", data=data).status_code == 400


def test_more_than_is_taken_is_refused_before_it_is_read(client):
    with contextlib.closing(io.BytesIO()) as nothing:
        told = {
            "CONTENT_TYPE": "multipart/form-data; boundary=x",
            "CONTENT_LENGTH": str(65 * 1024 * 1024),
        }
        answer = client.post(IMPORT, input_stream=nothing, environ_overrides=told)
    assert answer.status_code == 413
