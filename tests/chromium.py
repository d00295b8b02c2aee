"""Finds Chromium for the browser tests, or installs it: `python -m tests.chromium`."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

_NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")


def chromium_path() -> str | None:
    """Return the browser's path; `None` where only Playwright's own may be there."""
    for name in _NAMES:
        if found := shutil.which(name):
            return found
    return None


def _playwright_has_one() -> bool:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        return Path(playwright.chromium.executable_path).exists()


def main() -> int:
    """Make sure that there is a Chromium; return 0 when there is."""
    if chromium_path() or _playwright_has_one():
        return 0
    if os.geteuid() == 0 and shutil.which("apt-get"):
        print("Installing Chromium with apt-get ...", flush=True)
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run(["apt-get", "update", "-qq"], check=False, env=quiet)
        subprocess.run(["apt-get", "install", "-y", "-qq", "chromium"], check=False, env=quiet)
    else:
        print("Installing Chromium with Playwright ...", flush=True)
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)
    if chromium_path() or _playwright_has_one():
        return 0
    print("There is no Chromium, and it could not be installed; the browser tests need one.")
    return 1


if __name__ == "__main__":
    sys.exit(main())
