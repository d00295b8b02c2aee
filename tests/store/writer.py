"""Writes versions and says of each that it is kept: `python -m tests.store.writer FOLDER [BYTES]`.

With a number of bytes no file may grow beyond it, as on a disk that is full.
"""

import resource
import sys
from pathlib import Path

from planner.dossier.editing import Edit
from planner.store.database import Store
from planner.store.dossiers import Dossiers
from planner.store.errors import StoreError
from planner.store.told import recorded


def main(folder: str, most_bytes: str = "") -> None:
    """Change the title of the dossier `klein` until it is ended, or nothing more can be saved."""
    dossiers = Dossiers(Store(Path(folder)))
    if most_bytes:
        resource.setrlimit(resource.RLIMIT_FSIZE, (int(most_bytes), resource.RLIM_INFINITY))
    kept = dossiers.find("klein")
    assert kept is not None
    while True:
        edit = Edit(("title",), f"{kept.version + 1} {'x' * 500}")
        try:
            kept = dossiers.edit("klein", kept.version, [edit], recorded("changed"))
        except StoreError as error:
            print(error, flush=True)
            return
        print(kept.version, flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
