"""The settings: read from the environment, each with its meaning, its default and its check."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, fields
from datetime import timedelta
from functools import cached_property
from pathlib import Path
from string import ascii_lowercase, digits
from typing import Any

from flask import Flask
from sqlalchemy import make_url

from app.address import Address, read
from app.bundled import instance
from app.domain.audit import AUDIT_DAYS, FEWEST_DAYS, MOST_DAYS
from app.domain.calendar import is_zone
from app.domain.secret_keys import SecretKeys
from app.domain.webhooks import Allowed, read_allowed
from app.instance import NotPrivate, begin, make_private
from app.settings_file import Unreadable, with_file

PROCESS_SIGNS, PROCESS_MOST = frozenset(ascii_lowercase + digits + "-"), 40
SHORTEST_SECRET = 32
SECURITY = ("starttls", "tls", "none")
"""How a mail server may be spoken to."""
KNOWN_SECRETS = ("secret", "changeme", "change-me", "dev", "development", "test", "password", "beffroi")


class BadSetting(ValueError):  # noqa: N818 - it names the setting, not an error of ours
    """A setting that the server must not start with; the sentence says what to do."""


def _setting(default: Any, meaning: str) -> Any:
    return field(default=default, metadata={"meaning": meaning})


@dataclass(frozen=True)
class Settings:
    """What whoever hosts the site may set, as environment variables of the same name in capitals."""

    instance: Path = _setting(instance(), "Folder of the database, the keys and the secret key.")
    host: str = _setting("127.0.0.1", "Address to listen on; `LAN=1` listens on all of them.")
    port: int = _setting(8000, "Port to listen on.")
    lan: bool = _setting(False, "1: bind the local network, and print links that phones can open.")
    public_url: str = _setting(
        "",
        "Address that people use, behind a proxy: https://ateliers.example.fr, or https://portail.example.fr/beffroi.",
    )
    proxies: int = _setting(0, "How many proxies stand in front, whose X-Forwarded-For is believed.")
    secret_key: str = _setting("", "Signs the cookies; by default one is made and kept in the instance folder.")
    secret_key_fallbacks: str = _setting(
        "", "Keys that were SECRET_KEY before, the latest first, with blanks between: what they signed is still taken."
    )
    database_url: str = _setting(
        "", "Database, as postgresql://user:password@host/name; by default SQLite in the instance folder."
    )
    keys_url: str = _setting("", "Where the keys of anonymous activities are; by default a SQLite file of their own.")
    process: str = _setting(
        "", "Name of this process where several share a PostgreSQL database, as the proxy's `@beffroi-NAME` has it."
    )
    redis_url: str = _setting(
        "", "Redis or Valkey in which several processes count wrong tries together; else each counts its own."
    )
    oidc_issuer: str = _setting(
        "", "Provider of OpenID Connect that facilitators sign in with, as it calls itself: see accounts.md."
    )
    oidc_client_id: str = _setting("", "What we are called there.")
    oidc_client_secret: str = _setting("", "Our secret there; without one PKCE alone proves who asks.")
    oidc_name: str = _setting("", "What the button says: « Se connecter avec … ».")
    oidc_scopes: str = _setting("openid email profile", "What we ask to be told of somebody.")
    oidc_allow: str = _setting(
        "", "Who may come in, as claim=value with blanks between, one of which has to hold: domain=example.fr groups=x."
    )
    oidc_operators: str = _setting("", "Who is an operator, likewise; without it that is as the command line says.")
    oidc_admins: str = _setting("", "Who is an admin of their service, likewise.")
    oidc_service_claim: str = _setting("", "The claim that names somebody's service; without it likewise.")
    oidc_trusted_domains: str = _setting(
        "", "Domains of addresses that the provider answers for, with blanks between, where it says no email_verified."
    )
    oidc_ca_file: str = _setting("", "Certificate of the authority that signed the provider's, where it is one's own.")
    oidc_proxy: str = _setting("", "Proxy to reach the provider by: http://proxy.example.fr:3128.")
    local_sign_in: bool = _setting(True, "0: facilitators sign in by the provider alone, with no password here.")
    smtp_host: str = _setting(
        "", "Mail server that sends people their link to choose a password; without one links are shown or printed."
    )
    smtp_port: int = _setting(587, "Its port.")
    smtp_security: str = _setting("starttls", "How it is spoken to: `starttls`, `tls`, or `none`.")
    smtp_user: str = _setting("", "Our name there, where it asks for one.")
    smtp_password: str = _setting("", "Our password there.")
    smtp_from: str = _setting("", "The address that letters come from, as ateliers@example.fr.")
    second_factor: str = _setting(
        "",
        "Whose password is not enough without a code: `operators`, `admins` (and operators), or `all`; by default of "
        "whoever set one up.",
    )
    controller: str = _setting("", "Who answers for the data (responsable de traitement), shown at joining.")
    dpo: str = _setting("", "How to reach the data protection officer, shown at joining.")
    legal_basis: str = _setting("", "Legal basis of the processing, shown at joining.")
    retention_results: str = _setting(
        "",
        "How long the law has results kept (durée d'utilité administrative), on the description for the archives.",
    )
    sort_final: str = _setting("", "What becomes of them then (sort final), likewise: Conservation définitive.")
    time_zone: str = _setting(
        "Europe/Paris", "Time zone of new workshops and of dates on pages: a name such as America/Martinique."
    )
    theme_name: str = _setting("", "Name of the region or organisation, beside the site's own in the header.")
    theme_primary: str = _setting("", "Its first colour, as #a8402e: what is to be pressed, what is on now.")
    theme_second: str = _setting("", "Its second colour, as #2c4a73: links and frames.")
    theme_logo: str = _setting("", "File of its logo, SVG or PNG, 60 kB at most; THEME_NAME is what it says.")
    log_format: str = _setting("plain", "What the server says on stderr: `plain` lines, or `json`.")
    audit_days: int = _setting(AUDIT_DAYS, "For how many days a line of the audit log is kept, 30 to 3650.")
    metrics_token: str = _setting(
        "", "Who sends it as a bearer token may read `/metrics`; without it there is no such page."
    )
    api_origins: str = _setting(
        "",
        "Sites whose pages may read the API from a browser, as https://tableau.example.fr, with blanks between.",
    )
    webhook_hosts: str = _setting(
        "",
        "Hosts that may be told that a workshop has ended, as outil.example.fr or outil.example.fr:8443, with blanks "
        "between; a network, as 10.1.2.0/24, allows addresses of it that are not public.",
    )
    stock_sockets: bool = _setting(
        False, "1: sockets by the stock python-socketio, for a release of it that ours does not fit; see operating.md."
    )
    plugin_folders: tuple[Path, ...] = _setting(
        (), "Folders of plugins to load besides the bundled ones, each of packages or a plugin's own, with : between."
    )

    @property
    def bound_host(self) -> str:
        """The address that the server binds."""
        return "0.0.0.0" if self.lan and self.host == "127.0.0.1" else self.host.strip("[]")  # noqa: S104 - asked for by LAN=1

    @property
    def is_shared(self) -> bool:
        """Whether several processes may serve the same workshops: on PostgreSQL, by leases."""
        return self.database_url.startswith("postgres")

    @property
    def database_address(self) -> str:
        """The database, as SQLAlchemy writes one."""
        return _address(self.database_url) or f"sqlite:///{self.instance / 'beffroi.sqlite'}"

    @property
    def keys_address(self) -> str:
        """The keys of anonymous activities, likewise."""
        return _address(self.keys_url) or f"sqlite:///{self.instance / 'keys.sqlite'}"

    @cached_property
    def public(self) -> Address:
        """The address that people use, if one is set. Raises `BadSetting`."""
        try:
            return read(self.public_url)
        except ValueError as error:
            raise BadSetting(f"PUBLIC_URL is {self.public_url!r}, but {error}.") from None

    @cached_property
    def told_hosts(self) -> Allowed:
        """The hosts that may be told something. Raises `BadSetting`."""
        try:
            return read_allowed(self.webhook_hosts)
        except ValueError as error:
            raise BadSetting(f"WEBHOOK_HOSTS: {error} is neither a host, host:port nor a network.") from None

    @property
    def cookie_name(self) -> str:
        """Browsers hold cookies to what these names promise: https alone, and, at the root of a host, no other host."""
        if not self.public.is_https:
            return "beffroi"
        return "__Secure-beffroi" if self.public.path else "__Host-beffroi"


def _read(kind: Any, text: str) -> Any:
    if kind == "bool":
        return text.strip().lower() in ("1", "true", "yes", "oui", "on")
    if kind == "int":
        return int(text)
    if kind == "Path":
        return Path(text).absolute()
    if kind.startswith("tuple"):
        return tuple(Path(part).absolute() for part in text.split(":") if part)
    return text.strip()


def from_environment(environment: Mapping[str, str] = os.environ, faults: list[str] | None = None) -> Settings:
    """The settings as the environment has them, and the file that SETTINGS_FILE names; an unreadable one is named.

    Raises `BadSetting` at the first that cannot be read; with `faults` each is told there, and left out.
    """
    try:
        environment = with_file(environment)
    except Unreadable as error:
        raise BadSetting(str(error)) from None
    given = {}
    for one in fields(Settings):
        text = environment.get(one.name.upper(), "")
        if not text:
            continue
        try:
            given[one.name] = _read(one.type, text)
        except ValueError:
            fault = f"{one.name.upper()} is {text!r}: {one.metadata['meaning']}"
            if faults is None:
                raise BadSetting(fault) from None
            faults.append(fault)
    return Settings(**given)


def secret_key(settings: Settings) -> str:
    """The key that signs cookies: as set, if it is a real one, or the instance's own, made at the first start."""
    given = settings.secret_key
    if given:
        if not _is_real(given):
            raise BadSetting(
                f"SECRET_KEY is not a real one: give {SHORTEST_SECRET} random characters or more, "
                "or leave it out and one is made in the instance folder."
            )
        return given
    file = settings.instance / "secret_key"
    if not file.exists():
        settings.instance.mkdir(mode=0o700, parents=True, exist_ok=True)
        own = file.with_name(f"secret_key.{secrets.token_hex(4)}")
        with os.fdopen(os.open(own, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as out:
            out.write(secrets.token_hex(32))
        with suppress(FileExistsError):  # processes that start together have one key, and never half of one
            os.link(own, file)
        own.unlink()
    return file.read_text().strip()


def secret_keys(settings: Settings) -> SecretKeys:
    """The key that signs, and those before it. Raises `BadSetting`."""
    present, before = secret_key(settings), tuple(settings.secret_key_fallbacks.split())
    if not all(map(_is_real, before)):
        raise BadSetting(
            f"SECRET_KEY_FALLBACKS holds what was no real key: {SHORTEST_SECRET} characters or more each, with blanks "
            "between."
        )
    if present in before:
        raise BadSetting("SECRET_KEY_FALLBACKS holds the present key too: give SECRET_KEY another one.")
    return SecretKeys(present, before)


def _is_real(key: str) -> bool:
    return len(key) >= SHORTEST_SECRET and key.lower() not in KNOWN_SECRETS and len(set(key)) >= 8  # noqa: PLR2004


def _address(url: str) -> str:
    """A database as PostgreSQL's own tools write its address, or with the driver's name in it: psycopg 3's."""
    for scheme in ("postgres://", "postgresql://"):
        if url.startswith(scheme):
            return "postgresql+psycopg://" + url.removeprefix(scheme)
    return url


def keep_private(settings: Settings) -> None:
    """Make the instance, and the databases that are files, nobody else's to read. Raises `BadSetting`."""
    try:
        make_private(settings.instance, _files(settings))
    except NotPrivate as error:
        raise BadSetting(str(error)) from None


def expect_database(settings: Settings) -> None:
    """For a command beside a server: refuse to begin a database, which would be another than the server's.

    Raises `BadSetting`.
    """
    file = make_url(settings.database_address).database or ""
    is_file = settings.database_address.startswith("sqlite")
    if is_file and not (Path(file).exists() and Path(file).stat().st_size):
        raise BadSetting(
            f"There is no database in {Path(file).absolute().parent} yet. If your server has another folder, give it "
            "with --instance, or its settings with SETTINGS_FILE; else start the server there first."
        )


def _files(settings: Settings) -> tuple[Path, ...]:
    """The databases that are files."""
    urls = [make_url(address) for address in (settings.database_address, settings.keys_address)]
    files = (url.database for url in urls if url.get_backend_name() == "sqlite")
    return tuple(Path(file).absolute() for file in files if file and file != ":memory:")


def faults_of(settings: Settings) -> Iterator[str]:
    """What is out of bounds of what the house itself reads."""
    if len(settings.process) > PROCESS_MOST or not set(settings.process) <= PROCESS_SIGNS:
        yield f"PROCESS is {settings.process!r}: small letters, digits and dashes, 40 at most."
    if not is_zone(settings.time_zone):
        yield f"TIME_ZONE is {settings.time_zone!r}: give the name of a place, such as Europe/Paris."
    if settings.smtp_host and ("@" not in settings.smtp_from or settings.smtp_security not in SECURITY):
        raise BadSetting(f"SMTP_HOST needs SMTP_FROM, an address, and SMTP_SECURITY as {', '.join(SECURITY)}.")
    if not FEWEST_DAYS <= settings.audit_days <= MOST_DAYS:
        yield f"AUDIT_DAYS is {settings.audit_days}: {FEWEST_DAYS} to {MOST_DAYS} days."


def apply(app: Flask, settings: Settings) -> None:
    """Give the app its settings."""
    for fault in faults_of(settings):
        raise BadSetting(fault)
    address = settings.public  # read before anything is made
    keep_private(settings)
    begin(_files(settings))
    app.extensions["settings"] = settings
    keys = secret_keys(settings)
    app.config.update(
        SECRET_KEY=keys.present,
        SECRET_KEY_FALLBACKS=list(keys.before),
        WTF_CSRF_SECRET_KEY=[*reversed(keys.every)],  # as itsdangerous has it: the last one signs, all are taken
        SQLALCHEMY_DATABASE_URI=settings.database_address,
        SQLALCHEMY_BINDS={"keys": settings.keys_address},
        MAX_CONTENT_LENGTH=1_000_000,
        MAX_FORM_MEMORY_SIZE=1_000_000,
        APPLICATION_ROOT=address.path or "/",
        SESSION_COOKIE_NAME=settings.cookie_name,
        SESSION_COOKIE_PATH=f"{address.path}/",
        SESSION_COOKIE_SECURE=address.is_https,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        PERMANENT_SESSION_LIFETIME=timedelta(days=90),
        # The cookie is written by what changes it alone: else the answer to a tab that was slow would put back what
        # another tab's form has changed meanwhile, and whoever left or signed out would be in again.
        SESSION_REFRESH_EACH_REQUEST=False,
        WTF_CSRF_TIME_LIMIT=None,
        WTF_CSRF_SSL_STRICT=False,
        RATELIMIT_HEADERS_ENABLED=True,
    )
