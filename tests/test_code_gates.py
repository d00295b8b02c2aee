"""What the code never does: reach outside by itself, make patterns or files of what is typed."""

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SCRIPTS = sorted((ROOT / "templates" / "static").glob("*.js"))
# What can ask an address, start a program, or reach into memory; and where that is done, and why.
REACHING = {
    *("aiohttp", "authlib", "cffi", "ctypes", "distributed", "dask", "ftplib", "http.client"),
    *("httpx", "mmap", "requests", "smtplib", "socket", "subprocess", "urllib.request", "urllib3"),
}
MAY_REACH = {
    ("planner/jobs/cluster.py", "distributed"): "the scheduler of the settings",
    ("planner/jobs/cluster_hands.py", "distributed"): "the same",
    ("planner/web/openid.py", "authlib"): "the provider of the settings",
    ("planner/web/openid.py", "requests"): "the errors that come of it",
    ("planner/web/server.py", "socket"): "listens, and asks nothing",
}
_PATTERN_FUNCTIONS = {
    *("compile", "findall", "finditer", "fullmatch", "match", "search", "split", "sub", "subn"),
}


def modules() -> Iterator[tuple[str, ast.Module]]:
    for folder in ("planner", "constraints"):
        for path in sorted((ROOT / folder).glob("**/*.py")):
            tree = ast.parse(path.read_text(encoding="utf-8"))
            yield str(path.relative_to(ROOT)), tree


def imported(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (each.name for each in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{each.name}" for each in node.names)


def test_only_these_modules_reach_outside():
    found = {
        (name, reaching)
        for name, tree in modules()
        for module in imported(tree)
        for reaching in REACHING
        if module == reaching or module.startswith(f"{reaching}.")
    }
    assert found == set(MAY_REACH)


def is_fixed(node: ast.expr) -> bool:
    """Tell whether a pattern is a constant, or has nothing in it but constants and escaped text."""
    if isinstance(node, ast.Constant):
        return True
    if isinstance(node, ast.JoinedStr):
        return all(is_fixed(each) for each in node.values)
    if isinstance(node, ast.FormattedValue):
        return is_fixed(node.value)
    if isinstance(node, ast.Call):
        return ast.unparse(node.func) == "re.escape"
    if isinstance(node, ast.BinOp):
        return is_fixed(node.left) and is_fixed(node.right)
    # The name of a constant of a module is in capitals.
    name = ast.unparse(node).removesuffix(".pattern")
    return isinstance(node, ast.Name | ast.Attribute) and name.upper() == name


def test_no_pattern_is_made_of_what_was_typed():
    found = {
        name
        for name, tree in modules()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and ast.unparse(node.func.value) == "re"
        and node.func.attr in _PATTERN_FUNCTIONS
        and not is_fixed(node.args[0])
    }
    # Its pattern is made of the ranges of letters that a constant lists.
    assert found == {"planner/decisions/typesetting.py"}


def test_pages_write_no_file():
    writing = {"open", "write_text", "write_bytes", "NamedTemporaryFile", "mkstemp", "mkdir"}
    found = {
        (name, ast.unparse(node.func))
        for name, tree in modules()
        if name.startswith("planner/web/screens/")
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        # `dossiers.open` and `rounds.open` are our own, and open no file.
        and getattr(node.func, "attr", getattr(node.func, "id", ""))
        in writing - {"open"} | ({"open"} if isinstance(node.func, ast.Name) else set())
    }
    assert found == set()


def test_our_scripts_build_nothing_of_what_they_are_given():
    never = re.compile(
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|\bFunction\(|"
        r"Object\.assign|__proto__|JSON\.parse|localStorage|sessionStorage|indexedDB"
    )
    assert SCRIPTS
    assert [path.name for path in SCRIPTS if never.search(path.read_text(encoding="utf-8"))] == []


def test_no_template_gives_htmx_code_to_run():
    never = re.compile(r"hx-on[:\s=]|js:|javascript:|hx-vals=.\{\{|hx-headers")
    templates = sorted((ROOT / "templates").glob("**/*.html"))
    assert len(templates) > 50
    assert [each.name for each in templates if never.search(each.read_text("utf-8"))] == []


def test_warnings_are_errors_so_that_nothing_is_left_open():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert "error" in project["tool"]["pytest"]["ini_options"]["filterwarnings"]
