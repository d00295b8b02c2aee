"""The planner for many people at once: `python -m benchmarks.serving FOLDER PEOPLE`.

Prints one line of JSON with the address and a sign-in link for each of them, and serves until it is
ended. One more dossier than the worked examples is there: seven open seats and sixty candidates.
"""

import json
import sys
from pathlib import Path

from waitress.server import create_server

from benchmarks.cases import one_team
from planner.store.dossiers import Dossiers
from planner.store.freezes import Freezes
from planner.store.told import recorded
from planner.web.access import SignIn
from planner.web.app import create_app
from planner.web.server import THREADS, prepare

LARGE = "groot"


def main() -> None:
    """Serve on a free port of this machine."""
    folder, people = Path(sys.argv[1]), int(sys.argv[2])
    store = prepare(folder, demo=True)
    content = json.dumps(one_team(1), ensure_ascii=False).encode()
    dossiers = Dossiers(store)
    kept = dossiers.add(content, recorded("Added as a worked example"), LARGE)
    Freezes(store).fix(kept.id, kept.version, dossiers.open(kept), is_example=True)
    sign_in = SignIn(store)
    server = create_server(
        create_app(store, sign_in=sign_in), host="127.0.0.1", port=0, threads=THREADS, ident=None
    )
    base = f"http://127.0.0.1:{server.effective_port}"
    links = [f"/sign-in/{sign_in.new_token()}" for _ in range(people)]
    print(json.dumps({"base": base, "links": links}), flush=True)
    server.run()


if __name__ == "__main__":
    main()
