"""A dossier of ten thousand people: every page opens, and a search stays within its memory."""

import json
import subprocess
import sys
from contextlib import closing

import pytest

from tests.faults.serving import ROOT
from tests.web.cases import behaviours, example, keep
from tests.web.pages import pages

NUMBER = 10_000
MOST_BYTES, MOST_PAGE_BYTES = 1024**3, 4_000_000


def crowd():
    """Return a worked example with ten thousand people who are candidates too."""
    dossier, rows = example("mt-uitvoering"), behaviours()
    dossier["people"] += [
        {
            "id": f"p{number}",
            "name": f"Iemand {number}",
            "levels": {row: 1 + (number * 7 + place * 3) % 5 for place, row in enumerate(rows)},
        }
        for number in range(NUMBER)
    ]
    dossier.pop("candidates", None)
    return dossier


def test_every_page_of_ten_thousand_people_opens(app, client, store):
    keep(store, "mt-uitvoering", crowd())
    statuses = {}
    for endpoint, address in pages(app).items():
        with closing(client.get(address)) as answer:
            statuses[endpoint] = answer.status_code
            # Nobody reads a page of ten thousand, and a browser cannot show it.
            assert answer.content_length < MOST_PAGE_BYTES, endpoint
    # What is of another dossier, of an account, or not asked yet is not there.
    others = {endpoint: status for endpoint, status in statuses.items() if status != 200}
    assert set(others.values()) <= {302, 303, 404}
    assert len(others) < 9, sorted(others.items())


@pytest.mark.slow
def test_a_search_among_ten_thousand_people_stays_under_a_gigabyte(tmp_path):
    file = tmp_path / "crowd.json"
    file.write_text(json.dumps(crowd()), encoding="utf-8")
    program = (
        "import resource, sys\n"
        "from planner.cli.main import main\n"
        "try:\n    main()\n"
        "finally:\n"
        "    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, file=sys.stderr)\n"
    )
    command = [sys.executable, "-c", program, "solve", str(file), "--alternatives", "1"]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stderr
    assert int(ended.stderr.split()[-1]) * 1024 < MOST_BYTES
