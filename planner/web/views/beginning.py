"""The ways to begin: presets with their reasons, and the worked examples."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from planner.domain.text import opening, say
from planner.dossier.dossier import Dossier
from planner.dossier.examples import examples
from planner.dossier.presets import Preset, presets
from planner.dossier.reading import read_dossier
from planner.dossier.repertoires import shipped
from planner.store.dossiers import Dossiers


@dataclass(frozen=True)
class PresetRowView:
    """A row that a preset suggests, and why."""

    behaviour: str
    importance: int
    level: int
    carriers: int
    critical: bool
    reason: str


@dataclass(frozen=True)
class PresetView:
    """A preset as somebody chooses it: for whom it is, and what it asks."""

    id: str
    title: str
    description: str
    rows: tuple[PresetRowView, ...]


@dataclass(frozen=True)
class ExampleView:
    """A worked example; `dossier` is its id where it stands in the list."""

    name: str
    title: str
    note: str
    dossier: str
    was_changed: bool


@cache
def preset_views(language: str) -> tuple[PresetView, ...]:
    """Return the presets in a language, by their titles."""
    views = (_preset(preset, language) for preset in presets().values())
    return tuple(sorted(views, key=lambda view: view.title))


def _preset(preset: Preset, language: str) -> PresetView:
    behaviours = shipped(preset.repertoire).by_id
    return PresetView(
        preset.id,
        say(preset.title, language, preset.id),
        say(preset.description, language, ""),
        tuple(
            PresetRowView(
                say(behaviours[row.behaviour].label, language, row.behaviour),
                row.importance,
                row.level,
                row.carriers,
                row.critical,
                say(row.reason, language, ""),
            )
            for row in preset.demand
        ),
    )


def example_views(
    dossiers: Dossiers, language: str, own_id: Callable[[str], str]
) -> list[ExampleView]:
    """Return the worked examples, each with where it stands in the list of whoever asks."""
    views = []
    for name in examples():
        kept = dossiers.find(own_id(name))
        in_list = kept is not None and kept.archived_at is None
        read = read_example(name)
        views.append(
            ExampleView(
                name,
                say(read.title, language, name),
                opening(say(read.note, language, "")),
                own_id(name) if in_list else "",
                kept is not None and kept.version > 1,
            )
        )
    return views


@cache
def read_example(name: str) -> Dossier:
    """Return a worked example as it ships."""
    return read_dossier(examples()[name])
