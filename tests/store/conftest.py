"""A store on a folder of its own."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from planner.store.database import Store
from planner.store.dossiers import Dossiers


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = Store(tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def dossiers(store: Store) -> Dossiers:
    return Dossiers(store)
