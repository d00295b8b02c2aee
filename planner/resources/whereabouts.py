"""Where in the program an error happened: what a log may hold of it besides its kind.

Neither an error's text nor the values around it are told: both could hold names of people.
"""

import traceback
from pathlib import PurePath

_MOST_PLACES = 3
# Whatever stands before these folders is this machine's own business.
_ROOTS = ("site-packages", "planner", "constraints")


def whereabouts(error: BaseException) -> tuple[str, ...]:
    """Return the files and lines of an error's last steps, the innermost last."""
    frames = traceback.extract_tb(error.__traceback__)[-_MOST_PLACES:]
    return tuple(f"{_told(frame.filename)}:{frame.lineno}" for frame in frames)


def _told(filename: str) -> str:
    parts = PurePath(filename).parts
    for root in _ROOTS:
        if root in parts:
            position = len(parts) - 1 - parts[::-1].index(root)
            return "/".join(parts[position + (root == "site-packages") :])
    return parts[-1]
