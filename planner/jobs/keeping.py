"""Answers as they are kept: JSON of everything in them, to be read back as the same answers.

The formats that programs read leave out what is there for people (`said`), and write some values in
another way than the program has them. Here nothing is left out and nothing is changed.
"""

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import Any, TypeVar

from pydantic import BaseModel

from planner.domain.result import Answer

Kept = TypeVar("Kept", bound=Answer)


def kept_answer(answer: Answer) -> bytes:
    """Return an answer as it is kept."""
    return json.dumps(_plain(answer), ensure_ascii=False, separators=(",", ":")).encode()


def read_answer(model: type[Kept], kept: bytes) -> Kept:
    """Return a kept answer.

    Raises:
        ValidationError: another version of the program kept it.
    """
    return model.model_validate_json(kept)


def _plain(value: Any) -> Any:
    if isinstance(value, BaseModel):
        # What was left out stays so: there are fields that may be missing, and never null.
        return {name: _plain(getattr(value, name)) for name in value.model_fields_set}
    if is_dataclass(value) and not isinstance(value, type):
        return {one.name: _plain(getattr(value, one.name)) for one in fields(value)}
    if isinstance(value, Mapping):
        return {key: _plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    return value
