"""The application: everything above it, put together once."""

from datetime import timedelta

from flask import Flask
from flask_wtf.csrf import CSRFProtect
from jinja2 import StrictUndefined
from werkzeug.middleware.proxy_fix import ProxyFix

from planner.jobs.queue import Queue
from planner.resources.catalogue import DEFAULT_LANGUAGE
from planner.resources.files import resource_path
from planner.store.credentials import Credentials
from planner.store.database import Store
from planner.store.dossiers import Dossiers
from planner.store.secrets import derived, installation_key
from planner.store.sessions import LONGEST_SECONDS
from planner.store.throttle import Throttle
from planner.web.access import SignIn
from planner.web.archived import refuse_changes
from planner.web.assets import serve_assets
from planner.web.errors import explain_errors
from planner.web.gate import keep_closed
from planner.web.glossary import help_beside_terms
from planner.web.identity import current_account, is_signed_in
from planner.web.language import speak
from planner.web.openid import let_provider_vouch
from planner.web.policy import enforce
from planner.web.proving import sign_in_ways
from planner.web.reads import tell_of_reads
from planner.web.returning import own_page
from planner.web.screens import BLUEPRINTS, dossier_screens, elements, freeze
from planner.web.security import guard
from planner.web.services import Services
from planner.web.settings import Settings, secret
from planner.web.signing import SignedCookies
from planner.web.telling import speak_of_it
from planner.web.uploads import allow_files
from planner.web.watching import watch

# What is larger is refused before it is read; a screen that takes files allows itself more.
MOST_FORM_BYTES = 256 * 1024


def create_app(
    store: Store,
    *,
    sign_in: SignIn | None = None,
    language: str = DEFAULT_LANGUAGE,
    development: bool = False,
    jobs: Queue | None = None,
    settings: Settings | None = None,
) -> Flask:
    """Return the application on a store.

    Args:
        store: where dossiers and all else are kept.
        sign_in: makes the one-time links, and knows the sessions; by default on the store.
        language: the language of whoever has not chosen one.
        development: whether there is a page that shows every element, for whoever works on them.
        jobs: the long work; by default a queue with worker processes of its own.
        settings: what the operator chose; by default what fits one person on one machine.

    Raises:
        InvalidFile: a secret that the settings name cannot be read.
        StoreError: the installation's key cannot be read or written.
    """
    settings, sign_in = settings or Settings(), sign_in or SignIn(store)
    key = _key(store, settings)
    app = _bare(settings, key)
    parts = Services(
        store,
        Dossiers(store),
        sign_in,
        jobs or Queue(store),
        settings,
        Credentials(store, derived(key, "second factor"), sign_in.clock),
        Throttle(store, derived(key, "throttle"), sign_in.watch),
    )
    parts.attach(app.extensions)
    watch(app, settings.metrics)
    # Host and origin come first, then the language, the session, and the token of a form.
    guard(app)
    speak(app, language)
    enforce(app)
    keep_closed(app, freeze.closed)
    tell_of_reads(app)
    allow_files(app)
    CSRFProtect(app)
    refuse_changes(app)
    serve_assets(app)
    explain_errors(app)
    speak_of_it(app)
    help_beside_terms(app)
    app.add_template_global(is_signed_in)
    app.add_template_global(current_account)
    app.add_template_global(sign_in_ways)
    app.add_template_global(dossier_screens)
    app.add_template_global(own_page)
    if settings.oidc is not None:
        let_provider_vouch(app, settings.oidc)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    if development:
        app.register_blueprint(elements.blueprint)
    return app


def _bare(settings: Settings, key: str) -> Flask:
    """Return the application as Flask has it, with its settings and nothing in it yet."""
    templates = resource_path("templates")
    app = Flask(
        "planner.web",
        template_folder=str(templates),
        static_folder=str(templates / "static"),
        static_url_path="/static",
    )
    app.config.update(
        SECRET_KEY=derived(key, "cookies"),
        # A browser takes a cookie of this name from the host itself and over TLS alone.
        SESSION_COOKIE_NAME="__Host-abd_planner" if settings.behind_tls else "abd_planner",
        SESSION_COOKIE_SECURE=settings.behind_tls,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        # When a session is over is decided by its row in the database. The cookie is written where
        # it changes alone: else one of two answers at the same time would undo what the other says.
        PERMANENT_SESSION_LIFETIME=timedelta(seconds=LONGEST_SECONDS),
        SESSION_REFRESH_EACH_REQUEST=False,
        WTF_CSRF_TIME_LIMIT=None,
        WTF_CSRF_CHECK_DEFAULT=True,
        # Origins are checked for every write, also where a browser sends no referrer.
        WTF_CSRF_SSL_STRICT=False,
        MAX_CONTENT_LENGTH=MOST_FORM_BYTES,
        SEND_FILE_MAX_AGE_DEFAULT=timedelta(days=1),
    )
    app.session_interface = SignedCookies()
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    if settings.trusted_proxies:
        # Of the host nothing is taken from a proxy's own header: it hands on the one it was asked.
        number = settings.trusted_proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=number, x_proto=number, x_host=0)  # type: ignore[method-assign]
    return app


def _key(store: Store, settings: Settings) -> str:
    """Return what signs cookies and encrypts second factors."""
    if settings.secret_key_file is None:
        return installation_key(store)
    return secret(settings.secret_key_file, "secret_key_file")
