"""The worked examples that ship with the program."""

from functools import cache

from planner.resources.files import resource_path


@cache
def examples() -> dict[str, bytes]:
    """Return the content of each worked example, by the name of its file."""
    folder = resource_path("fixtures", "dossiers")
    return {path.stem: path.read_bytes() for path in sorted(folder.glob("*.json"))}
