"""The reader's language: Dutch unless they chose English, in texts and in numbers."""

from datetime import datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any
from urllib.parse import quote, urlencode

from babel.numbers import format_decimal
from babel.support import Translations
from flask import Flask, Response, has_request_context, redirect, request, session
from flask_babel import (  # type: ignore[import-untyped]
    Babel,
    Domain,
    format_datetime,
    get_locale,
)
from jinja2 import pass_context

from planner.domain.faults import Fault
from planner.domain.text import Text, say
from planner.resources.catalogue import DEFAULT_LANGUAGE, LANGUAGES, Translator, translations
from planner.resources.written_numbers import written

_KEY = "language"
ARGUMENT = "lang"


class _Catalogue(Domain):  # type: ignore[misc]
    """Flask-Babel's texts, from the catalogue that the whole program shares."""

    def get_translations(self) -> Translations:
        """Return the texts of the request's language."""
        return translations(language())


class _Babel(Babel):  # type: ignore[misc]
    domain_instance = _Catalogue()


def language() -> str:
    """Return the language of the request."""
    if not has_request_context():
        return DEFAULT_LANGUAGE
    # A page asks this a thousand times, so it is kept where Flask-Babel keeps its locale.
    asked: Any = request
    kept = vars(asked._get_current_object())
    if "language" not in kept:
        kept["language"] = str(get_locale())
    found: str = kept["language"]
    return found


def words() -> Translator:
    """Return the translator for the request's language."""
    return Translator(language())


def speak(app: Flask, default: str) -> None:
    """Let the application speak the reader's language."""
    _Babel(app, default_locale=default, locale_selector=lambda: _chosen(default))
    # Straight to the catalogue: most of what a page does is look up its texts.
    app.jinja_env.install_gettext_callables(  # type: ignore[attr-defined]
        lambda text: translations(language()).ugettext(text),
        lambda one, more, number: translations(language()).ungettext(one, more, number),
        newstyle=True,
    )
    app.jinja_env.globals["ngettext"] = _counted(app.jinja_env.globals["ngettext"])
    app.before_request(_remember_choice)
    app.add_template_filter(number)
    app.add_template_filter(percent)
    app.add_template_filter(level)
    app.add_template_filter(fault_text)
    app.add_template_filter(moment_text, "moment")
    app.add_template_filter(text_in_language, "text")
    app.add_template_global(language)
    app.add_template_global(language_link)


def _counted(ngettext: Any) -> Any:
    """Return what says singular or plural, its number as people write it: `1.245` in Dutch."""

    @pass_context
    def said(context: Any, one: str, more: str, count: int, **values: Any) -> Any:
        return ngettext(context, one, more, count, **{"num": number(count), **values})

    return said


def _chosen(default: str) -> str:
    asked = request.args.get(ARGUMENT)
    if asked in LANGUAGES:
        return asked
    kept = session.get(_KEY)
    return kept if kept in LANGUAGES else default


def _remember_choice() -> Response | None:
    """Keep a language that the address asks for, and go on to the address without it."""
    asked = request.args.get(ARGUMENT)
    if request.method != "GET" or request.endpoint is None or asked not in LANGUAGES:
        return None
    session[_KEY] = asked
    return redirect(_address())  # type: ignore[return-value]


def _address(**extra: str) -> str:
    kept = [pair for pair in request.args.items(multi=True) if pair[0] != ARGUMENT]
    query = urlencode([*kept, *extra.items()])
    # Only ever a path of our own: `//elsewhere` would be another site's address.
    # Quoted, because a file's name may hold marks that mean something else in an address.
    path = "/" + quote(request.path.lstrip("/\\"))
    return f"{path}?{query}" if query else path


def language_link(code: str) -> str:
    """Return the address of this same page in another language."""
    return _address(**{ARGUMENT: code})


def number(value: float | Decimal, decimals: int = 1, *, grouped: bool = True) -> str:
    """Return a number as people write it: at most so many decimals, a comma in Dutch."""
    text = written(value, language(), decimals=decimals, grouped=grouped)
    return text.replace("-", "−")


def level(tenths: int) -> str:
    """Return a level with its one decimal, so that a column of them lines up: `3,0`."""
    return _formatted(Decimal(tenths) / 10, language())


@lru_cache(4096)
def _formatted(value: Decimal, spoken: str) -> str:
    return format_decimal(value, format="0.0", locale=spoken)


def percent(value: float | Decimal) -> str:
    """Return a percentage as people write it: `82,9 %` in Dutch, `82.9 %` in English."""
    return words().say("{value}\N{NO-BREAK SPACE}%", value=number(value))


def text_in_language(text: Text | None) -> str:
    """Return a text of a dossier in the reader's language; nothing where there is none."""
    return say(text, language(), "")


def moment_text(moment: datetime | str) -> str:
    """Return a moment as people say it: the time for today, the date besides for another day."""
    when = (datetime.fromisoformat(moment) if isinstance(moment, str) else moment).astimezone()
    form = "HH:mm" if when.date() == datetime.now().astimezone().date() else "d MMM y HH:mm"
    text: str = format_datetime(when, format=form, rebase=False)
    return text


def fault_text(fault: Fault) -> str:
    """Return a mistake in a file as a sentence."""
    return words().say(fault.template, **fault.values)
