"""Every setting that comes from the environment, declared once and checked all at once.

Nothing else of ocgraph reads the environment. ``docs/settings.md`` and
``deploy/ocgraph.env.example`` are written from these declarations.
"""

from __future__ import annotations

import difflib
import ipaddress
import os
import stat
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import SplitResult, urlsplit

from ocgraph.errors import OcgraphError

PREFIX = "OCGRAPH_"
OIDC, NOBODY = "oidc", "none"
CLAIM, DIRECTORY = "claim", "directory"
SHORTEST_SECRET = 32
SIGN_IN_SECRETS = ("redirect_uri", "cookie_secret", "client_id", "client_secret",
                   "server_metadata_url")
_MOST_HOURS = 24 * 30
# In their addresses, an Entra ID directory that anyone may join: no address there is vouched for.
_OPEN_DIRECTORIES = ("common", "organizations", "consumers")
_CALLBACK = "/oauth2callback"
_POSTGRESQL = ("postgresql", "postgresql+psycopg")


class SettingError(OcgraphError):
    """A setting that cannot be followed. Its value is never told: it may be a secret."""


@dataclass(frozen=True)
class Setting:
    """One variable of the environment. Its words are under ``setting.<code>`` in the catalogue.

    Attributes
    ----------
    name
        The variable.
    kind
        What it holds: ``"folder"``, ``"file"``, ``"database"``, ``"choice"``, ``"site"`` (the
        address that people type), ``"host"``, ``"port"``, ``"hours"``, ``"secret"`` or
        ``"text"``.
    choices
        What a choice may be.
    default
        What stands without it; empty when that takes a sentence (``setting.<code>.without``).
    example
        What the example file of a server shows; empty when a server needs none.
    is_secret
        Whether it may never be shown.
    """

    name: str
    kind: str
    choices: tuple[str, ...] = ()
    default: str = ""
    example: str = ""
    is_secret: bool = False

    @property
    def code(self) -> str:
        """Return the last word of its keys in the catalogue."""
        return self.name.removeprefix(PREFIX).lower()

    @property
    def given(self) -> str:
        """Return what the environment holds; empty is as if it held nothing."""
        return os.environ.get(self.name, "").strip()

    @property
    def value(self) -> str:
        """Return what the environment holds, or the default."""
        return self.given or self.default


HOME = Setting("OCGRAPH_HOME", "folder", example="/var/lib/ocgraph")
DATABASE_URL = Setting("OCGRAPH_DATABASE_URL", "database", is_secret=True,
                       example="postgresql:///ocgraph?host=/var/run/postgresql")
SIGN_IN = Setting("OCGRAPH_SIGN_IN", "choice", (OIDC, NOBODY), example=OIDC)
SECRETS = Setting("OCGRAPH_SECRETS", "file", example="/etc/ocgraph/secrets.toml")
EMAIL_PROOF = Setting("OCGRAPH_EMAIL_PROOF", "choice", (CLAIM, DIRECTORY), default=CLAIM)
SIGN_IN_HOURS = Setting("OCGRAPH_SIGN_IN_HOURS", "hours", default="12")
PUBLIC_URL = Setting("OCGRAPH_PUBLIC_URL", "site", example="https://ocgraph.example.org")
COOKIE_SECRET = Setting("OCGRAPH_COOKIE_SECRET", "secret", is_secret=True,
                        example="a-remplacer-par-openssl-rand-hex-32")
ADDRESS = Setting("OCGRAPH_ADDRESS", "host", default="127.0.0.1", example="127.0.0.1")
PORT = Setting("OCGRAPH_PORT", "port", default="8501")
ENGINE = Setting("OCGRAPH_ENGINE", "choice", ("compiled", "scipy"), default="compiled")
SOURCE = Setting("OCGRAPH_DEMO", "choice", ("own", "demo", "quebec"), default="own")
CHROMIUM = Setting("OCGRAPH_CHROMIUM", "text")

SETTINGS = (HOME, DATABASE_URL, SIGN_IN, SECRETS, EMAIL_PROOF,
            SIGN_IN_HOURS, PUBLIC_URL, COOKIE_SECRET, ADDRESS, PORT,
            ENGINE, SOURCE, CHROMIUM)


def whole_environment() -> dict[str, str]:
    """Return a copy of the whole environment, for a program that ocgraph starts."""
    return dict(os.environ)


def is_on_a_server() -> bool:
    """Tell whether the register is in a PostgreSQL database, not in a file of this machine."""
    return bool(DATABASE_URL.given)


def signs_in() -> bool:
    """Tell whether people must sign in: always on a PostgreSQL database, unless told otherwise.

    What is written wrong counts as told to: a mistake opens no door.
    """
    return (SIGN_IN.given or (OIDC if is_on_a_server() else NOBODY)) != NOBODY


def email_is_vouched_for(claim: object) -> bool:
    """Tell whether an address is known to be that of whoever signs in.

    Parameters
    ----------
    claim
        What the service says of it (``email_verified`` of OpenID Connect); None when it says
        nothing, which is enough of an institution's own directory alone, where told so.
    """
    if claim is None:
        return EMAIL_PROOF.value == DIRECTORY
    return claim is True or claim == "true"  # some services write it as a word


def hours_signed_in() -> int:
    """Return after how many hours one signs in again."""
    found = SIGN_IN_HOURS.value
    return int(found) if _is_hours(found) else int(SIGN_IN_HOURS.default)


def problems(*, of_server: bool = False) -> list[SettingError]:
    """Return all that is wrong in the settings; none when a dashboard may start.

    Parameters
    ----------
    of_server
        Whether it is a team's server that starts, which needs more than a person's own machine.
    """
    found = [*misspelt(), *(problem for setting in SETTINGS if setting.given
                            for problem in _CHECKS[setting.kind](setting))]
    found += _sign_in_problems()
    if of_server:
        found += _server_problems()
    return found


def _wrong(code: str, setting: Setting, **facts: object) -> SettingError:
    return SettingError(code, name=setting.name, **facts)


def misspelt() -> Iterator[SettingError]:
    """Yield each name that is nearly one of ours, and the right one."""
    known = [setting.name for setting in SETTINGS]
    for name in sorted(os.environ):
        if name.startswith(PREFIX) and name not in known:
            near = difflib.get_close_matches(name, known, n=1, cutoff=0)
            yield SettingError("setting.unknown", name=name, near=near[0])


def _folder(setting: Setting) -> Iterator[SettingError]:
    folder = Path(setting.given).absolute()
    there = next(place for place in (folder, *folder.parents) if place.exists())
    if not there.is_dir() or not os.access(there, os.W_OK | os.X_OK):
        yield _wrong("setting.folder", setting)


def _file(setting: Setting) -> Iterator[SettingError]:
    path = Path(setting.given)
    if not path.is_file() or not os.access(path, os.R_OK):
        yield _wrong("setting.file", setting)
    elif os.name == "posix" and path.stat().st_mode & stat.S_IRWXO:
        yield _wrong("setting.file_open_to_all", setting)


def _database(setting: Setting) -> Iterator[SettingError]:
    if (parts := _address(setting)) is None or parts.scheme not in _POSTGRESQL \
            or not parts.path.strip("/"):
        yield _wrong("setting.database", setting)
    elif find_spec("psycopg") is None:
        yield _wrong("setting.no_driver", setting)


def _choice(setting: Setting) -> Iterator[SettingError]:
    if setting.given not in setting.choices:
        yield _wrong("setting.choice", setting, choices=", ".join(setting.choices))


def _site(setting: Setting) -> Iterator[SettingError]:
    parts = _address(setting)
    if parts is None or parts.scheme != "https" or not parts.hostname \
            or parts.path or parts.query or parts.fragment or "@" in parts.netloc:
        yield _wrong("setting.site", setting)


def _host(setting: Setting) -> Iterator[SettingError]:
    try:
        ipaddress.ip_address(setting.given)
    except ValueError:
        yield _wrong("setting.host", setting)


def _port(setting: Setting) -> Iterator[SettingError]:
    if not setting.given.isascii() or not setting.given.isdecimal() \
            or not 1 <= int(setting.given) <= 65_535:
        yield _wrong("setting.port", setting)


def _hours(setting: Setting) -> Iterator[SettingError]:
    if not _is_hours(setting.given):
        yield _wrong("setting.hours", setting, most=_MOST_HOURS)


def _is_hours(written: str) -> bool:
    return written.isascii() and written.isdecimal() and 1 <= int(written) <= _MOST_HOURS


def _secret(setting: Setting) -> Iterator[SettingError]:
    if len(setting.given) < SHORTEST_SECRET or setting.given == setting.example:
        yield _wrong("setting.secret", setting, shortest=SHORTEST_SECRET)


def _text(_setting: Setting) -> Iterator[SettingError]:
    return iter(())


_CHECKS: dict[str, Callable[[Setting], Iterator[SettingError]]] = {
    "folder": _folder, "file": _file, "database": _database, "choice": _choice, "site": _site,
    "host": _host, "port": _port, "hours": _hours, "secret": _secret, "text": _text}


def _address(setting: Setting) -> SplitResult | None:
    try:
        parts = urlsplit(setting.given)
        _ = parts.port  # a port that is not a number is only noticed when asked for
    except ValueError:
        return None
    return parts


def _sign_in_problems() -> Iterator[SettingError]:
    """Look at the secrets of the sign-in, when people sign in."""
    if not signs_in():
        return
    if find_spec("authlib") is None:
        yield _wrong("setting.no_sign_in", SIGN_IN)
    if not SECRETS.given:
        yield _wrong("setting.sign_in_without_secrets", SIGN_IN, secrets=SECRETS.name)
        return
    try:
        told = tomllib.loads(Path(SECRETS.given).read_text(encoding="utf-8"))
    except OSError:
        return  # already said of the file itself
    except (tomllib.TOMLDecodeError, UnicodeDecodeError):
        yield _wrong("setting.secrets_unreadable", SECRETS)
        return
    yield from _auth_problems(told.get("auth"))


def _auth_problems(auth: object) -> Iterator[SettingError]:
    held = auth if isinstance(auth, dict) else {}
    missing = [key for key in SIGN_IN_SECRETS if not isinstance(held.get(key), str)
               or not held[key].strip()]
    if missing:
        yield _wrong("setting.secrets_missing", SECRETS, missing=", ".join(missing))
    if "cookie_secret" not in missing and len(held["cookie_secret"]) < SHORTEST_SECRET:
        yield _wrong("setting.secrets_cookie", SECRETS, shortest=SHORTEST_SECRET)
    if "server_metadata_url" not in missing and EMAIL_PROOF.value == DIRECTORY and (
            {*urlsplit(held["server_metadata_url"]).path.split("/")} & {*_OPEN_DIRECTORIES}):
        yield _wrong("setting.secrets_open_directory", SECRETS, proof=EMAIL_PROOF.name)
    if "redirect_uri" not in missing and PUBLIC_URL.given \
            and held["redirect_uri"] != PUBLIC_URL.given + _CALLBACK:
        yield _wrong("setting.secrets_redirect", SECRETS, expected=_CALLBACK, site=PUBLIC_URL.name)


def _server_problems() -> Iterator[SettingError]:
    """Look at what a team's server needs, and a person's own machine does not."""
    if is_on_a_server() and not PUBLIC_URL.given:
        yield _wrong("setting.server_needs_site", PUBLIC_URL)
    if is_on_a_server() and not signs_in() and not COOKIE_SECRET.given:
        yield _wrong("setting.server_needs_secret", COOKIE_SECRET)
    if not HOME.given and is_on_a_server():
        yield _wrong("setting.server_needs_home", HOME)
