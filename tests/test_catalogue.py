"""The catalogue: every visible text has its Dutch, and nothing is left over."""

import re
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parent.parent
DUTCH = ROOT / "templates" / "translations" / "nl"

KEYWORDS = {
    "_": None,
    "gettext": None,
    "ngettext": (1, 2),
    "say": None,
    "say_count": (1, 2),
    "complain": None,
    "marked": None,
    "recorded": None,
    "fault": None,
    "fault_at": (2,),
}
METHODS = [
    ("planner/**.py", "python"),
    ("constraints/**.py", "python"),
    ("templates/**.html", "jinja2"),
    ("templates/**.svg", "jinja2"),
]


def extracted() -> dict[str, set[str]]:
    """Return every text in the code, with the files that say it."""
    found: dict[str, set[str]] = {}
    options = {"templates/**.html": {"silent": "false"}, "templates/**.svg": {"silent": "false"}}
    for file, _, message, _, _ in extract_from_dir(
        ROOT, METHODS, options_map=options, keywords=KEYWORDS
    ):
        for text in message if isinstance(message, tuple) else (message,):
            if text:
                found.setdefault(text, set()).add(file)
    # Assigned rather than called: the sentences about references that do not exist.
    return found


def translated() -> dict[str, list[str]]:
    """Return every text in the catalogue with its Dutch forms."""
    known: dict[str, list[str]] = {}
    for path in sorted(DUTCH.glob("*.po")):
        with path.open("rb") as file:
            for message in read_po(file, locale="nl"):
                if not message.id:
                    continue
                ids = message.id if isinstance(message.id, tuple) else (message.id,)
                forms = message.string if isinstance(message.string, tuple) else (message.string,)
                assert not message.fuzzy, f"{path.name}: {ids[0]!r} is marked as fuzzy"
                for one in dict.fromkeys(ids):
                    assert one not in known, f"{path.name}: {one!r} stands in the catalogue twice"
                    known[one] = list(forms)
    return known


def test_every_text_has_its_dutch():
    known = translated()
    missing = sorted(text for text in extracted() if not any(known.get(text, [])))
    assert not missing, f"{len(missing)} without Dutch, such as {missing[:5]}"


def test_no_translation_is_left_over():
    left_over = sorted(set(translated()) - set(extracted()))
    assert not left_over


@pytest.mark.parametrize("pattern", [r"\{[a-z_!]*\}", r"%\([a-z_]+\)[sd]"])
def test_dutch_fills_in_the_same_values(pattern):
    for text, forms in translated().items():
        for form in forms:
            expected, found = set(re.findall(pattern, text)), set(re.findall(pattern, form))
            assert found <= expected | {"{number}", "%(num)s"}, text
            assert expected <= found | {"{number}", "%(num)s"}, text


def test_templates_say_nothing_outside_the_catalogue():
    """Text between tags goes through `_` or `trans`; what remains is marks and numbers."""
    bare = []
    for path in sorted((ROOT / "templates").glob("**/*.html")):
        source = path.read_text(encoding="utf-8")
        source = re.sub(r"\{%-?\s*trans.*?endtrans\s*-?%\}", "", source, flags=re.DOTALL)
        source = re.sub(r"\{#.*?#\}|\{\{.*?\}\}|\{%.*?%\}", "", source, flags=re.DOTALL)
        source = re.sub(r"<!--.*?-->|<(script|style|code)\b.*?</\1>", "", source, flags=re.DOTALL)
        attributes = re.findall(r'\b(?:aria-label|title|alt|placeholder)="([^"]*)"', source)
        for text in (*re.sub(r"<[^>]*>", "\n", source).split("\n"), *attributes):
            if re.search(r"[A-Za-z]{2,}", re.sub(r"&[a-z#0-9]+;", "", text)):
                bare.append(f"{path.relative_to(ROOT)}: {text.strip()}")
    assert [line for line in bare if not line.endswith((": abd-planner",))] == []
