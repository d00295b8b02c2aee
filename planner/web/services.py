"""What a request can reach: the dossiers, the sessions and the jobs of this application."""

from dataclasses import dataclass
from typing import cast

from flask import current_app

from planner.jobs.queue import Queue
from planner.store.credentials import Credentials
from planner.store.database import Store
from planner.store.dossiers import Dossiers
from planner.store.throttle import Throttle
from planner.web.access import SignIn
from planner.web.settings import Settings

_KEY = "abd_planner"


@dataclass(frozen=True)
class Services:
    """The parts that pages work with."""

    store: Store
    dossiers: Dossiers
    sign_in: SignIn
    jobs: Queue
    settings: Settings
    credentials: Credentials
    throttle: Throttle

    def attach(self, extensions: dict[str, object]) -> None:
        """Make the parts reachable from requests."""
        extensions[_KEY] = self


def services() -> Services:
    """Return the parts of the application that answers the request."""
    return cast(Services, current_app.extensions[_KEY])
