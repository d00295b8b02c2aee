"""How a mistake in input is told: a sentence for the person who meets it, and where it is."""

import json
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from pydantic_core import PydanticCustomError

_MOST_SHOWN = 60

# The catalogue finds the sentences by the names of these two functions, so that an error that
# is raised deep down can be shown in the reader's language at the edge.


def fault(template: str, **values: Any) -> PydanticCustomError:
    """Return the error that a validator raises; `template` is the English sentence."""
    # The template travels along: pydantic hands on only the finished English sentence.
    return PydanticCustomError("fault", template, {**values, "template": template})


@dataclass(frozen=True)
class Fault:
    """One mistake: its path in the file (`people[0].levels.crisis`) and what is wrong."""

    path: str
    template: str
    values: dict[str, Any] = field(default_factory=dict)


def fault_at(path: str, template: str, **values: Any) -> Fault:
    """Return a mistake at a path; `template` is the English sentence with `{names}` for values."""
    return Fault(path, template, values)


def shown(value: Any) -> str:
    """Return a value as JSON writes it, short and on one line, fit to stand in a sentence."""
    if isinstance(value, Decimal):
        text = str(value)
    else:
        text = json.dumps(value, ensure_ascii=False, default=str)
    if not text.isprintable():
        # What a terminal would obey, or cannot show, is written out.
        text = text.encode("unicode_escape").decode()
    return text if len(text) <= _MOST_SHOWN else text[: _MOST_SHOWN - 3] + "..."
