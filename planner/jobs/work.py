"""What a worker does: one job from its dossier's content to the answer as it is kept."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from planner.analysis.explain.answer import NoSuchProposal
from planner.dossier.reading import read_dossier
from planner.jobs.dealing import MOST_TRIES
from planner.jobs.keeping import kept_answer
from planner.jobs.kinds import KINDS, InvalidParameters
from planner.resources.whereabouts import whereabouts
from planner.solver.limits import Limits, Stopped
from planner.solver.problem import VerificationError
from planner.store.told import Done, recorded

STOPPED = recorded("It was stopped before there was anything to keep.")
TIME_UP = recorded("The time was up before there was an answer.")
NOT_HERE = recorded("What was asked about is not in the dossier.")
DIED = recorded(
    "Whatever worked on it was ended {number} times, which is no chance any more. Is there too "
    "little memory?",
    number=MOST_TRIES,
)
FAULT = recorded(
    "Something went wrong in the program itself; nothing of the dossier is lost. Try again, and "
    "tell whoever keeps the planner if it happens once more."
)
UNSOUND = recorded(
    "The answer did not pass the program's own checks, so it is not given. This is a fault of the "
    "program; tell whoever keeps the planner."
)


@dataclass(frozen=True)
class Task:
    """A job as a worker gets it."""

    kind: str
    content: bytes
    parameters: Mapping[str, Any]


@dataclass(frozen=True)
class Outcome:
    """An answer as it is kept, or the reason why there is none."""

    answer: bytes | None = None
    reason: Done | None = None
    cut_short: bool = False
    # The kind of error alone, for the log: its text could hold names of people.
    error: str = ""
    # Where it happened: files and lines of the program, without any value.
    trace: tuple[str, ...] = ()


def seconds_for(kind: str) -> float:
    """Return how long a job of a kind may take."""
    return KINDS[kind].seconds


def done(task: Task, limits: Limits) -> Outcome:
    """Work a task out; whatever goes wrong is an outcome too."""
    try:
        answer = KINDS[task.kind].work_out(read_dossier(task.content), task.parameters, limits)
    except Stopped:
        return Outcome(reason=STOPPED if limits.stop.is_set() else TIME_UP, cut_short=True)
    except InvalidParameters:
        return Outcome(reason=NOT_HERE)
    except NoSuchProposal as error:
        return Outcome(
            reason=recorded(
                "There is no such proposal; how many there are: {number}", number=error.number
            )
        )
    except Exception as error:
        reason = UNSOUND if isinstance(error, VerificationError) else FAULT
        return Outcome(reason=reason, error=type(error).__name__, trace=whereabouts(error))
    return Outcome(kept_answer(answer), cut_short=limits.is_over())
