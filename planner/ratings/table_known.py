"""People and behaviours that a table may name, by id or by any of their names."""

import difflib
from collections.abc import Iterable, Mapping

from planner.domain.repertoire import Repertoire
from planner.domain.table_text import by_name, in_every_language
from planner.ratings.rating import MOST_LETTERS_OF_NAME, is_name
from planner.ratings.sentences import Sentence
from planner.ratings.table_findings import Wrong
from planner.resources.catalogue import marked

# Looking for what was meant takes time; after so many that are not known it is another table.
_MOST_SUGGESTIONS = 50


class Known:
    """Things that go by an id and by names; what is found is the id."""

    def __init__(
        self, named: Iterable[tuple[str, Iterable[str]]], unknown: Sentence, choose: Sentence
    ) -> None:
        """Keep what is known.

        Args:
            named: each id with its names.
            unknown: what to say of a name that is not known.
            choose: what would be right instead, where nothing looks like it.
        """
        pairs = [(identifier, list(names)) for identifier, names in named]
        self._ways = {
            identifier: {plain.strip().casefold() for plain in (identifier, *names)}
            for identifier, names in pairs
        }
        self._folded = by_name((identifier, identifier) for identifier, _ in pairs)
        self._named = by_name((identifier, name) for identifier, names in pairs for name in names)
        self._spelled = {
            plain.casefold(): plain for identifier, names in pairs for plain in (identifier, *names)
        }
        self._unknown, self._choose = unknown, choose
        self._suggested = 0

    def ids(self, text: str) -> set[str]:
        """Return every id that a text may stand for: an id before a name."""
        if text in self._ways:
            return {text}
        way = text.strip().casefold()
        return self._folded.get(way) or self._named.get(way) or set()

    def goes_by(self, identifier: str, text: str) -> bool:
        """Tell whether a text is the id or a name of one of them, whoever else it may stand for."""
        return text.strip().casefold() in self._ways.get(identifier, ())

    def find(self, text: str) -> str:
        """Return the id that a text stands for.

        Raises:
            Wrong: nothing goes by it, or more than one does.
        """
        found = self.ids(text)
        if len(found) > 1:
            right = Sentence(marked("Use the id: {ids}"), {"ids": ", ".join(sorted(found))})
            raise Wrong(Sentence(marked("is the name of more than one")), right)
        if not found:
            raise Wrong(self._unknown, self._suggestion(text))
        return next(iter(found))

    def _suggestion(self, text: str) -> Sentence:
        self._suggested += 1
        if self._suggested > _MOST_SUGGESTIONS:
            return self._choose
        close = difflib.get_close_matches(text.strip().casefold(), self._spelled, 1)
        if not close:
            return self._choose
        return Sentence(marked("Perhaps {name} is meant"), {"name": self._spelled[close[0]]})


def known_people(people: Mapping[str, str | None]) -> Known:
    """Return the people, by id, with their names."""
    return Known(
        ((person, [name_in_table(name)] if name else []) for person, name in people.items()),
        Sentence(marked("is nobody in this dossier")),
        Sentence(marked("Use an id or a name of somebody in the dossier, or add them first")),
    )


def known_behaviours(repertoire: Repertoire) -> Known:
    """Return the behaviours of a repertoire, with their labels in every language."""
    return Known(
        ((each.id, in_every_language(each.label)) for each in repertoire.behaviours),
        Sentence(marked("is no behaviour of this repertoire")),
        Sentence(marked("Use an id or a label of the repertoire")),
    )


def name_in_table(name: str) -> str:
    """Return a name as a table can hold it: what is no letter is shown as such."""
    kept = name.strip()[:MOST_LETTERS_OF_NAME].strip()
    return "".join(each if is_name(f"a{each}a") else "\N{REPLACEMENT CHARACTER}" for each in kept)
