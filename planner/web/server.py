"""Serving the planner on this machine: the data folder, the address, the one-time link."""

import socket
from collections.abc import Callable
from pathlib import Path

from flask import Flask
from waitress.server import create_server

from planner.dossier.examples import examples
from planner.jobs.crews import working
from planner.jobs.queue import Queue
from planner.resources.catalogue import DEFAULT_LANGUAGE, marked
from planner.store.alone import alone
from planner.store.database import Store
from planner.store.dossiers import Dossiers
from planner.store.errors import StoreError
from planner.store.freezes import Freezes
from planner.store.told import recorded
from planner.web.access import SignIn
from planner.web.app import create_app
from planner.web.settings import LOOPBACK_NAMES, Settings

THREADS = 12
DEFAULT_PORT = 8080


class ServeError(Exception):
    """The server cannot start; `template` says why and what to do, with `values` filled in."""

    def __init__(self, template: str, **values: object) -> None:
        """Keep the English sentence and its values, so that it can be said in any language."""
        super().__init__(template.format(**values))
        self.template = template
        self.values = values


class HostRefused(ServeError, ValueError):
    """The address can be reached by others, and no sign-in is configured for them."""


class PortBusy(ServeError):
    """Another program listens there already."""


class FolderRefused(ServeError):
    """The data folder cannot be made or used."""


def serve(
    data_folder: Path,
    host: str = "127.0.0.1",
    port: int = DEFAULT_PORT,
    demo: bool = False,
    *,
    announce: Callable[[str], None],
    language: str = DEFAULT_LANGUAGE,
    development: bool = False,
    workers: int | None = None,
    scheduler: str | None = None,
    settings: Settings | None = None,
) -> None:
    """Serve until interrupted; `announce` gets the address to open once the port is taken.

    That is a link that signs in once for whoever works alone, and the page to sign in for others.

    Args:
        data_folder: where the dossiers lie; made on first use, for its owner alone.
        host: a name of this machine itself; any, where the settings say how people sign in.
        port: 0 takes any that is free.
        demo: whether an empty folder is filled with the worked examples.
        announce: is called with the address just before the first request can come.
        language: the language of whoever has not chosen one.
        development: whether the page with every element is there.
        workers: how many jobs are worked at once; as many as there are cores by default.
        scheduler: the address of a Dask scheduler, whose workers take the place of processes here.
        settings: what the operator chose; by default what fits one person on one machine.

    Raises:
        SweepError: the cluster cannot be used.
        HostRefused: others could reach that host.
        PortBusy: something else listens there.
        FolderRefused: the data folder cannot be made.
        StoreError: another planner runs on it.
    """
    settings = settings or Settings()
    _let_in_nobody_by_accident(host, settings)
    store = prepare(data_folder, demo)
    sign_in = SignIn(store)
    listens_at = "127.0.0.1" if host == "localhost" else host
    try:
        # The port comes first: where another planner has it, nothing is begun.
        with (
            _listening(listens_at, port) as listening,
            alone(data_folder),
            working(workers, scheduler) as crew,
        ):
            jobs = Queue(store, crew)
            try:
                app = create_app(
                    store,
                    sign_in=sign_in,
                    language=language,
                    jobs=jobs,
                    development=development,
                    settings=settings,
                )
                page = f"{address_of(settings, host, listening.getsockname()[1])}/sign-in"
                has_proxy = settings.trusted_proxies > 0
                _run(app, listening, lambda: announce(_opened(page, settings, sign_in)), has_proxy)
            finally:
                jobs.close()
    finally:
        store.close()


def _opened(page: str, settings: Settings, sign_in: SignIn) -> str:
    return page if settings.is_shared else f"{page}/{sign_in.new_token()}"


def address_of(settings: Settings, host: str = "127.0.0.1", port: int = DEFAULT_PORT) -> str:
    """Return the address under which people reach the planner."""
    others = sorted(settings.hosts - LOOPBACK_NAMES)
    return f"https://{others[0]}" if others else f"http://{_shown(host)}:{port}"


def _let_in_nobody_by_accident(host: str, settings: Settings) -> None:
    """Refuse an address that others can reach, unless it is meant for them."""
    if host in LOOPBACK_NAMES:
        return
    if not settings.is_shared:
        raise HostRefused(
            marked(
                "The planner does not listen on {host}: others could reach it there, and no "
                "sign-in for others is set up. Use 127.0.0.1, or a settings file (--config) that "
                "says how people sign in."
            ),
            host=host,
        )
    if not settings.hosts - LOOPBACK_NAMES:
        raise HostRefused(
            marked(
                "The planner does not listen on {host}: the settings name no host under which "
                "others reach it. Name it under hosts, with behind_tls = true and TLS before it."
            ),
            host=host,
        )


def _run(app: Flask, listening: socket.socket, begin: Callable[[], None], has_proxy: bool) -> None:
    """Answer requests until interrupted; `begin` is called just before the first can come."""
    server = create_server(
        app,
        sockets=[listening],
        threads=THREADS,
        ident=None,
        # What a proxy says of a request is believed only where one is known to stand there.
        clear_untrusted_proxy_headers=not has_proxy,
    )
    try:
        begin()
        server.run()
    finally:
        server.close()


def _shown(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def _listening(host: str, port: int) -> socket.socket:
    """Return a socket that listens; made here, so that it is closed where the port is busy."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family)
    except OSError as error:
        raise PortBusy(
            marked("Port {port} is in use, or may not be used. Choose another with --port."),
            port=port,
        ) from error


def prepare(data_folder: Path, demo: bool) -> Store:
    """Make the data folder, readable for its owner alone; fill it with examples where asked.

    Raises:
        FolderRefused: it cannot be made, or its database cannot be used.
    """
    try:
        data_folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        store = Store(data_folder)
    except OSError as error:
        raise FolderRefused(
            marked("The data folder {folder} cannot be used: {reason}."),
            folder=data_folder,
            reason=error.strerror,
        ) from error
    except StoreError as error:
        raise FolderRefused(error.template, **error.values) from error
    if demo:
        add_examples(store)
    return store


def add_examples(store: Store) -> None:
    """Put the worked examples in an empty store; their tasks are fixed, so that all is open."""
    dossiers = Dossiers(store)
    if dossiers.all() or dossiers.all(archived=True):
        return
    for name, content in reversed(examples().items()):
        kept = dossiers.add(content, recorded("Added as a worked example"), name)
        Freezes(store).fix(kept.id, kept.version, dossiers.open(kept), is_example=True)
