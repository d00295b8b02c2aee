"""Makes the pictures of the documents from the real pages: `python -m tests.pictures`."""

import tempfile
from pathlib import Path
from threading import Thread

from playwright.sync_api import Page, sync_playwright
from waitress.server import create_server

from planner.jobs.queue import Queue
from planner.web.access import SignIn
from planner.web.app import create_app
from planner.web.server import prepare
from tests.chromium import chromium_path

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "images"
WIDTH = 1280


def take(page: Page, name: str, height: int) -> None:
    """Write the top of a page as a picture."""
    page.set_viewport_size({"width": WIDTH, "height": height})
    page.screenshot(path=FOLDER / f"{name}.png")


def main() -> None:
    """Serve the worked examples, and take a picture of each page that a document shows."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "data"
        store = prepare(data, demo=True)
        sign_in = SignIn(store)
        jobs = Queue(store)
        app = create_app(store, sign_in=sign_in, jobs=jobs)
        server = create_server(app, host="127.0.0.1", port=0, ident=None)
        Thread(target=server.run, daemon=True).start()
        base = f"http://127.0.0.1:{server.effective_port}"
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=chromium_path(), args=["--no-sandbox"]
            )
            page = browser.new_page()
            page.goto(f"{base}/sign-in/{sign_in.new_token()}")
            page.goto(f"{base}/dossiers/mt-uitvoering/team?lang=en")
            take(page, "team", 1700)
            page.goto(f"{base}/dossiers/mt-uitvoering/proposals")
            page.locator("main form button").first.click()
            page.locator(".proposal").first.wait_for()
            take(page, "proposals", 900)
            browser.close()
        server.close()
        jobs.close()
        store.close()


if __name__ == "__main__":
    main()
