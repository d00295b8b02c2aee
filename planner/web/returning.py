"""Where a form leads back to: a page of our own, and never another site's."""

from urllib.parse import quote

from flask import request

FIELD = "back"


def way_back(otherwise: str) -> str:
    """Return the address that the form names in its field `back`, else another one."""
    return own_address(request.form.get(FIELD, "")) or otherwise


def own_address(address: str) -> str:
    """Return an address of our own as it is; nothing for any other."""
    is_own = (
        address.startswith("/")
        and not address.startswith(("//", "/\\"))
        and address.isprintable()
        and "\\" not in address
    )
    return address if is_own else ""


def own_page() -> str:
    """Return the address of the page that is shown, for a form that leads back to it.

    What answers a form has no page of its own at its address; its form's own way back is kept.
    """
    if request.method != "GET":
        return own_address(request.form.get(FIELD, ""))
    path = quote(request.path)
    query = request.query_string.decode("ascii", "ignore")
    return own_address(f"{path}?{query}" if query else path)
