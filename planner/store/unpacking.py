"""What is kept packed, as it was before; zlib's own check tells where a byte of it is another."""

import zlib

from planner.resources.catalogue import marked
from planner.store.errors import StoreError


class Damaged(StoreError):
    """What is kept is not what was written."""

    def __init__(self) -> None:
        """Say so, and what to do."""
        super().__init__(
            marked(
                "Something that is kept is damaged. `abd-planner verify` names what it is, and "
                "`abd-planner restore` puts a backup back."
            )
        )


def unpacked(content: bytes) -> bytes:
    """Return what was packed.

    Raises:
        Damaged: it is not as it was packed.
    """
    try:
        return zlib.decompress(content)
    except (zlib.error, TypeError) as error:
        raise Damaged from error
