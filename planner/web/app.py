"""The application: everything above it, put together once."""

import secrets
from datetime import timedelta

from flask import Flask
from flask_wtf.csrf import CSRFProtect
from jinja2 import StrictUndefined

from planner.jobs.queue import Queue
from planner.resources.catalogue import DEFAULT_LANGUAGE
from planner.resources.files import resource_path
from planner.store.database import Store
from planner.store.dossiers import Dossiers
from planner.web.access import IDLE_SECONDS, SignIn
from planner.web.assets import serve_assets
from planner.web.errors import explain_errors
from planner.web.glossary import help_beside_terms
from planner.web.language import speak
from planner.web.returning import own_page
from planner.web.screens import BLUEPRINTS, dossier_screens, elements
from planner.web.security import guard, is_signed_in, require_sign_in
from planner.web.services import Services
from planner.web.telling import speak_of_it
from planner.web.uploads import allow_files

# What is larger is refused before it is read; a screen that takes files allows itself more.
MOST_FORM_BYTES = 256 * 1024


def create_app(
    store: Store,
    *,
    sign_in: SignIn,
    secret_key: str | None = None,
    language: str = DEFAULT_LANGUAGE,
    development: bool = False,
    jobs: Queue | None = None,
) -> Flask:
    """Return the application on a store.

    Args:
        store: where dossiers and all else are kept.
        sign_in: makes the one-time links, and knows who is signed in.
        secret_key: signs the session cookie; by default a new one at every start.
        language: the language of whoever has not chosen one.
        development: whether there is a page that shows every element, for whoever works on them.
        jobs: the long work; by default a queue with worker processes of its own.
    """
    templates = resource_path("templates")
    app = Flask(
        "planner.web",
        template_folder=str(templates),
        static_folder=str(templates / "static"),
        static_url_path="/static",
    )
    app.config.update(
        SECRET_KEY=secret_key or secrets.token_urlsafe(32),
        SESSION_COOKIE_NAME="abd_planner",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        PERMANENT_SESSION_LIFETIME=timedelta(seconds=IDLE_SECONDS),
        WTF_CSRF_TIME_LIMIT=None,
        WTF_CSRF_CHECK_DEFAULT=True,
        MAX_CONTENT_LENGTH=MOST_FORM_BYTES,
        SEND_FILE_MAX_AGE_DEFAULT=timedelta(days=1),
    )
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    Services(store, Dossiers(store), sign_in, jobs or Queue(store)).attach(app.extensions)
    # Host and origin come first, then the language, the session, and the token of a form.
    guard(app)
    speak(app, language)
    require_sign_in(app)
    allow_files(app)
    CSRFProtect(app)
    serve_assets(app)
    explain_errors(app)
    speak_of_it(app)
    help_beside_terms(app)
    app.add_template_global(is_signed_in)
    app.add_template_global(dossier_screens)
    app.add_template_global(own_page)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    if development:
        app.register_blueprint(elements.blueprint)
    return app
