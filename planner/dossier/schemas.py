"""The JSON Schema of each format, made from the models."""

from typing import Any

from pydantic import BaseModel

from planner.domain.choices import DevelopOrRecruit
from planner.domain.explanation import Explanation
from planner.domain.questions import (
    Comparison,
    Front,
    Stress,
    Uncertainty,
    WhyNot,
)
from planner.domain.repertoire import Repertoire
from planner.domain.result import (
    Result,
)
from planner.domain.rounds import RoundReport
from planner.domain.scenarios import ScenarioResults
from planner.dossier.dossier import Dossier
from planner.dossier.scenarios import Grid

SCHEMAS: dict[str, type[BaseModel]] = {
    "dossier": Dossier,
    "repertoire": Repertoire,
    "result": Result,
    "compare": Comparison,
    "develop-or-recruit": DevelopOrRecruit,
    "explain": Explanation,
    "front": Front,
    "round": RoundReport,
    "scenario-results": ScenarioResults,
    "scenarios": Grid,
    "stress": Stress,
    "uncertainty": Uncertainty,
    "why-not": WhyNot,
}


def schema(name: str) -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of a format.

    Raises:
        KeyError: there is no such format.
    """
    return schema_of(SCHEMAS[name])


def schema_of(model: type[BaseModel]) -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of a format, given as its model."""
    found = model.model_json_schema(by_alias=True)
    _drop_null_defaults(found)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **found}


def _drop_null_defaults(part: Any) -> None:
    """Take away defaults that a file could not write: what is left out is not `null`."""
    if isinstance(part, dict):
        if part.get("default", ...) is None and not _takes_null(part):
            del part["default"]
        for value in part.values():
            _drop_null_defaults(value)
    elif isinstance(part, list):
        for value in part:
            _drop_null_defaults(value)


def _takes_null(part: dict[str, Any]) -> bool:
    return any(form.get("type") == "null" for form in part.get("anyOf", []))
