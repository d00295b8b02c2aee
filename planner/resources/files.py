"""Finds the folders `templates` and `fixtures`: the checkout's first, else installed copies."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent.parent


def resource_path(*parts: str) -> Path:
    """Return the path of a resource, such as `resource_path("fixtures", "repertoires")`.

    In a checkout the folders stand beside the package; a wheel carries copies of them inside
    the package, because nothing of a wheel but its packages is found again from any folder.

    Raises:
        FileNotFoundError: neither the checkout nor the package holds it.
    """
    for root in (_PACKAGE.parent, _PACKAGE / "_data"):
        candidate = root.joinpath(*parts)
        # A folder named `templates` may stand beside an installed package by accident; ours
        # are recognised by the project file in a checkout.
        if candidate.exists() and (root.name == "_data" or (root / "pyproject.toml").exists()):
            return candidate
    raise FileNotFoundError("/".join(parts))
