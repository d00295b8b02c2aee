"""JSON, read strictly: what a careless parser lets through is refused, with its path."""

import json
import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import Any

from planner.domain.faults import Fault, fault_at, shown
from planner.resources.catalogue import marked

# The deepest path of a dossier is repertoire.behaviours[0].anchors.3.nl: a handful of levels.
DEEPEST = 32
_MOST_INTEGER_DIGITS = 1000
# Numbers of so many characters are levels and the like.
_SHORT = 8
_MOST_NUMBERS = 4096
# Of a value's parts, those in which something may be wrong.
_CHECKED = (dict, list, str)


class InvalidFile(ValueError):
    """A file that cannot be taken, with every mistake in it."""

    def __init__(self, faults: list[Fault]) -> None:
        """Keep the mistakes, in the order of the file as far as that is known."""
        super().__init__(f"{len(faults)} faults")
        self.faults = faults


class _Doubled(dict[str, Any]):
    """A JSON object in which keys stood twice, and those keys."""

    doubled: tuple[str, ...] = ()


class _NoNumber(str):
    """A number that JSON does not know, or that no memory can hold, as it was written."""


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    result = dict(pairs)
    if len(result) == len(pairs):
        return result
    seen: set[str] = set()
    doubled = [key for key, _ in pairs if key in seen or seen.add(key)]  # type: ignore[func-returns-value]
    remembering = _Doubled(result)
    remembering.doubled = tuple(dict.fromkeys(doubled))
    return remembering


def _decimal(text: str) -> Any:
    # A dossier holds the same few numbers many times over: they are made, and kept, once.
    return _short_decimal(text) if len(text) <= _SHORT else _new_decimal(text)


def _new_decimal(text: str) -> Any:
    try:
        return Decimal(text)
    except InvalidOperation:
        return _NoNumber(text)


_short_decimal = lru_cache(_MOST_NUMBERS)(_new_decimal)


def _integer(text: str) -> Any:
    return int(text) if len(text) <= _MOST_INTEGER_DIGITS else _NoNumber(text)


def decode(content: bytes) -> str:
    """Return a file's text; UTF-8, with or without a byte order mark.

    Raises:
        InvalidFile: it is not UTF-8.
    """
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        template = marked("is not UTF-8 text: byte {position} cannot be read")
        raise InvalidFile([fault_at("$", template, position=error.start)]) from None


def parse(text: str) -> tuple[Any, list[Fault]]:
    """Return the value of a JSON text, numbers with a point as `Decimal`, and its mistakes.

    The mistakes are those that leave the rest readable: doubled keys, NaN and infinities,
    numbers without end, lone surrogates, and nesting that no file of ours needs.

    Raises:
        InvalidFile: the text is no JSON, or is nested too deep to be read at all.
    """
    decoder = json.JSONDecoder(
        object_pairs_hook=_object,
        parse_float=_decimal,
        parse_int=_integer,
        parse_constant=_NoNumber,
    )
    try:
        value = decoder.decode(text)
    except json.JSONDecodeError as error:
        template = marked("is not valid JSON: something is wrong at line {line}, column {column}")
        raise InvalidFile(
            [fault_at("$", template, line=error.lineno, column=error.colno)]
        ) from None
    except RecursionError:
        raise InvalidFile([_too_deep(_path_at_depth(text))]) from None
    return value, [] if _is_sound(value) else list(_mistakes(value))


def _too_deep(path: str) -> Fault:
    return fault_at(path, "is nested deeper than {deepest} levels", deepest=DEEPEST)


def join(path: str, key: str | int) -> str:
    """Return the path of a key or position within a value: `people[0].levels.crisis`."""
    if isinstance(key, int):
        return f"{path}[{key}]"
    name = key if key and key.isprintable() else shown(key)
    return f"{path}.{name}" if path != "$" else name


def _is_sound(value: Any) -> bool:
    """Tell whether there is no mistake, without the paths: they are most of the work."""
    waiting = [(value, 1)]
    while waiting:
        current, depth = waiting.pop()
        if isinstance(current, dict | list):
            if depth > DEEPEST or isinstance(current, _Doubled):
                return False
            if isinstance(current, dict):
                if not all(map(_is_text, current)):
                    return False
                current = current.values()
            waiting += [(each, depth + 1) for each in current if isinstance(each, _CHECKED)]
        elif isinstance(current, _NoNumber) or (isinstance(current, str) and not _is_text(current)):
            return False
    return True


def _mistakes(value: Any) -> Iterator[Fault]:
    # A stack, not recursion: the value may be nested deeper than Python calls can be.
    waiting = [("$", value, 1)]
    while waiting:
        path, current, depth = waiting.pop()
        if isinstance(current, _NoNumber):
            yield fault_at(path, "is no number that can be used: {value}", value=shown(current))
        elif isinstance(current, str):
            if not _is_text(current):
                yield fault_at(path, "holds half a character (a lone surrogate)")
        elif isinstance(current, dict | list):
            if depth > DEEPEST:
                yield _too_deep(path)
                continue
            children = current.items() if isinstance(current, dict) else enumerate(current)
            for key in current.doubled if isinstance(current, _Doubled) else ():
                yield fault_at(join(path, key), "stands there twice")
            if isinstance(current, dict):
                for key in current:
                    if not _is_text(key):
                        template = marked("has a key with half a character (a lone surrogate)")
                        yield fault_at(join(path, key), template)
            waiting.extend(
                (join(path, key), child, depth + 1) for key, child in reversed(list(children))
            )


def _is_text(text: str) -> bool:
    return text.isascii() or not any("\ud800" <= character <= "\udfff" for character in text)


_PIECE = re.compile(r'"(?:[^"\\]|\\.)*"|[\[\]{},]', re.DOTALL)


def _path_at_depth(text: str) -> str:
    """Return the path at which a text too deep for the parser goes beyond the deepest level."""
    stack: list[list[Any]] = []
    last_text = ""
    for match in _PIECE.finditer(text):
        piece = match.group()
        if piece in "[{":
            if stack and stack[-1][0] == "{":
                stack[-1][1] = last_text
            if len(stack) == DEEPEST:
                break
            stack.append([piece, 0])
        elif piece in "]}":
            if stack:
                stack.pop()
        elif piece == ",":
            if stack and stack[-1][0] == "[":
                stack[-1][1] += 1
        else:
            last_text = piece[1:-1]
    path = "$"
    for _, key in stack:
        path = join(path, key if isinstance(key, int) else str(key))
    return path
