"""After all that can be done with a dossier somebody is erased: their name is nowhere any more."""

import logging
from contextlib import closing
from urllib.parse import urlsplit

import pytest

from planner.store.backups import backup
from planner.store.verifying import verify
from tests.store.test_erasing import everything_kept
from tests.web import wandering
from tests.web.cast import DOSSIER, PERSON
from tests.web.conftest import form_token
from tests.web.pages import pages
from tests.web.wandering import TYPED, Wanderer

NAME, FAMILY = "W. Feitsma", "Feitsma"
WRITTEN = (NAME, f"Over {NAME} is gesproken", PERSON, *TYPED[:12])
# What makes another dossier, whose people are erased there; and what ends the dossier.
_ELSEWHERE = ("/copy", "/dossier", "/archive", "/erase", "/remove", "/fix", "/import", "/sign-")
FILES = ("file", "levels.csv", "levels.xlsx", "tables/template.csv", "trail/download")


class Inside(Wanderer):
    """Stays within one dossier, and writes of somebody in every field there."""

    def __init__(self, client, seed, addresses):
        super().__init__(client, seed)
        self._inside = addresses

    def step(self):
        self._pages = [*self._pages[-6:], *self._draw.sample(self._inside, 6)]
        super().step()

    def _follow(self, address):
        if urlsplit(address).path.startswith(f"/dossiers/{DOSSIER}/"):
            super()._follow(address)

    def _send(self, form, address):
        action = urlsplit(form.action or address).path
        if f"/{DOSSIER}/" in action and not any(each in action for each in _ELSEWHERE):
            super()._send(form, address)


def wander(app, client, seed, steps, monkeypatch):
    monkeypatch.setattr(wandering, "TYPED", WRITTEN)
    inside = [each for each in pages(app).values() if f"/{DOSSIER}/" in each]
    wanderer = Inside(client, seed, inside)
    for _ in range(steps):
        wanderer.step()
    assert wanderer.statuses[303] > steps // 20


def answers(client, addresses):
    for address in addresses:
        with closing(client.get(address)) as answer:
            yield address, answer.get_data()


def erased_everywhere(app, client, store, folder):
    held = f"/dossiers/{DOSSIER}/people/{PERSON}"
    data = {"csrf_token": form_token(client, f"{held}/held"), "ground": "asked for by the person"}
    assert FAMILY.encode() in everything_kept(store.folder)
    assert client.post(f"{held}/erase", data=data).status_code == 303
    shown = [
        *pages(app).values(),
        *(f"/dossiers/{DOSSIER}/{file}" for file in FILES),
        *(f"/?q={FAMILY}", f"/dossiers/archive?q={FAMILY}", "/trail/download"),
    ]
    found = []
    for address, content in answers(client, shown):
        text = content.replace(f"q={FAMILY}".encode(), b"").replace(address.encode(), b"")
        text = text.replace(f'value="{FAMILY}"'.encode(), b"")
        found += [address] if FAMILY.encode() in text else []
    assert found == []
    copy = folder / "backup.sqlite3"
    backup(store.folder, copy)
    for kept in (everything_kept(store.folder), copy.read_bytes()):
        assert FAMILY.encode() not in kept
        assert f'"{PERSON}"'.encode() not in kept
    assert verify(store.path).damages == ()


def test_nobody_finds_somebody_who_was_erased(app, client, store, tmp_path, monkeypatch, caplog):
    caplog.set_level(logging.DEBUG)
    wander(app, client, 1, 150, monkeypatch)
    erased_everywhere(app, client, store, tmp_path)
    # What the program itself logs, however much is asked of it.
    own = [each for each in caplog.records if each.name.startswith("planner")]
    assert not [each for each in own if FAMILY in each.getMessage()]


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(10, 30))
def test_after_hours_of_work_too(app, client, store, tmp_path, monkeypatch, seed):
    wander(app, client, seed, 600, monkeypatch)
    erased_everywhere(app, client, store, tmp_path)
