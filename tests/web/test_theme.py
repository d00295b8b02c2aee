"""The theme: colours in one file, contrast that everybody can read, and few lines of CSS."""

import re
from pathlib import Path

import pytest

from planner.resources.files import resource_path

STATIC = resource_path("templates", "static")
TEMPLATES = resource_path("templates")
# Tokens only, and the page that is there in development only, are not counted.
COUNTED = [p for p in sorted(STATIC.glob("*.css")) if p.name not in ("theme.css", "elements.css")]
MOST_LINES = 820

COLOUR = re.compile(
    r"#[0-9a-fA-F]{3,8}\b(?=[^{}]*[;}])|\b(?:rgba?|hsla?|hwb|lab|lch|oklab|oklch|color|color-mix)\("
)
NAMED = re.compile(
    r":[^;{}]*(?<![\w-])(?:black|white|red|green|blue|gr[ae]y|silver|orange|yellow|teal|navy|maroon)(?![\w-])"
)
# What text is written in, on what it stands: at least 4.5 to 1.
TEXT = [
    ("document-color", "page-background-color"),
    ("document-color", "surface-background-color"),
    ("document-color", "surface-subtle-background-color"),
    ("document-color", "accent-subtle-color"),
    ("document-color", "short-subtle-color"),
    ("document-subtle-color", "page-background-color"),
    ("document-subtle-color", "surface-background-color"),
    ("document-subtle-color", "surface-subtle-background-color"),
    ("document-subtle-color", "accent-subtle-color"),
    ("link-color", "page-background-color"),
    ("link-color", "surface-background-color"),
    ("link-color", "surface-subtle-background-color"),
    ("link-color", "accent-subtle-color"),
    ("link-color", "short-subtle-color"),
    ("accent-color", "surface-background-color"),
    ("short-color", "page-background-color"),
    ("short-color", "surface-background-color"),
    ("short-color", "surface-subtle-background-color"),
    ("short-color", "short-subtle-color"),
    ("tight-color", "surface-background-color"),
    ("tight-color", "surface-subtle-background-color"),
    ("ample-color", "page-background-color"),
    ("ample-color", "surface-background-color"),
    ("button-primary-color", "button-primary-background-color"),
    ("button-primary-color", "button-primary-hover-background-color"),
]
# What is seen and not read, beside what it must be told from: at least 3 to 1.
SHAPES = [
    ("border-strong-color", "surface-background-color"),
    ("border-strong-color", "page-background-color"),
    ("focus-color", "page-background-color"),
    ("focus-color", "surface-background-color"),
    ("focus-color", "focus-inverse-color"),
    ("accent-color", "page-background-color"),
    ("accent-color", "border-color"),
    ("compass-ample-color", "surface-background-color"),
    ("compass-missing-color", "compass-ground-color"),
    ("compass-missing-color", "surface-background-color"),
    ("departure", "compass-ample-color"),
    ("departure", "compass-enough-color"),
]


def blocks() -> dict[str, dict[str, str]]:
    """Return the tokens of each theme: those of the light one, with its own on top."""
    text = (STATIC / "theme.css").read_text(encoding="utf-8")
    parts = {
        "light": text.split("@media")[0],
        "dark": text.split("(prefers-color-scheme: dark)")[1].split("@media")[0],
        "print": text.split("@media print")[1],
    }
    own = {
        name: dict(re.findall(r"--abd-([\w-]+): (#[0-9a-fA-F]{6});", part))
        for name, part in parts.items()
    }
    return {name: own["light"] | tokens for name, tokens in own.items()}


def luminance(colour: str) -> float:
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_contrast_is_worked_out_as_wcag_does():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.005)


@pytest.mark.parametrize("theme", ["light", "dark", "print"])
@pytest.mark.parametrize(("ink", "ground"), TEXT)
def test_text_can_be_read(theme, ink, ground):
    tokens = blocks()[theme]
    assert contrast(tokens[ink], tokens[ground]) >= 4.5


@pytest.mark.parametrize("theme", ["light", "dark", "print"])
@pytest.mark.parametrize(("shape", "ground"), SHAPES)
def test_shapes_can_be_told_apart(theme, shape, ground):
    tokens = blocks()[theme]
    # The dot of a departure is a disc of the surface's colour with an edge as dark as text.
    found = [
        tokens[name]
        for name in (
            ("surface-background-color", "document-color") if shape == "departure" else (shape,)
        )
    ]
    assert max(contrast(colour, tokens[ground]) for colour in found) >= 3


def test_dark_says_every_colour_anew():
    text = (STATIC / "theme.css").read_text(encoding="utf-8")
    light = set(re.findall(r"--abd-([\w-]+): #", text.split("@media")[0]))
    dark = set(re.findall(r"--abd-([\w-]+): #", text.split("dark)")[1].split("@media")[0]))
    assert light == dark


@pytest.mark.parametrize(
    "path",
    [p for p in sorted(STATIC.glob("*.css")) if p.name != "theme.css"],
    ids=lambda path: path.name,
)
def test_colours_stand_in_the_theme_only(path: Path):
    text = re.sub(r"/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    rules = re.findall(r"\{([^{}]*)\}", text)
    found = [rule for rule in rules if COLOUR.search(rule + "}") or NAMED.search(f":{rule}")]
    assert not found


def test_the_test_finds_colours():
    for rule in ("color: #fff;", "color: rgb(1 2 3);", "border: 1px solid red;"):
        assert COLOUR.search(rule + "}") or NAMED.search(f":{rule}"), rule


@pytest.mark.parametrize(
    "path",
    sorted(TEMPLATES.rglob("*.html")),
    ids=lambda path: path.relative_to(TEMPLATES).as_posix(),
)
def test_templates_hold_neither_styles_nor_colours(path: Path):
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"\sstyle=|<style|\b(?:fill|stroke)=\"(?!url|none)", text)


def test_every_token_is_known_and_used():
    files = {path.name: path.read_text(encoding="utf-8") for path in STATIC.glob("*.css")}
    known = set(re.findall(r"(--abd-[\w-]+):", files["theme.css"]))
    used = {name for text in files.values() for name in re.findall(r"var\((--abd-[\w-]+)", text)}
    assert used - known == set()
    assert known - used == set()


def test_the_own_css_stays_small():
    lines = {path.name: len(path.read_text(encoding="utf-8").splitlines()) for path in COUNTED}
    assert sum(lines.values()) <= MOST_LINES, lines
