"""Whether the task of a dossier is fixed, by whom, and what was changed in it since."""

from dataclasses import dataclass

from planner.dossier.task import outsiders
from planner.resources.catalogue import Translator
from planner.store.accounts import Accounts
from planner.store.database import Store
from planner.store.dossiers import Dossiers
from planner.store.freezes import Freeze, Freezes
from planner.store.sides import insiders_told


@dataclass(frozen=True)
class TaskChange:
    """A change of a task that was fixed: in which version, what it was, and why."""

    version: int
    at: str
    who: str
    what: str
    reason: str


@dataclass(frozen=True)
class TaskView:
    """How the task stands: free to be changed, or fixed and perhaps changed since."""

    is_fixed: bool
    is_example: bool = False
    at: str = ""
    who: str = ""
    changes: tuple[TaskChange, ...] = ()
    # The candidates whose profile was open before the task was fixed.
    insiders: tuple[str, ...] = ()

    @property
    def asks_reason(self) -> bool:
        """Tell whether a change of the task has to say why."""
        return self.is_fixed and not self.is_example

    def reason_of(self, version: int) -> str:
        """Return why a version of the dossier changed the fixed task; nothing where it did not."""
        return next((each.reason for each in self.changes if each.version == version), "")


def task_view(store: Store, dossier: str, words: Translator) -> TaskView:
    """Return how the task of a dossier stands."""
    listed = Freezes(store).of_dossier(dossier)
    known = () if listed and listed[0].is_example else _insiders(store, dossier)
    if not listed:
        return TaskView(is_fixed=False, insiders=known)
    fixed, *changes = listed
    told = {each.version: each.done for each in Dossiers(store).history(dossier)} if changes else {}
    return TaskView(
        is_fixed=True,
        is_example=fixed.is_example,
        at=fixed.at,
        who=_who(store, fixed),
        changes=tuple(
            TaskChange(
                each.version,
                each.at,
                _who(store, each),
                told[each.version].said(words) if each.version in told else "",
                each.reason or "",
            )
            for each in reversed(changes)
            if each.reason
        ),
        insiders=known,
    )


def _insiders(store: Store, dossier: str) -> tuple[str, ...]:
    """Return the names of the candidates whose profile was open before the task was fixed."""
    told = insiders_told(store, dossier)
    kept = Dossiers(store).find(dossier) if told else None
    if kept is None:
        return ()
    read = Dossiers(store).open(kept)
    candidates = told & outsiders(read)
    return tuple(each.name or each.id for each in read.people if each.id in candidates)


def _who(store: Store, freeze: Freeze) -> str:
    """Return what somebody is called; nothing for whoever works alone, or the program itself."""
    account = None if freeze.account is None else Accounts(store).find(freeze.account)
    return "" if account is None else account.name
