"""Answers on standard output: JSON for programs, one answer a line, or tables for people."""

import json
import sys
from collections.abc import Callable
from typing import Any, TypeVar

from planner.domain.result import Answer

Given = TypeVar("Given", bound=Answer)


def tell(
    answer: Given, show: Callable[[Given], None], as_json: bool, file: str | None = None
) -> None:
    """Print an answer for programs, or show it to people; `file` as in `print_json`."""
    if as_json:
        print_json(answer, file)
    else:
        show(answer)


def print_json(answer: Answer, file: str | None = None) -> None:
    """Print an answer on one line, with the file's name besides where there may be several."""
    written: dict[str, Any] = answer.written()
    if file is not None:
        written = {"file": file, **written}
    sys.stdout.write(json.dumps(written, ensure_ascii=False) + "\n")
    sys.stdout.flush()
