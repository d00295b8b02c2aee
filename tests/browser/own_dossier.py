"""A dossier of a test's own, which it may change."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from planner.store.dossiers import Dossiers
from tests.browser.conftest import Site
from tests.web.cases import example, keep


@contextmanager
def own_dossier(request: pytest.FixtureRequest, site: Site, name: str) -> Iterator[str]:
    """Keep a worked example under an id of the test's own, and give that id."""
    own = f"eigen-{abs(hash(request.node.nodeid)) % 10**8}"
    keep(site.store, own, example(name))
    yield own
    # Whoever looks through the list next finds the worked examples once.
    Dossiers(site.store).archive(own)
