"""Decisions in a store, for tests of whatever stands on top of them."""

from functools import cache

from planner.decisions.deciding import Chosen, decide
from planner.decisions.document.whole import decision_pdfs
from planner.decisions.parts import Present, Withdrawal
from planner.store.database import Store
from planner.store.decision_drafts import Attendee, DecisionDrafts, Draft, Drafted
from planner.store.decisions import Closed, Decisions
from planner.store.dossiers import Dossiers
from tests.decisions.making import DATE, basis_of

PRESENT = (Attendee(name="A. Voorbeeld", role="voorzitter"),)


@cache
def _made(identifier: str, content: bytes, drafted: str):
    """Return the decision of a draft, with its documents; each is made once."""
    read = Drafted.model_validate_json(drafted)
    withdraws = None
    if read.withdraws is not None:
        withdraws = Withdrawal(decision="earlier", fingerprint="0" * 64, reason=read.withdrawal)
    chosen = Chosen(read.seats, read.reasons, read.departure, withdraws=withdraws)
    present = [Present(name=each.name, role=each.role) for each in read.present]
    decision = decide(identifier, DATE, basis_of(content), chosen, present)
    return decision, decision_pdfs(decision)


def drafted(store: Store, dossier: str, rank: int = 2, **more) -> Draft:
    """Return a kept draft that chooses the proposal of a rank; 0 leaves everybody in place."""
    kept = Dossiers(store).find(dossier)
    case = Dossiers(store).open(kept)
    proposals = basis_of(kept.content).result.proposals
    seats = proposals[rank - 1].assignment if rank and proposals else case.situation().incumbents
    drafts = DecisionDrafts(store)
    begun = Draft(dossier, drafts.number(dossier), 0, Drafted(seats=case.situation().incumbents))
    told = {"reasons": "Dit team draagt de opgave.", "departure": "Zij kent het veld.", **more}
    latest = drafts.latest(dossier) or begun
    mine = Drafted(seats=dict(seats), **{"present": PRESENT, **told})
    return drafts.save(begun, latest.version, mine)


def closed(store: Store, dossier: str, rank: int = 2, **more) -> Closed:
    """Return a decision of a dossier that is closed as the dossier stands."""
    draft = drafted(store, dossier, rank, **more)
    kept = Dossiers(store).find(dossier)
    identifier = f"{dossier}-{draft.number}"
    decision, documents = _made(identifier, kept.content, draft.drafted.model_dump_json())
    return Decisions(store).close(draft, kept, decision, documents)
