"""Makes the pictures of the documents from the real pages: `python -m tests.pictures`."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Thread

from playwright.sync_api import sync_playwright
from waitress.server import create_server

from planner.jobs.queue import Queue
from planner.store.accounts import Accounts
from planner.store.database import Store
from planner.store.dossiers import Dossiers
from planner.store.raters import Raters
from planner.store.rating_rounds import RatingRounds
from planner.web.access import SignIn
from planner.web.app import create_app
from planner.web.server import prepare
from tests.chromium import chromium_path

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "images"
LANGUAGES = ("nl", "en")
WIDTH = 1280
_DOSSIER = "mt-uitvoering"
_MT = f"/dossiers/{_DOSSIER}"


@dataclass(frozen=True)
class Picture:
    """The top of a page: its name, its address, and how many pixels high."""

    name: str
    address: str
    height: int


PICTURES = (
    Picture("home", "/", 900),
    Picture("demand", f"{_MT}/demand", 1150),
    Picture("team", f"{_MT}/team", 1700),
    Picture("compare", f"{_MT}/seats/bedrijfsvoering/compare", 1300),
    Picture("proposals", f"{_MT}/proposals", 1000),
    Picture("explore", f"{_MT}/explore?seat=bedrijfsvoering&person=kaya", 1150),
    Picture("ratings", "", 1000),
    Picture("decision", f"{_MT}/decision", 1150),
)


def path_of(language: str, name: str) -> Path:
    """Return where a picture lies."""
    return FOLDER / language / f"{name}.png"


@dataclass(frozen=True)
class Served:
    """A planner that runs: its address, what makes links to sign in, and what is kept."""

    base: str
    sign_in: SignIn
    store: Store
    jobs: Queue


@contextmanager
def served(folder: Path) -> Iterator[Served]:
    """Serve the worked examples."""
    store = prepare(folder, demo=True)
    sign_in, jobs = SignIn(store), Queue(store)
    server = create_server(
        create_app(store, sign_in=sign_in, jobs=jobs), host="127.0.0.1", port=0, ident=None
    )
    Thread(target=server.run, daemon=True).start()
    try:
        yield Served(f"http://127.0.0.1:{server.effective_port}", sign_in, store, jobs)
    finally:
        server.close()
        jobs.close()
        store.close()


def make_ready(planner: Served) -> str:
    """Work out proposals and begin a round of rating; return the address of the form to rate."""
    kept = Dossiers(planner.store).find(_DOSSIER)
    assert kept is not None
    planner.jobs.wait(
        planner.jobs.start(kept, "propose", {"alternatives": 3, "difference": 1}).id, 120
    )
    dossier = Dossiers(planner.store).open(kept)
    people, rows = dossier.candidates, [row.behaviour for row in dossier.teams[0].demand]
    scale, store = dossier.whole_repertoire.scale, planner.store
    begun = RatingRounds(store).begin(_DOSSIER, "Bedrijfsvoering", "interview", scale, people, rows)
    whom = dict.fromkeys(people, "committee")
    Raters(store).add(_DOSSIER, begun.id, Accounts(store).owner().id, whom)
    return f"{_MT}/ratings/{begun.id}/form"


def main() -> None:
    """Take a picture of each page that a document shows, in each language."""
    with (
        tempfile.TemporaryDirectory() as folder,
        served(Path(folder) / "data") as planner,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": WIDTH, "height": 900})
        page.goto(f"{planner.base}/sign-in/{planner.sign_in.new_token()}")
        ratings = make_ready(planner)
        for language in LANGUAGES:
            page.goto(f"{planner.base}/?lang={language}")
            for picture in PICTURES:
                page.set_viewport_size({"width": WIDTH, "height": picture.height})
                page.goto(planner.base + (picture.address or ratings))
                target = path_of(language, picture.name)
                target.parent.mkdir(parents=True, exist_ok=True)
                page.screenshot(path=target)
        browser.close()


if __name__ == "__main__":
    main()
