"""The documents are true: commands give what is shown, links lead somewhere, examples run.

How a document is tried. In a ```console block a line that begins with `$ ` is a command; what
stands below it is its output, in full: a line `...` stands for lines left out, `...` within a line
for a part left out. A command ends with exit code 0, unless `$ echo $?` below it shows another. In
a ```sh block commands are run, and nothing is compared. Only `abd-planner` is run; the folder holds
the worked examples, as a checkout has them, and the files that the document itself shows below
`<!-- file: NAME -->`. `<!-- language: en -->` sets the language of what follows.
"""

import contextlib
import io
import os
import re
import shlex
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from threading import Timer
from typing import get_args
from unittest import mock

import pytest

import constraints
from planner.cli.main import main
from planner.dossier.documentation import COMMAND, constraints_page
from planner.resources.catalogue import translations

ROOT = Path(__file__).resolve().parent.parent
PROGRAM = "abd-planner"
ADDING = ROOT / "docs" / "developers" / "adding.md"
DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
GUIDES = {"nl": ROOT / "docs" / "nl" / "gebruik.md", "en": ROOT / "docs" / "en" / "use.md"}
# Commands that a document may show, and that are not run here.
OTHERS = (".", "cd", "dask", "docker", "echo", "eval", "export", "git", "make", "python3")
OTHERS += (".venv/bin/python", "curl", "gunicorn")

_PIECE = re.compile(
    r"^<!-- (?P<mark>file|lines|language): (?P<value>\S+) -->$"
    r"|^```(?P<kind>\w*)\n(?P<text>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


every_document = pytest.mark.parametrize("path", DOCUMENTS, ids=name_of)


@cache
def source(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def without_code(path: Path) -> str:
    return re.sub(r"`[^`\n]*`", "", _PIECE.sub("", source(path)))


@dataclass
class Command:
    """A command of a document, the exit code it should have, and the output that is shown."""

    line: str
    language: str
    code: int = 0
    shown: str | None = None


@dataclass
class Document:
    """The commands of a document, and the files that it shows."""

    commands: list[Command] = field(default_factory=list)
    files: dict[str, str] = field(default_factory=dict)
    lines: dict[str, str] = field(default_factory=dict)


@cache
def read(path: Path) -> Document:
    document = Document()
    language, marked = "nl", None
    for piece in _PIECE.finditer(source(path)):
        if piece["mark"] == "language":
            language = piece["value"]
        elif piece["mark"]:
            marked = (piece["mark"], piece["value"])
        else:
            if marked:
                where = document.files if marked[0] == "file" else document.lines
                where[marked[1]] = piece["text"]
            marked = None
            if piece["kind"] == "console":
                document.commands += in_console(piece["text"], language)
            elif piece["kind"] == "sh":
                lines = [line.partition("#")[0].strip() for line in piece["text"].splitlines()]
                document.commands += [Command(line, language) for line in lines if line]
    return document


def in_console(text: str, language: str) -> list[Command]:
    """Return the commands of a console block, each with its output and its exit code."""
    found: list[Command] = []
    for part in re.split(r"^\$ ", text, flags=re.MULTILINE)[1:]:
        line, _, output = part.partition("\n")
        if line == "echo $?":
            found[-1].code = int(output)
        else:
            found.append(Command(line, language, shown=output))
    return found


def as_pattern(shown: str) -> re.Pattern[str]:
    """Return what an output must look like that is shown with parts left out."""
    pattern = ""
    for line in shown.rstrip().splitlines():
        if line.strip() == "...":
            pattern += r"(?:.*\n)*?"
        else:
            parts = line.rstrip().split("...")
            pattern += ".*?".join(map(re.escape, parts)) + r"[ ]*\n"
    return re.compile(pattern + r"\s*")


def arguments_of(line: str) -> tuple[list[str], dict[str, str]] | None:
    """Return the arguments of an `abd-planner` command and its variables; nothing for others."""
    if inner := re.match(r'eval "\$\((.*)\)"$', line):
        line = inner[1]
    words = [
        found
        for word in shlex.split(line.partition(" | ")[0])
        for found in (sorted(map(str, Path().glob(word))) if "*" in word else [word])
    ]
    variables = {}
    while words and re.match(r"[A-Z_]+=", words[0]):
        name, _, value = words.pop(0).partition("=")
        variables[name] = value
    return (words[1:], variables) if words and words[0] == PROGRAM else None


def ended(arguments: list[str], variables: dict[str, str]) -> tuple[int, str]:
    """Run the command in this process; return its exit code and all that it printed."""
    # Beneath it are bytes, as beneath the real output: the lines of a shell are written there.
    printed = io.TextIOWrapper(io.BytesIO(), "utf-8", write_through=True)
    with (
        mock.patch.object(sys, "argv", [PROGRAM, *arguments]),
        mock.patch.dict(os.environ, variables),
        contextlib.redirect_stdout(printed),
        contextlib.redirect_stderr(printed),
        pytest.raises(SystemExit) as ending,
    ):
        main()
    return ending.value.code, printed.buffer.getvalue().decode()


def started(arguments: list[str], variables: dict[str, str]) -> tuple[int, str]:
    """Start the planner until it says how to stop it; return what it printed so far."""
    command = [Path(sys.executable).with_name(PROGRAM), *arguments, "--port", "0"]
    with subprocess.Popen(
        [*command, "--data", "data"],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env={**os.environ, **variables},
    ) as process:
        assert process.stdout is not None
        patience = Timer(30, process.kill)
        patience.start()
        printed = ""
        for line in process.stdout:
            printed += line
            if "Ctrl+C" in line:
                break
        patience.cancel()
        if "Ctrl+C" not in printed:
            return process.wait(), printed
        process.terminate()
    assert "/sign-in/" in printed
    return 0, printed


@every_document
def test_commands_give_what_the_document_shows(path, tmp_path, monkeypatch):
    document = read(path)
    for folder in ("dossiers", "decisions"):
        shutil.copytree(ROOT / "fixtures" / folder, tmp_path / "fixtures" / folder)
    for name, text in document.files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    for command in document.commands:
        called = arguments_of(command.line)
        if called is None:
            assert command.line.split()[0] in OTHERS, command.line
            continue
        arguments, variables = called
        run = started if arguments[:1] == ["run"] else ended
        code, printed = run(arguments, {"ABD_PLANNER_LANG": command.language, **variables})
        assert code == command.code, f"{command.line}\n{printed}"
        if command.shown is not None:
            pattern = as_pattern(command.shown)
            assert pattern.fullmatch(printed), f"{command.line}\nprints:\n{printed}"


def slug(heading: str) -> str:
    """Return the anchor that a heading gets."""
    plain = re.sub(r"\[([^]]*)\]\([^)]*\)|[`*]", r"\1", heading).strip().lower()
    return re.sub(r"[^\w\- ]", "", plain).replace(" ", "-")


def headings(path: Path) -> list[tuple[int, str]]:
    found = re.findall(r"^(#+) (.*)$", _PIECE.sub("", source(path)), re.MULTILINE)
    return [(len(marks), text) for marks, text in found]


@every_document
def test_links_lead_somewhere(path):
    for target in re.findall(r"(?<!!)\[[^]]*\]\(([^)\s]+)\)", without_code(path)):
        if target.startswith(("https://", "mailto:")):
            continue
        file, _, anchor = target.partition("#")
        leads_to = path.parent / file if file else path
        assert leads_to.exists(), f"{name_of(path)} links to {target}"
        if anchor:
            known = [slug(text) for _, text in headings(leads_to)]
            assert anchor in known, f"{name_of(path)} links to {target}; there are {known}"


@every_document
def test_pictures_are_there_and_described(path):
    for words, target in re.findall(r"!\[([^]]*)\]\(([^)\s]+)\)", without_code(path)):
        assert len(words) > 40, f"{name_of(path)} does not say what {target} shows"
        assert (path.parent / target).is_file(), f"{name_of(path)} shows {target}"


@every_document
def test_no_path_of_a_single_machine_is_told(path):
    assert not re.search(r"(?<![\w.~])/(root|tmp|work|home/\w+)\b", source(path))


def test_every_document_is_found_from_the_readme():
    reached, waiting = set(), [ROOT / "README.md"]
    while waiting:
        path = waiting.pop()
        if path in reached or path.suffix != ".md":
            continue
        reached.add(path)
        for target in re.findall(r"\]\(([^)\s#]+)", without_code(path)):
            if (linked := (path.parent / target).resolve()).exists():
                waiting.append(linked)
    assert [name_of(path) for path in DOCUMENTS if path not in reached] == []


def test_the_guides_have_the_same_headings_and_examples_in_both_languages():
    dutch, english = (headings(path) for path in GUIDES.values())
    assert [level for level, _ in dutch] == [level for level, _ in english]
    shapes = [
        [(piece["kind"], piece["mark"]) for piece in _PIECE.finditer(source(path))]
        for path in GUIDES.values()
    ]
    assert shapes[0] == shapes[1]
    lines = [[command.line for command in read(path).commands] for path in GUIDES.values()]
    assert lines[0] == lines[1]


def test_the_page_about_constraints_is_made_from_the_code():
    written = source(ROOT / "docs" / "constraints.md")
    assert written == constraints_page(), f"Rewrite it: {COMMAND}"


def test_every_kind_of_constraint_is_on_that_page():
    titles = [text for level, text in headings(ROOT / "docs" / "constraints.md") if level == 2]
    kinds = [get_args(kind.model_fields["kind"].annotation)[0] for kind in constraints.KINDS]
    assert titles == kinds


@pytest.fixture(scope="module")
def with_the_example(tmp_path_factory):
    """A checkout in which the constraint of `adding.md` was added just as that page says."""
    root = tmp_path_factory.mktemp("checkout")
    ignored = shutil.ignore_patterns("__pycache__")
    for folder in ("constraints", "tests/constraints"):
        shutil.copytree(ROOT / folder, root / folder, ignore=ignored)
    for file in ("tests/__init__.py", "tests/building.py", "pyproject.toml"):
        shutil.copy(ROOT / file, root / file)
    for untouched in ("planner", "fixtures", "templates", "tests/oracle"):
        (root / untouched).symlink_to(ROOT / untouched, target_is_directory=True)
    document = read(ADDING)
    for name, text in document.files.items():
        assert not (root / name).exists(), f"{name} is there already: take another example"
        (root / name).write_text(text, encoding="utf-8")
    for name, text in document.lines.items():
        first, entry = (line for line in text.splitlines() if line)
        changed = (root / name).read_text(encoding="utf-8")
        changed = re.sub(r"\n\nKINDS", f"\n{first}\n\nKINDS", changed)
        changed = re.sub(r"\n\)\s*$", f"\n{entry}\n)\n", changed)
        assert changed.count("ewcomers") == 3
        (root / name).write_text(changed, encoding="utf-8")
    return root


def python(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-B", *arguments],
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(root)},
        capture_output=True,
        text=True,
    )


def test_the_example_of_adding_a_constraint_passes_its_tests(with_the_example):
    tests = ["tests/constraints/test_newcomers.py", "tests/constraints/test_every_kind.py"]
    tried = python(with_the_example, "-m", "pytest", "-q", "-p", "no:cacheprovider", *tests)
    assert tried.returncode == 0, tried.stdout
    page = python(with_the_example, "-m", "planner.dossier.documentation")
    assert "## newcomers" in page.stdout, page.stderr


def test_the_example_of_adding_a_constraint_has_the_style_of_the_house(with_the_example):
    files = list(read(ADDING).files)
    for check in (("check",), ("format", "--check", "--diff")):
        tried = python(with_the_example, "-m", "ruff", *check, "--no-cache", *files)
        assert tried.returncode == 0, tried.stdout + tried.stderr


def visible_texts(language: str) -> set[str]:
    """Return every text that a page can show, and what the worked examples call things.

    English is what the code says itself: what the Dutch catalogue translates.
    """
    catalogue = translations("nl")._catalog
    texts = {str(text) for text in (catalogue.values() if language == "nl" else catalogue)}
    for path in (ROOT / "fixtures").glob("**/*.json"):
        texts |= set(re.findall(rf'"{language}": "([^"]+)"', path.read_text(encoding="utf-8")))
    return texts


@pytest.mark.parametrize("language", GUIDES)
def test_what_a_guide_tells_to_look_for_is_on_a_page(language):
    """What stands in a guide between asterisks is called so on the screen."""
    prose = re.sub(r"\*\*[^*]+\*\*", "", without_code(GUIDES[language]))
    told = {" ".join(each.split()) for each in re.findall(r"\*([^*]+)\*", prose)}
    assert len(told) > 20
    assert told <= visible_texts(language), sorted(told - visible_texts(language))
