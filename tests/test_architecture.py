"""The house: imports point left only, and solvers stay in their rooms."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

# Left to right; a room may import from itself and from the rooms to its left.
ROOMS = (
    "planner.resources",
    "planner.domain",
    "planner.figures",
    "planner.model",
    "constraints",
    "planner.dossier",
    "planner.solver",
    "planner.analysis",
    "planner.ratings",
    "planner.decisions",
    "planner.store",
    "planner.jobs",
    "planner.web",
    "planner.cli",
)
FILES = sorted([*ROOT.glob("planner/**/*.py"), *ROOT.glob("constraints/**/*.py")])


def module_of(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imported(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports name their module in full"
            assert node.module is not None
            found.add(node.module)
    return found


def room_of(module: str) -> str | None:
    return next((r for r in ROOMS if module == r or module.startswith(r + ".")), None)


def test_every_module_lives_in_a_room():
    homeless = [module_of(path) for path in FILES if room_of(module_of(path)) is None]
    assert homeless == ["planner"]


@pytest.mark.parametrize("path", FILES, ids=module_of)
def test_imports_point_left_only(path):
    home = room_of(module_of(path))
    if home is None:
        return
    for module in imported(path):
        room = room_of(module)
        if room is not None:
            assert ROOMS.index(room) <= ROOMS.index(home), f"{home} imports {module}"


@pytest.mark.parametrize("path", FILES, ids=module_of)
def test_only_model_and_solver_know_ortools(path):
    knows = any(module.split(".")[0] == "ortools" for module in imported(path))
    assert not knows or room_of(module_of(path)) in ("planner.model", "planner.solver")


def test_ratings_need_the_words_of_the_domain_alone():
    for path in FILES:
        if room_of(module_of(path)) == "planner.ratings":
            rooms = {room_of(module) for module in imported(path)} - {None}
            assert rooms <= {"planner.resources", "planner.domain", "planner.ratings"}, path


@pytest.mark.parametrize(
    ("room", "forbidden"),
    [
        ("planner.domain", {"flask", "sqlite3", "click", "rich"}),
        ("planner.figures", {"flask", "pydantic", "click"}),
        ("planner.model", {"flask", "click"}),
        ("constraints", {"flask", "click"}),
        ("planner.dossier", {"flask", "click"}),
        ("planner.solver", {"flask", "click"}),
        ("planner.analysis", {"flask", "click", "jinja2", "markupsafe"}),
        ("planner.decisions", {"flask", "click", "sqlite3", "jinja2", "markupsafe"}),
        ("planner.ratings", {"flask", "click", "sqlite3", "jinja2", "markupsafe"}),
        ("planner.store", {"flask", "click"}),
        ("planner.jobs", {"flask", "click"}),
        ("planner.web", {"click", "sqlite3"}),
    ],
)
def test_a_room_stays_free_of_what_is_not_its_work(room, forbidden):
    for path in FILES:
        if room_of(module_of(path)) == room:
            used = {module.split(".")[0] for module in imported(path)}
            assert not used & forbidden, f"{path} imports {used & forbidden}"


def test_the_top_level_folders_are_the_ones_that_the_design_names():
    folders = {p.name for p in ROOT.iterdir() if p.is_dir() and not p.name.startswith(".")}
    known = {"planner", "constraints", "templates", "fixtures", "tests", "docs", "benchmarks"}
    assert known <= folders
    assert folders <= known | {"build", "dist"}
