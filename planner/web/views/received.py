"""A file that was sent: the dossier that came of it, or everything that is wrong with it."""

from dataclasses import dataclass

from planner.domain.faults import Fault


@dataclass(frozen=True)
class Received:
    """A file by its name; `dossier` is empty where nothing was taken."""

    name: str
    dossier: str = ""
    title: str = ""
    faults: tuple[Fault, ...] = ()
