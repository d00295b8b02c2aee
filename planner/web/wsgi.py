"""The application for a server such as gunicorn, as the settings file has it.

One process with threads, never several. The jobs that run, their progress and how they are stopped
live in the memory of the process that works at them; a second process would take them for left
behind ones and begin them again. `alone` holds that: a second one waits until the first has ended.
"""

import atexit
import logging
import os
import sys
from contextlib import ExitStack
from typing import NoReturn

from flask import Flask

from planner import __version__
from planner.domain.faults import fault_at
from planner.dossier.strict_json import InvalidFile
from planner.jobs.crews import working
from planner.jobs.queue import Queue
from planner.resources.catalogue import Translator, marked
from planner.store.alone import alone
from planner.store.errors import StoreError
from planner.web.app import create_app
from planner.web.server import ServeError, prepare
from planner.web.settings import CONFIG_VARIABLE, Settings, named_settings

logger = logging.getLogger(__name__)

# Seconds that a process which is told to end may take: a reload starts the next one before that.
_PATIENCE = 60.0
# With this code gunicorn gives up, where with others it would try again for ever.
_CANNOT_START = 3


def application() -> Flask:
    """Return the application that the settings file describes, for as long as this process lasts.

    Why it cannot start goes to standard error, in sentences.

    Raises:
        SystemExit: it cannot start.
    """
    held = ExitStack()
    try:
        settings = named_settings()
        app = opened(settings, held)
    except InvalidFile as error:
        held.close()
        words, file = Translator(), os.environ.get(CONFIG_VARIABLE, CONFIG_VARIABLE)
        _give_up(*(f"{file}: {f.path}: {words.say(f.template, **f.values)}" for f in error.faults))
    except (StoreError, ServeError) as error:
        held.close()
        _give_up(Translator().say(error.template, **error.values))
    atexit.register(held.close)
    logger.info("The planner serves; version %s", __version__)
    return app


def opened(settings: Settings, held: ExitStack) -> Flask:
    """Return the application of an installation; `held` closes what it needs to run.

    Raises:
        InvalidFile: a setting is wrong, or a secret cannot be read.
        ServeError: the data folder cannot be used.
        StoreError: another planner runs on it.
    """
    if settings.data is None:
        raise InvalidFile([fault_at("data", marked("is missing"))])
    if not settings.is_shared:
        template = marked(
            "nobody could sign in: set local_accounts = true, or name a provider under [oidc]"
        )
        raise InvalidFile([fault_at("$", template)])
    store = prepare(settings.data, demo=False)
    held.callback(store.close)
    held.enter_context(alone(settings.data, _PATIENCE))
    crew = held.enter_context(working(settings.workers))
    jobs = Queue(store, crew)
    held.callback(jobs.close)
    return create_app(store, language=settings.language, jobs=jobs, settings=settings)


def _give_up(*sentences: str) -> NoReturn:
    print(*sentences, sep="\n", file=sys.stderr)  # noqa: T201
    raise SystemExit(_CANNOT_START)
