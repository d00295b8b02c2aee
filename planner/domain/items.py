"""What can be broken or clash: constraints, seats to fill, minimums, locks, critical rows."""

from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import PlainSerializer, WithJsonSchema

ItemKind = Literal["constraint", "filled", "minimum", "locked", "critical", "eligible"]


@dataclass(frozen=True)
class Item:
    """One thing that is asked, as conflicts and violations name it (model.md 5).

    `key` is the index of a constraint, the id of a seat, or a pair: team and behaviour of a
    critical row, seat (or `None`) and person of somebody who is not eligible.
    """

    kind: ItemKind
    key: int | str | tuple[str | None, str]

    def written(self) -> dict[str, Any]:
        """Return the item as JSON has it, such as `{"constraint": 3}`."""
        return {self.kind: list(self.key) if isinstance(self.key, tuple) else self.key}


_PAIR = {"type": "array", "minItems": 2, "maxItems": 2}
ItemField = Annotated[
    Item,
    PlainSerializer(Item.written),
    WithJsonSchema(
        {
            "type": "object",
            "minProperties": 1,
            "maxProperties": 1,
            "additionalProperties": False,
            "properties": {
                "constraint": {"type": "integer"},
                "filled": {"type": "string"},
                "minimum": {"type": "string"},
                "locked": {"type": "string"},
                "critical": {**_PAIR, "items": {"type": "string"}},
                "eligible": {**_PAIR, "items": {"type": ["string", "null"]}},
            },
        }
    ),
]
