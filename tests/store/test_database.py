"""The SQLite underneath, and what is refused before anything is opened."""

import pytest

from planner.store import database
from planner.store.database import FILE_NAME, Store
from planner.store.errors import UnsafeDatabase


@pytest.mark.parametrize("version", [(3, 7, 0), (3, 46, 1), (3, 51, 2)])
def test_a_sqlite_that_can_damage_its_file_is_refused(tmp_path, monkeypatch, version):
    monkeypatch.setattr(database.sqlite3, "sqlite_version_info", version)
    with pytest.raises(UnsafeDatabase, match="can damage a database"):
        Store(tmp_path)
    assert not (tmp_path / FILE_NAME).exists()


def test_the_sqlite_here_is_a_safe_one(tmp_path):
    assert database.sqlite3.sqlite_version_info >= database.SAFE_SQLITE
    Store(tmp_path).close()
