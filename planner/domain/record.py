"""The base of every model of a file: no unknown keys, and nothing changes after reading."""

from pydantic import BaseModel, ConfigDict


class Record(BaseModel):
    """A part of a file format, version 1 (model.md 2)."""

    model_config = ConfigDict(extra="forbid", frozen=True)
