"""A sentence in both languages, for answers that carry their own words."""

from planner.domain.result import Answer


class Said(Answer):
    """What there is to say, in Dutch and in English."""

    nl: str
    en: str

    def in_language(self, language: str) -> str:
        """Return the sentence in a language: Dutch for `nl`, else English."""
        return self.nl if language == "nl" else self.en
