"""From what is written on the page to a decision: the proposals that it rests on, and the task."""

from collections.abc import Iterator
from datetime import datetime

from planner.decisions.agreeing import enough_shown
from planner.decisions.deciding import Basis, Chosen, decide
from planner.decisions.decision import Decision
from planner.decisions.own_words import ALONE, NO_REASON, THE_PROGRAM
from planner.decisions.parts import Frozen, Options, Present, TaskChange, Withdrawal
from planner.domain.questions import Uncertainty
from planner.domain.result import Result
from planner.jobs.queue import Job
from planner.resources.catalogue import Translator
from planner.store.accounts import Accounts
from planner.store.clock import moment
from planner.store.database import Store
from planner.store.decision_drafts import Draft
from planner.store.decisions import Decisions
from planner.store.errors import Unknown
from planner.store.freezes import Freeze, Freezes
from planner.web.rated_levels import ratings_behind
from planner.web.screens.opened import Opened
from planner.web.services import services
from planner.web.views.decision import fitting

_ANSWERED = ("optimal", "feasible", "infeasible")


def proposals_of(found: Opened) -> Job | None:
    """Return the latest search on the dossier as it is now that showed enough to choose between."""
    return next((job for job in _fresh(found, "propose") if can_be_chosen_from(job, found)), None)


def can_be_chosen_from(job: Job, found: Opened) -> bool:
    """Tell whether a decision about a dossier as it stands can rest on a search."""
    if job.kind != "propose" or job.fingerprint != found.kept.fingerprint:
        return False
    result: Result | None = job.answer
    return result is not None and result.status in _ANSWERED and enough_shown(result)


def identifier_of(dossier: str, number: int) -> str:
    """Return the reference of a decision."""
    return f"{dossier}-{number}"


def decision_of(found: Opened, draft: Draft, job: Job, words: Translator) -> Decision:
    """Return the decision that a draft makes; nothing is kept of it yet.

    Raises:
        InvalidFile: with everything that is missing in it, or wrong.
        Unknown: the decision that it withdraws is not there, or does not stand.
    """
    store, drafted = services().store, draft.drafted
    frozen, changes = _task(store, found.id, words)
    basis = Basis(
        content=found.kept.content,
        options=_options(job),
        result=job.answer,
        frozen=frozen,
        changes=changes,
        ratings=ratings_behind(found.id, found.dossier),
        uncertainty=_uncertainty(found, job),
    )
    chosen = Chosen(
        assignment=fitting(drafted.seats, found.dossier.situation()),
        reasons=drafted.reasons,
        departure=drafted.departure,
        withdraws=_withdrawal(store, draft),
    )
    return decide(
        identifier_of(found.id, draft.number),
        datetime.now().astimezone().date(),
        basis,
        chosen,
        # What is missing in these is told with all else that is.
        [Present.model_construct(name=each.name, role=each.role) for each in drafted.present],
    )


def _fresh(found: Opened, kind: str) -> Iterator[Job]:
    for job in services().jobs.of_dossier(found.id):
        if job.kind == kind and job.fingerprint == found.kept.fingerprint:
            yield job


def _options(job: Job) -> Options:
    return Options(**{name: job.parameters[name] for name in Options.model_fields})


def _uncertainty(found: Opened, job: Job) -> Uncertainty | None:
    """Return how sure the proposals are, where that was worked out for the same question."""
    for one in _fresh(found, "uncertainty"):
        same = all(one.parameters[name] == job.parameters[name] for name in ("cautious", "seed"))
        if same and one.answer is not None:
            answer: Uncertainty = one.answer
            return answer
    return None


def _withdrawal(store: Store, draft: Draft) -> Withdrawal | None:
    number = draft.drafted.withdraws
    if number is None:
        return None
    earlier = Decisions(store).find(draft.dossier, number)
    if earlier is None or earlier.withdrawn_by is not None:
        raise Unknown
    return Withdrawal.model_construct(
        decision=earlier.id, fingerprint=earlier.fingerprint, reason=draft.drafted.withdrawal
    )


def _task(
    store: Store, dossier: str, words: Translator
) -> tuple[Frozen | None, tuple[TaskChange, ...]]:
    """Return when the task was fixed and by whom, and each change of it since."""
    listed = Freezes(store).of_dossier(dossier)
    if not listed:
        return None, ()
    fixed, *changes = listed
    return (
        Frozen(at=moment(fixed.at), by=_who(store, fixed, words), fingerprint=fixed.fingerprint),
        tuple(
            TaskChange(
                at=moment(each.at),
                by=_who(store, each, words),
                reason=each.reason or words.say(NO_REASON),
                fingerprint=each.fingerprint,
            )
            for each in changes
        ),
    )


def _who(store: Store, freeze: Freeze, words: Translator) -> str:
    account = None if freeze.account is None else Accounts(store).find(freeze.account)
    if account is None:
        return words.say(THE_PROGRAM)
    return words.say(ALONE) if account.is_owner else account.name or account.id
