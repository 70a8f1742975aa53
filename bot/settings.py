"""What the operator decides: read once from the environment or `.env`, then frozen and handed down."""

import re
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import AnyHttpUrl, Field, SecretStr, TypeAdapter, field_validator, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

TELEGRAM = "https://api.telegram.org"
_SECRET = re.compile(r"[A-Za-z0-9_-]{16,256}")
# Behind the `?` of an address: where the server is, and how it is spoken to.
_UNDERSTOOD = {"host", "port", "ssl", "sslmode"}
_SSL_MODES = ("disable", "allow", "prefer", "require", "verify-ca", "verify-full")
_LOOPBACK = {"127.0.0.1", "localhost", "::1"}


class Settings(BaseSettings):
    """Every setting with its default. Raises pydantic's ValidationError naming each bad one."""

    model_config = SettingsConfigDict(env_file=".env", env_ignore_empty=True, extra="ignore", frozen=True)

    bot_token: SecretStr | None = None
    telegram_api_url: str = TELEGRAM
    database_url: str = "sqlite:///data/steady-hips.sqlite3"
    encryption_key: SecretStr | None = None
    send_rate: int = Field(default=30, ge=1, le=1000, description="messages a second for the whole bot")
    operator_ids: Annotated[frozenset[int], NoDecode] = frozenset()
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"
    webhook_url: str | None = None
    webhook_secret: SecretStr | None = None
    host: str = "127.0.0.1"
    port: int | None = Field(default=None, ge=1, le=65535)
    demo_clock_port: int | None = Field(default=None, ge=1, le=65535)
    demo_clock_ahead_s: float = Field(default=0, ge=0, description="how far that clock was moved before")

    @field_validator("operator_ids", mode="before")
    @classmethod
    def _split_ids(cls, value: object) -> object:
        if isinstance(value, str):
            return [part for part in value.replace(",", " ").split() if part]
        return [value] if isinstance(value, int) else value

    @field_validator("log_level", mode="before")
    @classmethod
    def _upper(cls, value: object) -> object:
        return value.upper() if isinstance(value, str) else value

    @field_validator("telegram_api_url")
    @classmethod
    def _is_http(cls, value: str) -> str:
        TypeAdapter(AnyHttpUrl).validate_python(value)
        return value.rstrip("/")

    @field_validator("webhook_url")
    @classmethod
    def _is_public(cls, value: str | None) -> str | None:
        # Telegram calls https alone; plain http is for a Bot API server of one's own.
        return None if value is None else str(TypeAdapter(AnyHttpUrl).validate_python(value))

    @field_validator("webhook_secret")
    @classmethod
    def _is_a_secret(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None and not _SECRET.fullmatch(value.get_secret_value()):
            raise ValueError("WEBHOOK_SECRET must be 16 to 256 of A-Z, a-z, 0-9, _ and -")
        return value

    @field_validator("database_url")
    @classmethod
    def _is_known_database(cls, value: str) -> str:
        async_url(value)
        return value

    @model_validator(mode="after")
    def _demo_clock_only_beside_a_stand_in(self) -> "Settings":
        # A clock that anyone on the machine can move must never decide when real people hear from us.
        if self.demo_clock_port and urlsplit(self.telegram_api_url).hostname not in _LOOPBACK:
            raise ValueError("DEMO_CLOCK_PORT works only with a TELEGRAM_API_URL on this machine")
        return self

    @property
    def sqlite_path(self) -> Path | None:
        """The database file, or None on PostgreSQL."""
        url = async_url(self.database_url)
        return Path(url.database) if url.get_backend_name() == "sqlite" and url.database else None


def async_url(text: str) -> URL:
    """The database address with the driver we use; takes the forms that hosts hand out.

    Raises ValueError for anything but SQLite in a file and PostgreSQL.
    """
    try:
        url = make_url(text)
    except (ArgumentError, ValueError):
        # A ValueError quotes what stands where a port should, which may be the end of a password.
        raise ValueError("DATABASE_URL is not a database address") from None
    kind = url.drivername.split("+")[0]
    if kind == "sqlite" and url.database and url.database != ":memory:":
        return url.set(drivername="sqlite+aiosqlite")
    if kind in {"postgres", "postgresql"}:
        return url.set(drivername="postgresql+asyncpg", query=_query(dict(url.query)))
    raise ValueError("DATABASE_URL must begin with sqlite:///, postgres:// or postgresql://")


def _query(given: dict[str, str | tuple[str, ...]]) -> dict[str, str | tuple[str, ...]]:
    """What stands behind the `?`, as the driver takes it; hosts add what only libpq understands."""
    if unknown := given.keys() - _UNDERSTOOD:
        raise ValueError(
            f"DATABASE_URL ends in {', '.join(sorted(unknown))}, which is not understood here: leave it out. "
            f"Understood are {', '.join(sorted(_UNDERSTOOD))}"
        )
    # Hosts write libpq's `sslmode`; asyncpg calls the same thing `ssl`.
    query = {"ssl" if name == "sslmode" else name: value for name, value in given.items()}
    if query.get("ssl", "prefer") not in _SSL_MODES:
        raise ValueError(f"DATABASE_URL has an sslmode other than {', '.join(_SSL_MODES)}")
    return query
