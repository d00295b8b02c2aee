"""The questions that a job can answer: what each needs to know, what it runs, what it gives."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from planner.analysis.develop_or_recruit.answer import MOST_STEPS, develop_or_recruit
from planner.analysis.explain.answer import explain
from planner.analysis.front import front
from planner.analysis.propose import propose
from planner.analysis.round.answer import round_report
from planner.analysis.stress import stress
from planner.analysis.uncertainty import PROPOSALS, uncertainty
from planner.analysis.why_not import why_not
from planner.domain.choices import DevelopOrRecruit
from planner.domain.explanation import Explanation
from planner.domain.questions import Front, Stress, Uncertainty, WhyNot
from planner.domain.result import Answer, Result
from planner.domain.rounds import RoundReport
from planner.dossier.dossier import Dossier
from planner.resources.catalogue import marked
from planner.solver.limits import Limits

# Seconds that an answer may take: one search, or many of them and rounds over many teams.
_USUAL, _LONG = 60.0, 600.0

Few = Annotated[int, Field(ge=1, le=20)]
Id = Annotated[str, Field(min_length=1, max_length=400)]


class InvalidParameters(ValueError):
    """What a question needs to know is missing, or not what it can be."""


class Parameters(BaseModel):
    """What every question may be told."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    cautious: bool = False

    def fits(self, dossier: Dossier) -> bool:
        """Tell whether what they name is there in a dossier."""
        return True


class _Seeded(Parameters):
    seed: Annotated[int, Field(ge=0, lt=2**31)] = 0


class _Propose(_Seeded):
    alternatives: Few = 1
    difference: Few = 1
    # How long it may take, where that is shorter than usual.
    seconds: Annotated[int, Field(ge=1, le=int(_USUAL))] | None = None


class _Explain(_Seeded):
    proposal: Few = 1


class _WhyNot(_Seeded):
    person: Id
    seat: Id | None = None

    def fits(self, dossier: Dossier) -> bool:
        situation = dossier.situation()
        seats = (None, *situation.seats)
        return self.person in situation.people and self.seat in seats


class _Uncertainty(_Seeded):
    draws: Annotated[int, Field(ge=1, le=100_000)] = 1000


class _DevelopOrRecruit(_Seeded):
    most_steps: Annotated[int, Field(ge=1, le=100)] = MOST_STEPS
    # In tenths.
    step: Annotated[int, Field(ge=1, le=1000)] | None = None

    def fits(self, dossier: Dossier) -> bool:
        own = dossier.development
        return own is None or self.step in (None, own.step)


def _proposals(dossier: Dossier, *, seconds: int | None, limits: Limits, **told: Any) -> Result:
    """Return proposals; a shorter time holds for the job as a whole, so that it is told as such."""
    if seconds is not None:
        limits.time_limit = min(seconds, limits.time_limit or seconds)
    return propose(dossier, **told, limits=limits)


@dataclass(frozen=True)
class Kind:
    """One kind of question. `run` is told the parameters by their names, and the limits."""

    name: str
    title: str
    parameters: type[Parameters]
    answer: type[Answer]
    run: Callable[..., Answer]
    seconds: float = _USUAL
    # How many searches it does one after another, where that is known beforehand.
    # A name is that of the parameter that says it.
    searches: int | str | None = None

    def searches_for(self, parameters: Mapping[str, Any]) -> int | None:
        """Return how many searches it does with these parameters, where that is known."""
        if isinstance(self.searches, str):
            return int(parameters.get(self.searches, 1))
        return self.searches

    def checked(self, parameters: Mapping[str, Any]) -> Parameters:
        """Return the parameters, complete.

        Raises:
            InvalidParameters: one is missing, unknown, or not what it can be.
        """
        try:
            return self.parameters.model_validate(dict(parameters))
        except ValidationError as error:
            # Not what was typed: it may hold names.
            named = sorted({".".join(map(str, one["loc"])) for one in error.errors()})
            raise InvalidParameters(f"{self.name}: {', '.join(named)}") from None

    def work_out(self, dossier: Dossier, parameters: Mapping[str, Any], limits: Limits) -> Answer:
        """Return the answer.

        Raises:
            InvalidParameters: they do not fit the dossier.
            Stopped: the limits ended before there was an answer.
        """
        given = self.checked(parameters)
        if not given.fits(dossier):
            raise InvalidParameters(self.name)
        told = {name: getattr(given, name) for name in type(given).model_fields}
        return self.run(dossier, **told, limits=limits)


KINDS: Mapping[str, Kind] = {
    kind.name: kind
    for kind in (
        Kind(
            "propose",
            marked("Proposals"),
            _Propose,
            Result,
            _proposals,
            searches="alternatives",
        ),
        Kind(
            "explain",
            marked("Why a proposal is as it is"),
            _Explain,
            Explanation,
            explain,
            _LONG,
            searches="proposal",
        ),
        Kind("why-not", marked("Why not this person?"), _WhyNot, WhyNot, why_not),
        Kind("front", marked("What each further change buys"), _Seeded, Front, front),
        Kind("stress", marked("What is lost when people leave"), Parameters, Stress, stress),
        Kind(
            "uncertainty",
            marked("How sure proposals are"),
            _Uncertainty,
            Uncertainty,
            uncertainty,
            _LONG,
            searches=PROPOSALS,
        ),
        Kind(
            "develop-or-recruit",
            marked("Recruiting, developing, and the mixes of both"),
            _DevelopOrRecruit,
            DevelopOrRecruit,
            develop_or_recruit,
            _LONG,
        ),
        Kind(
            "round",
            marked("A round over many teams"),
            _Seeded,
            RoundReport,
            round_report,
            _LONG,
            searches=1,
        ),
    )
}
