"""Answers for programs: JSON on standard output, one answer a line."""

import json
import sys
from typing import Any

from planner.domain.result import Answer


def print_json(answer: Answer, file: str | None = None) -> None:
    """Print an answer on one line, with the file's name besides where there may be several."""
    written: dict[str, Any] = answer.written()
    if file is not None:
        written = {"file": file, **written}
    sys.stdout.write(json.dumps(written, ensure_ascii=False) + "\n")
    sys.stdout.flush()
