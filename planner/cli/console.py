"""What all commands share: the language, where to print, and how mistakes are told."""

import io
import os
import sys
from dataclasses import dataclass

from rich.console import Console

from planner.domain.faults import Fault
from planner.dossier.strict_json import InvalidFile
from planner.resources.catalogue import DEFAULT_LANGUAGE, LANGUAGES, Translator

DONE, FAULTY, INVALID, INFEASIBLE, TIME_RAN_OUT = 0, 1, 2, 3, 4
_CODES = {"infeasible": INFEASIBLE, "unknown": TIME_RAN_OUT, "invalid": INVALID}
LANGUAGE_VARIABLE = "ABD_PLANNER_LANG"


def code_of(status: str) -> int:
    """Return the exit code of an answer's status."""
    return _CODES.get(status, DONE)


def chosen_language(arguments: list[str]) -> str:
    """Return the language that `--lang` or the environment asks for; Dutch by default.

    It is read before the commands are made, because help is in that language too.
    """
    chosen = os.environ.get(LANGUAGE_VARIABLE, DEFAULT_LANGUAGE)
    for position, argument in enumerate(arguments):
        if argument == "--":
            break
        if argument.startswith("--lang="):
            chosen = argument.partition("=")[2]
        elif argument == "--lang" and position + 1 < len(arguments):
            chosen = arguments[position + 1]
    return chosen if chosen in LANGUAGES else DEFAULT_LANGUAGE


class _Console(Console):
    """A console that ends quietly where nobody reads its output any more."""

    def on_broken_pipe(self) -> None:
        """Leave it to the commands' group."""
        raise BrokenPipeError


@dataclass(frozen=True)
class Terminal:
    """The reader's language, and consoles for answers and for everything beside them."""

    words: Translator
    out: Console
    err: Console

    @classmethod
    def speaking(cls, language: str) -> "Terminal":
        """Return a terminal in a language."""
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, io.TextIOWrapper):
                # A terminal that lacks a letter shows another in its place.
                stream.reconfigure(errors="replace")
        # Piped output is as wide as it needs to be; a terminal keeps its own width.
        width = None if sys.stdout.isatty() else 110
        return cls(
            Translator(language),
            _Console(width=width, highlight=False, markup=False, emoji=False),
            _Console(stderr=True, highlight=False, markup=False, emoji=False, soft_wrap=True),
        )

    def line(self, text: str) -> None:
        """Print a sentence; where it goes to a file or program it stays on one line."""
        self.out.print(text, soft_wrap=not self.out.is_terminal)

    def explain(self, fault: Fault, file: str) -> None:
        """Tell one mistake: the file, the path in it, and what is wrong."""
        message = self.words.say(fault.template, **fault.values)
        self.err.print(f"{file}: {fault.path}: {message}")

    def explain_all(self, error: InvalidFile, file: str) -> None:
        """Tell every mistake of a file."""
        for fault in error.faults:
            self.explain(fault, file)

    def complain(self, template: str, **values: object) -> None:
        """Say on standard error what went wrong."""
        self.err.print(self.words.say(template, **values))
