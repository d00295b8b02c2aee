"""What was done, kept as a sentence of the catalogue with its values: anybody can read it."""

import json
from dataclasses import dataclass, field
from typing import Any

from planner.resources.catalogue import Translator


@dataclass(frozen=True)
class Done:
    """What a write did; `template` is an English sentence that the catalogue knows (`marked`)."""

    template: str
    values: dict[str, str] = field(default_factory=dict)
    # Whether it was taken back since.
    undone: bool = False

    def written(self) -> str:
        """Return it as JSON."""
        return json.dumps([self.template, self.values, self.undone], ensure_ascii=False)

    @classmethod
    def read(cls, text: str) -> "Done":
        """Return what `written` wrote."""
        template, values, undone = json.loads(text)
        return cls(template, values, undone)

    def said(self, words: Translator) -> str:
        """Return the sentence in the reader's language."""
        what = words.say(self.template, **self.values)
        return words.say("Undone: {what}", what=what) if self.undone else what


def recorded(template: str, **values: Any) -> Done:
    """Return what was done; the catalogue finds the sentence by the name of this function."""
    return Done(template, {name: str(value) for name, value in values.items()})
