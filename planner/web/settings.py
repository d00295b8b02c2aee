"""The settings of an installation: one TOML file, read once and strictly.

What is not in the file has the default of one person on one machine. Secrets do not stand in it:
it names the files that hold them.
"""

import os
import re
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import urlsplit

from pydantic import BeforeValidator, Field

from planner.domain.faults import Fault, fault, fault_at, shown
from planner.domain.record import Record
from planner.dossier.reading import validated_as
from planner.dossier.strict_json import InvalidFile, decode
from planner.resources.catalogue import DEFAULT_LANGUAGE, LANGUAGES, marked
from planner.store.retention import Terms
from planner.web.organisation import Organisation

CONFIG_VARIABLE = "ABD_PLANNER_CONFIG"
LOOPBACK_NAMES = frozenset({"localhost", "127.0.0.1", "::1"})

_HOST = re.compile(r"[a-z0-9]([a-z0-9.-]*[a-z0-9])?|[0-9a-f:]*:[0-9a-f:]*")
# The shortest secret that is taken: 32 characters of base64 or hexadecimal are 128 bits at least.
SHORTEST_SECRET = 32


def _hosts(value: Any) -> frozenset[str]:
    if not isinstance(value, list | set | frozenset) or not value:
        raise fault("must be a list of host names, at least one")
    for name in value:
        if not isinstance(name, str) or not _HOST.fullmatch(name):
            raise fault(
                "must hold names of hosts alone, such as planner.example.org, without a scheme, "
                "a port or capitals; {value} is none",
                value=shown(name),
            )
    return frozenset(value)


def _whole(least: int, most: int) -> Callable[[Any], int]:
    def checked(value: Any) -> int:
        if type(value) is not int or not least <= value <= most:
            template = marked("must be a whole number from {least} to {most}, not {value}")
            raise fault(template, least=least, most=most, value=shown(value))
        return value

    return checked


def _file(value: Any) -> Path:
    if not isinstance(value, str | Path) or not Path(value).is_absolute():
        raise fault("must be a path from the root on, not {value}", value=shown(value))
    return Path(value)


def _flag(value: Any) -> bool:
    if not isinstance(value, bool):
        raise fault("must be true or false")
    return value


def _issuer(value: Any) -> str:
    is_address = isinstance(value, str) and value.isprintable()
    # Without TLS what a provider says can be changed on its way, except on this machine itself.
    is_safe = is_address and (
        value.startswith("https://")
        or (value.startswith("http://") and urlsplit(value).hostname in LOOPBACK_NAMES)
    )
    if not is_safe:
        raise fault("must be an address that begins with https://, not {value}", value=shown(value))
    return str(value)


def _language(value: Any) -> str:
    if value not in LANGUAGES:
        raise fault("must be one of {languages}", languages=", ".join(LANGUAGES))
    return str(value)


Flag = Annotated[bool, BeforeValidator(_flag)]
Place = Annotated[Path, BeforeValidator(_file)]


class OpenIdConnect(Record):
    """The provider that vouches for people, and as whom this installation is known there."""

    issuer: Annotated[str, BeforeValidator(_issuer)]
    client_id: Annotated[str, Field(strict=True, min_length=1)]
    client_secret_file: Place
    # What the provider is called on the page to sign in.
    label: Annotated[str, Field(strict=True, min_length=1, max_length=60)] = "OpenID Connect"


class Metrics(Record):
    """Who may read the figures at `/metrics`: whoever shows the token in this file."""

    token_file: Place


class Settings(Record):
    """Everything that an operator can choose for an installation."""

    data: Place | None = None
    language: Annotated[str, BeforeValidator(_language)] = DEFAULT_LANGUAGE
    # The names under which the planner may be asked; any other is refused.
    hosts: Annotated[frozenset[str], BeforeValidator(_hosts)] = LOOPBACK_NAMES
    # Whether everybody reaches the planner through TLS: then cookies are for TLS alone.
    behind_tls: Flag = False
    # How many proxies stand before the planner, each of which sets X-Forwarded-* itself.
    trusted_proxies: Annotated[int, BeforeValidator(_whole(0, 5))] = 0
    # Whether people sign in with a password and a second factor that the planner keeps itself.
    local_accounts: Flag = False
    # Signs cookies and encrypts second factors; without it a key in the data folder does.
    secret_key_file: Place | None = None
    # How many calculations at once; as many as there are cores by default.
    workers: Annotated[int, BeforeValidator(_whole(1, 1024))] | None = None
    oidc: OpenIdConnect | None = None
    # How many days what is kept stays.
    retention: Terms = Terms()
    metrics: Metrics | None = None
    # Who uses the planner, for its public pages and the archive.
    organisation: Organisation = Organisation()

    @property
    def is_shared(self) -> bool:
        """Tell whether people sign in with accounts, and nobody works here alone."""
        return self.local_accounts or self.oidc is not None


def read_settings(path: Path) -> Settings:
    """Return the settings of a file.

    Raises:
        InvalidFile: it cannot be read, or something in it is wrong: with every mistake.
    """
    settings = validated_as(Settings, _parsed(path))
    faults = []
    if settings.hosts - LOOPBACK_NAMES and not settings.behind_tls:
        template = marked("must be true, and TLS be there, where hosts names others than this one")
        faults.append(fault_at("behind_tls", template))
    if settings.hosts - LOOPBACK_NAMES and not settings.is_shared:
        template = marked(
            "names others than this machine, and nobody could sign in there: set "
            "local_accounts = true, or name a provider under [oidc]"
        )
        faults.append(fault_at("hosts", template))
    if faults:
        raise InvalidFile(faults)
    return settings


def named_settings(path: Path | None = None) -> Settings:
    """Return the settings of a file, else of the file that the environment names, else defaults.

    Raises:
        InvalidFile: the file cannot be read, or something in it is wrong.
    """
    named = path or os.environ.get(CONFIG_VARIABLE)
    return Settings() if named is None else read_settings(Path(named))


def secret(path: Path, setting: str, least: int = SHORTEST_SECRET) -> str:
    """Return the secret that a file holds, without the line's end.

    Args:
        path: the file.
        setting: the name of the setting that names the file, for whoever has to mend it.
        least: how many characters it has at least; another one's choice may be shorter.

    Raises:
        InvalidFile: it cannot be read, or is too short to be kept from guessing.
    """
    try:
        found = path.read_text("utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise InvalidFile([_unreadable(setting, path, error)]) from None
    if len(found) < least:
        template = marked("{file} must hold a secret of at least {least} characters")
        raise InvalidFile([fault_at(setting, template, file=path, least=least)])
    return found


def _parsed(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(decode(path.read_bytes()))
    except OSError as error:
        raise InvalidFile([_unreadable("$", path, error)]) from None
    except tomllib.TOMLDecodeError as error:
        template = marked("is not valid TOML: {reason}")
        raise InvalidFile([fault_at("$", template, reason=str(error))]) from None


def _unreadable(setting: str, path: Path, error: OSError | UnicodeDecodeError) -> Fault:
    reason = error.strerror if isinstance(error, OSError) else error.reason
    return fault_at(setting, marked("{file} cannot be opened: {reason}"), file=path, reason=reason)
