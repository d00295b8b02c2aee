"""The dossiers of a data folder: the `*.json` files in it, read again only when they change."""

import hashlib
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

from planner.domain.faults import Fault, fault_at
from planner.dossier.dossier import Dossier
from planner.dossier.reading import read_dossier
from planner.dossier.strict_json import InvalidFile

# Larger than a dossier of ten thousand people; more than this is no dossier.
MOST_BYTES = 64 * 1024 * 1024


@dataclass(frozen=True)
class StoredDossier:
    """One file: its id (the name without `.json`), and the dossier or the mistakes in it."""

    id: str
    fingerprint: str
    dossier: Dossier | None
    faults: tuple[Fault, ...] = ()


class DossierFolder:
    """Finds dossiers by their id; an id is only ever compared with the names that are there."""

    def __init__(self, folder: Path) -> None:
        """Keep the folder; nothing is read yet."""
        self.folder = folder
        self._read: dict[str, tuple[tuple[int, int], StoredDossier]] = {}
        self._lock = Lock()

    def all(self) -> list[StoredDossier]:
        """Return every dossier of the folder by name, those with mistakes too."""
        return [self._stored(dossier, path) for dossier, path in sorted(self._paths().items())]

    def find(self, dossier: str) -> StoredDossier | None:
        """Return a dossier by its id, where there is one."""
        path = self._paths().get(dossier)
        return None if path is None else self._stored(dossier, path)

    def _paths(self) -> dict[str, Path]:
        if not self.folder.is_dir():
            return {}
        return {
            path.stem: path
            for path in self.folder.iterdir()
            if path.suffix == ".json" and not path.name.startswith(".") and path.is_file()
        }

    def _stored(self, dossier: str, path: Path) -> StoredDossier:
        # Under the lock, so that two requests do not read the same large file twice.
        with self._lock:
            try:
                state = path.stat()
                stamp = (state.st_mtime_ns, state.st_size)
                known = self._read.get(dossier)
                if known is not None and known[0] == stamp:
                    return known[1]
                stored = _read(dossier, path)
            except OSError as error:
                fault = fault_at("$", "cannot be read: {reason}", reason=error.strerror or "")
                return StoredDossier(dossier, "", None, (fault,))
            self._read[dossier] = (stamp, stored)
            return stored


def _read(dossier: str, path: Path) -> StoredDossier:
    if path.stat().st_size > MOST_BYTES:
        return StoredDossier(dossier, "", None, (fault_at("$", "is too large to be a dossier"),))
    content = path.read_bytes()
    fingerprint = hashlib.sha256(content).hexdigest()
    try:
        return StoredDossier(dossier, fingerprint, read_dossier(content))
    except InvalidFile as error:
        return StoredDossier(dossier, fingerprint, None, tuple(error.faults))
