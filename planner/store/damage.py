"""Something that is wrong with what is kept, said for whoever keeps it."""

from dataclasses import dataclass, field

from planner.resources.catalogue import Translator


@dataclass(frozen=True)
class Damage:
    """Something that is wrong; `template` is an English sentence of the catalogue."""

    template: str
    values: dict[str, object] = field(default_factory=dict)

    def said(self, words: Translator) -> str:
        """Return the sentence in a language."""
        return words.say(self.template, **self.values)


def damage(template: str, **values: object) -> Damage:
    """Return something that is wrong."""
    return Damage(template, values)
