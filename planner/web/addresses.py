"""Ids of a file as part of an address: they may hold anything, and an address may not."""

from typing import Any

from flask.blueprints import BlueprintSetupState
from werkzeug.routing import BaseConverter

# As JSON pointers write a slash; a part of only points would mean another folder.
_WRITTEN = (("~", "~0"), ("/", "~1"), (".", "~2"), ("\\", "~3"))


class IdConverter(BaseConverter):
    """An id that may hold a slash; any other id stands in the address as it is."""

    part_isolating = True

    def to_python(self, value: str) -> str:
        """Return the id that a part of an address means."""
        for mark, written in reversed(_WRITTEN):
            value = value.replace(written, mark)
        return value

    def to_url(self, value: Any) -> str:
        """Return how an id is written in an address."""
        written = str(value)
        for mark, instead in _WRITTEN:
            if mark != "." or not written.strip("."):
                written = written.replace(mark, instead)
        return super().to_url(written)


def know_ids(state: BlueprintSetupState) -> None:
    """Let the addresses of a blueprint hold ids: `<id:person>`."""
    state.app.url_map.converters.setdefault("id", IdConverter)
