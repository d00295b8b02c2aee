"""The JSON Schema of each format, made from the models."""

from typing import Any

from pydantic import BaseModel

from planner.domain.repertoire import Repertoire
from planner.domain.result import Comparison, Result
from planner.dossier.dossier import Dossier

# Formats that people and programs write are described as they are read; answers as written.
_READ: dict[str, type[BaseModel]] = {"dossier": Dossier, "repertoire": Repertoire}
_WRITTEN: dict[str, type[BaseModel]] = {"result": Result, "compare": Comparison}
SCHEMAS = {**_READ, **_WRITTEN}


def schema(name: str) -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of a format.

    Raises:
        KeyError: there is no such format.
    """
    mode = "validation" if name in _READ else "serialization"
    found = SCHEMAS[name].model_json_schema(by_alias=True, mode=mode)  # type: ignore[arg-type]
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **found}
