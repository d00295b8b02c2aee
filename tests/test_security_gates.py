"""Gates about what the program is made of: licences, pins, and where a security rule is lifted.

They need no network. Whether a part has a known weakness is asked of the services that know, with
`make audit` (tests/test_audit.py).
"""

import re
import tomllib
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
OURS = "abd-planner"

# Licences whose parts may go with a program under EUPL-1.2: permissive ones, and those that its
# appendix names as compatible (https://interoperable-europe.ec.europa.eu/collection/eupl/matrix-eupl-compatible-open-source-licences).
ALLOWED = {
    "0BSD", "Apache-2.0", "BlueOak-1.0.0", "BSD-2-Clause", "BSD-3-Clause", "CC0-1.0", "EUPL-1.2",
    "ISC", "LGPL-2.1-or-later", "LGPL-3.0-or-later", "MIT", "MIT-0", "MIT-CMU", "MPL-2.0",
    "PSF-2.0", "Python-2.0", "Unlicense", "Zlib", "ZPL-2.1", "Public Domain",
}  # fmt: skip
# What packages say in older words.
_OLDER = {
    "MIT License": "MIT",
    "BSD": "BSD-3-Clause",
    "BSD License": "BSD-3-Clause",
    "BSD 3-Clause": "BSD-3-Clause",
    "Apache 2.0": "Apache-2.0",
    "Apache License 2.0": "Apache-2.0",
    "Apache Software License": "Apache-2.0",
    "Apache License, Version 2.0": "Apache-2.0",
    "ISC License (ISCL)": "ISC",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "Python Software Foundation License": "PSF-2.0",
    "zlib/libpng License": "Zlib",
    "3-Clause BSD License": "BSD-3-Clause",
    "Zero-Clause BSD (0BSD)": "0BSD",
    "Zope Public License": "ZPL-2.1",
}
# What a package's data do not say, its licence file does: with these words of it.
READ = {
    "axe-playwright-python": ("MIT", "Permission is hereby granted, free of charge"),
    "pebble": ("LGPL-3.0-or-later", "GNU LESSER GENERAL PUBLIC LICENSE"),
    "pysqlite3": ("Zlib", "This software is provided 'as-is', without any express or implied"),
}


def requirements(text: list[str]) -> list[Requirement]:
    return [Requirement(line) for line in text]


def asked() -> list[Requirement]:
    """Return everything that the project itself asks for, with all extras."""
    optional = PROJECT["optional-dependencies"].values()
    return requirements([*PROJECT["dependencies"], *(line for extra in optional for line in extra)])


def needed_by(name: str, extras: set[str]) -> list[Requirement]:
    """Return what an installed package needs with some of its extras, on any platform."""
    found = []
    for one in requirements(metadata.requires(name) or []):
        asks_extra = "extra" in str(one.marker or "")
        if not asks_extra or any(one.marker.evaluate({"extra": extra}) for extra in extras):
            found.append(one)
    return found


def tree() -> dict[str, bool]:
    """Return every package that the project needs on some platform, and whether it is here."""
    found: dict[str, bool] = {}
    waiting = asked()
    seen: set[tuple[str, frozenset[str]]] = set()
    while waiting:
        one = waiting.pop()
        name = canonicalize_name(one.name)
        if (name, frozenset(one.extras)) in seen:
            continue
        seen.add((name, frozenset(one.extras)))
        try:
            waiting += needed_by(name, set(one.extras))
            found[name] = True
        except metadata.PackageNotFoundError:
            found[name] = False
    return found


TREE = tree()
HERE = sorted(name for name, is_here in TREE.items() if is_here)


def pins() -> Iterator[tuple[str, str, str]]:
    """Yield the name, the version and the marker of each pin."""
    for line in (ROOT / "pins.txt").read_text(encoding="utf-8").splitlines():
        match = re.fullmatch(r"([a-z0-9][a-z0-9.-]*)==([^ ;]+)(?: ; (.+))?", line)
        assert match is not None, f"pins.txt: {line!r} is no pin"
        yield match[1], match[2], match[3] or ""


def licences(name: str) -> set[str]:
    """Return the licences that an installed package says it has; all of them hold at once."""
    told = metadata.metadata(name)
    if name in READ:
        return {_read(name)}
    if expression := _expression(told):
        # A choice is left open by one that says OR: any of them will do.
        parts = [part.strip(" ()") for part in re.split(r"\bAND\b", expression)]
        return {_chosen(re.split(r"\s+OR\s+", part)) for part in parts}
    return {_OLDER.get(one.strip(), one.strip()) for one in _said(told)}


def _expression(told: metadata.PackageMetadata) -> str:
    """Return what a package says in the language of SPDX, where it does."""
    said = told.get("License") or ""
    return told.get("License-Expression") or (said if re.fullmatch(r"\S+ OR \S+", said) else "")


def _said(told: metadata.PackageMetadata) -> list[str]:
    classified = [
        line.rpartition(" :: ")[2]
        for line in told.get_all("Classifier") or []
        if line.startswith("License ::") and line != "License :: OSI Approved"
    ]
    return classified or (told.get("License") or "").splitlines()[:1]


def _read(name: str) -> str:
    licence, words = READ[name]
    files = [file for file in metadata.files(name) or [] if "LICENSE" in file.name.upper()]
    assert any(words in file.read_text() for file in files), f"{name}: the licence has changed"
    return licence


def _chosen(choices: list[str]) -> str:
    without = [choice.partition(" WITH ")[0].strip(" ()") for choice in choices]
    return next((choice for choice in without if choice in ALLOWED), without[0])


def test_what_is_installed_has_been_looked_at():
    """A gate that looks at nothing would hold whatever happens."""
    assert {"flask", "ortools", "pydantic", "werkzeug", "pytest", "gunicorn"} <= set(HERE)


@pytest.mark.parametrize("name", HERE)
def test_each_part_has_a_licence_that_goes_with_ours(name):
    found = licences(name)
    assert found, f"{name} names no licence"
    assert found <= ALLOWED, f"{name}: {found - ALLOWED}"


def test_each_part_is_pinned_and_here_in_that_version():
    pinned: dict[str, set[str]] = {}
    for name, version, _ in pins():
        pinned.setdefault(name, set()).add(version)
    missing = [name for name in HERE if name not in pinned]
    assert missing == [], "Run make pins"
    others = {name: metadata.version(name) for name in HERE}
    differing = {name: found for name, found in others.items() if found not in pinned[name]}
    assert differing == {}, "Install with --constraint pins.txt"


def test_nothing_is_pinned_that_is_not_needed():
    left_over = sorted({name for name, _, _ in pins()} - set(TREE))
    assert left_over == [], "Run make pins"


def test_pins_are_what_the_project_asks_for():
    """Bounds of pyproject.toml hold for the pins, also where a range was moved by hand."""
    versions = {name: version for name, version, _ in pins()}
    for one in asked():
        pinned = versions[canonicalize_name(one.name)]
        assert SpecifierSet(str(one.specifier)).contains(pinned, prereleases=True), str(one)


def test_pins_name_no_place_to_get_things_from():
    text = (ROOT / "pins.txt").read_text(encoding="utf-8")
    assert not re.search(r"https?:|--(hash|index|extra|find)|@ ", text)


# Where a security rule of ruff is lifted, and why that is right there.
LIFTED = {
    ("planner/analysis/uncertainty.py", "S311"): "draws of an analysis, from a seed; no secret",
    ("planner/jobs/cluster.py", "S301"): "from the cluster's own workers, told about in the guide",
    ("planner/jobs/cluster_hands.py", "S301"): "from the cluster's own workers",
    ("planner/jobs/processes.py", "S301"): "from this program's own worker processes",
    ("planner/store/corrections.py", "S608"): "the conditions stand in that file",
    ("planner/store/decisions.py", "S608"): "the columns stand in that file",
    ("planner/store/credentials.py", "S608"): "two names of tables, which stand in that file",
    ("planner/store/jobs.py", "S608"): "the columns and conditions stand in that file",
    ("planner/store/memberships.py", "S608"): "the conditions stand in that file",
    ("planner/store/personal/corrections.py", "S608"): "two names of tables of that file",
    ("planner/store/trail_reading.py", "S608"): "one condition, which stands in that file",
    ("planner/web/second_factor.py", "S704"): "a picture that segno draws; no text is in it",
}


def lifted() -> set[tuple[str, str]]:
    found = set()
    for folder in ("planner", "constraints"):
        for path in sorted((ROOT / folder).glob("**/*.py")):
            for rules in re.findall(
                r"# noqa: ([A-Z0-9]+(?:, [A-Z0-9]+)*)", path.read_text(encoding="utf-8")
            ):
                name = str(path.relative_to(ROOT))
                found |= {(name, rule) for rule in rules.split(", ") if re.match(r"S\d", rule)}
    return found


def test_a_security_rule_is_lifted_only_where_somebody_has_said_why():
    assert lifted() == set(LIFTED)


def test_templates_never_lift_their_escaping():
    """Autoescaping is on; what is marked as safe is looked at and named here."""
    found = {
        str(path.relative_to(ROOT))
        for path in (ROOT / "templates").glob("**/*.html")
        if re.search(r"\|\s*safe\b|autoescape\s+false", path.read_text(encoding="utf-8"))
    }
    assert found == set()
