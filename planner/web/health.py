"""Whether the planner is alive, and whether it can do its work: for whoever watches over it.

Both addresses are open to anybody and tell nothing but these words.
"""

import logging
from collections.abc import Callable

from flask import Blueprint
from flask.typing import ResponseReturnValue

from planner.resources.whereabouts import whereabouts
from planner.web.services import services

logger = logging.getLogger(__name__)

blueprint = Blueprint("health", __name__, url_prefix="/health")


@blueprint.get("/live")
def live() -> ResponseReturnValue:
    """Answer: a planner that does not is to be started again."""
    return {"planner": "alive"}


@blueprint.get("/ready")
def ready() -> ResponseReturnValue:
    """Tell whether the database can be read and calculations are worked at; 503 where not."""
    found = {"database": _works(_read), "calculations": _works(_work)}
    told = {name: "ready" if works else "fails" for name, works in found.items()}
    return told, 200 if all(found.values()) else 503


def _read() -> bool:
    services().store.rows("SELECT id FROM dossiers LIMIT 1")
    return True


def _work() -> bool:
    return services().jobs.is_working


def _works(check: Callable[[], bool]) -> bool:
    try:
        return check()
    except Exception as error:
        # Whatever it is, the planner is not ready; a probe gets an answer all the same.
        kind, places = type(error).__name__, ", ".join(whereabouts(error))
        logger.error("A check of readiness failed: %s (%s)", kind, places)
        return False
