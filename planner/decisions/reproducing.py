"""Running a decision's question again, and telling whether the answers are still the same."""

from collections.abc import Iterator, Mapping
from typing import Any, Literal

from planner.analysis.answers import versions
from planner.analysis.propose import propose
from planner.decisions.decision import Decision
from planner.decisions.fields import SaidRecord
from planner.decisions.measuring import comparison_part, measured, proposal_part, steps_of
from planner.decisions.parts import Composition, Proposal
from planner.domain.names import Names
from planner.domain.result import Answer, Result
from planner.domain.said import Said
from planner.resources.catalogue import LANGUAGES, Translator, marked
from planner.solver.limits import Limits

Part = Literal["assignment", "development", "objectives", "coverage_percent"]
_PARTS: tuple[Part, ...] = ("assignment", "development", "objectives", "coverage_percent")


class Outcome(Answer):
    """What a proposal is, in the file or when it is run again."""

    assignment: dict[str, str | None]
    objectives: dict[str, int]
    coverage_percent: float
    proven: bool


class ReproducedProposal(Answer):
    """One proposal: as the file has it, as it is now, and in what they differ.

    `then` or `now` is `null` where there is no proposal of that rank.
    """

    rank: int
    same: bool
    then: Outcome | None
    now: Outcome | None
    differs: list[Part]


class Statuses(Answer):
    """The status of the answer, in the file and now."""

    then: str
    now: str


class ProgramVersions(Answer):
    """With which versions the answer was made, and with which it was run again."""

    then: dict[str, str]
    now: dict[str, str]


class Reproduction(Answer):
    """Whether a decision's question still gives what its file says.

    `figures` are the compositions (`today`, `choice`), and `comparisons` the seats, whose figures
    are others now. `same` is `null` where the time ran out before it was known.
    """

    format: Literal["abd-planner/reproduction/1"] = "abd-planner/reproduction/1"
    decision: str
    fingerprint: str
    same: bool | None
    status: Statuses
    proposals: list[ReproducedProposal]
    conflict_same: bool
    figures: list[Literal["today", "choice"]]
    comparisons: list[str]
    said: list[SaidRecord]
    seed: int
    seconds: float
    versions: ProgramVersions


def reproduce(decision: Decision, limits: Limits | None = None) -> Reproduction:
    """Return whether the question of a decision gives the same proposals and figures again.

    How long it takes and on how many cores makes no difference, for a proven answer depends on
    neither. Proposals that were not proven may have become better; that is told.

    Raises:
        VerificationError: a solver's answer is not what the plain checks say.
    """
    limits = limits or Limits()
    options = decision.options
    result = propose(
        decision.case,
        alternatives=options.alternatives,
        difference=options.difference,
        seed=options.seed,
        cautious=options.cautious,
        limits=limits,
    )
    proposals = list(_proposals(decision, result))
    conflict_same = _items(decision) == {_key(item.written()) for item in result.conflict}
    figures = list(_figures(decision))
    comparisons = list(_comparisons(decision))
    same: bool | None = (
        all(proposal.same for proposal in proposals)
        and decision.answer.status == result.status
        and conflict_same
        and not figures
        and not comparisons
    )
    if not same and result.status in ("feasible", "unknown") and limits.is_over():
        same = None
    report = Reproduction(
        decision=decision.id,
        fingerprint=decision.fingerprints.whole,
        same=same,
        status=Statuses(then=decision.answer.status, now=result.status),
        proposals=proposals,
        conflict_same=conflict_same,
        figures=figures,
        comparisons=comparisons,
        said=[],
        seed=options.seed,
        seconds=round(limits.seconds(), 3),
        versions=ProgramVersions(then=decision.versions, now=versions().written()),
    )
    return report.model_copy(update={"said": _said(decision, report)})


def _proposals(decision: Decision, result: Result) -> Iterator[ReproducedProposal]:
    now = {one.rank: Proposal.model_validate(proposal_part(one)) for one in result.proposals}
    then = {one.rank: one for one in decision.answer.proposals}
    for rank in sorted(then.keys() | now.keys()):
        before, after = then.get(rank), now.get(rank)
        differs = (
            [part for part in _PARTS if getattr(before, part) != getattr(after, part)]
            if before is not None and after is not None
            else []
        )
        yield ReproducedProposal(
            rank=rank,
            same=before is not None and after is not None and not differs,
            then=_outcome(before),
            now=_outcome(after),
            differs=differs,
        )


def _outcome(proposal: Proposal | None) -> Outcome | None:
    if proposal is None:
        return None
    return Outcome(
        assignment=proposal.assignment,
        objectives=dict(proposal.objectives),
        coverage_percent=float(proposal.coverage_percent),
        proven=proposal.proven,
    )


def _key(written: Mapping[str, Any]) -> str:
    return repr(sorted(written.items()))


def _items(decision: Decision) -> set[str]:
    return {_key(broken.item.written()) for broken in decision.answer.conflict}


def _figures(decision: Decision) -> Iterator[Literal["today", "choice"]]:
    compositions: tuple[tuple[Literal["today", "choice"], Composition], ...] = (
        ("today", decision.today),
        ("choice", decision.choice),
    )
    for name, record in compositions:
        figures = measured(
            decision.case,
            record.assignment,
            steps_of(record),
            cautious=decision.options.cautious,
        )
        if figures.objectives != record.objectives:
            yield name


def _comparisons(decision: Decision) -> Iterator[str]:
    """Yield the seats whose comparison gives other figures now; how it is worded may differ."""
    for record in decision.comparisons:
        part = comparison_part(decision.case, record.seat, cautious=decision.options.cautious)
        now = type(record).model_validate(part)
        if _without_words(now) != _without_words(record):
            yield record.seat


def _without_words(comparison: Any) -> Any:
    return comparison.model_dump(
        mode="json", exclude={"people": {"__all__": {"violations": {"__all__": {"text"}}}}}
    )


_SAME = marked("The same question gives the same proposals and the same figures.")
_OTHER = marked("The same question does not give what this file says.")
_UNKNOWN = marked("The time ran out before it was known whether the proposals are the same.")
_VERSIONS = marked(
    "The file was made with {before}; this is {after}. Another version may choose otherwise "
    "between compositions that are equal."
)
_NOT_PROVEN = marked(
    "Not every proposal in the file was proven to be the best: with more time a better one may be "
    "found."
)
_ERASED = marked(
    "Somebody was erased from this file after it was closed, and with them their levels. What "
    "rests on these cannot come out the same."
)
_FIGURES = {
    "today": marked("The figures of the team as it sat are others now."),
    "choice": marked("The figures of the choice are others now."),
}
_COMPARED = marked("The comparison for {seat} gives other figures now.")
_CONFLICT = marked("What clashes is something else now.")


def _said(decision: Decision, report: Reproduction) -> list[Said]:
    """Return what there is to say: the finding first, then what explains it."""
    told: list[tuple[str, dict[str, Any]]] = [
        ({True: _SAME, False: _OTHER, None: _UNKNOWN}[report.same], {})
    ]
    told += [(_FIGURES[name], {}) for name in report.figures]
    told += [(_COMPARED, {"seat": seat}) for seat in report.comparisons]
    if not report.conflict_same:
        told.append((_CONFLICT, {}))
    if decision.erased:
        told.append((_ERASED, {}))
    if decision.answer.status == "feasible":
        told.append((_NOT_PROVEN, {}))
    before, after = (_listed(part) for part in (report.versions.then, report.versions.now))
    if before != after:
        told.append((_VERSIONS, {"before": before, "after": after}))
    names = {language: Names(decision.case.situation(), language) for language in LANGUAGES}
    said = []
    for template, values in told:
        texts = {}
        for language in LANGUAGES:
            shown = dict(values)
            if "seat" in shown:
                shown["seat"] = names[language].seat(shown["seat"])
            texts[language] = Translator(language).say(template, **shown)
        said.append(Said(nl=texts["nl"], en=texts["en"]))
    return said


def _listed(versions: Mapping[str, str]) -> str:
    return ", ".join(f"{name} {version}" for name, version in versions.items())
