"""Levels as a file that import takes back just as they are."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from planner.domain.level import Level
from planner.ratings.level_tables import Levels
from planner.ratings.table_export import (
    Behaviours,
    Form,
    Row,
    Table,
    Written,
    who,
    written_file,
)
from planner.ratings.table_words import HEADS
from planner.resources.catalogue import Translator


def written_levels(table: Table, levels: Levels, form: Form, language: str) -> bytes:
    """Return the levels of everybody as a file that `read_levels` takes back just as they are."""
    words = Translator(language)
    behaviours = Behaviours(table.repertoire, words)
    return written_file(_rows(table, levels, behaviours, words), form, words)


def _rows(table: Table, levels: Levels, behaviours: Behaviours, words: Translator) -> Iterator[Row]:
    heads = [words.say(HEADS[column]) for column in ("id", "name")]
    yield [*heads, *map(behaviours.head, behaviours.called)]
    for person in table.people:
        held = levels.get(person, {})
        yield [*who(person, table), *_cells(held, behaviours.called, words)]


def _cells(
    held: Mapping[str, Level | None], behaviours: Iterable[str], words: Translator
) -> Iterator[Written]:
    for behaviour in behaviours:
        level = held.get(behaviour)
        if level is None or level.low is None:
            # A number, which a workbook keeps as one.
            yield None if level is None else Decimal(level.level).scaleb(-1)
        else:
            yield written_level(level, words.language)


def written_level(level: Level, language: str) -> str:
    """Return a level as a cell has it: `3,4 (2,8–4,0)`, with a comma in Dutch."""

    def number(tenths: int) -> str:
        return f"{tenths / 10:.1f}".replace(".", "," if language == "nl" else ".")

    if level.low is None or level.high is None:
        return number(level.level)
    return f"{number(level.level)} ({number(level.low)}–{number(level.high)})"
