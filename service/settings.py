"""What the operator can set. The only reader of the environment."""

import os
from pathlib import Path
from typing import Annotated

from pydantic import Field, SecretStr, StringConstraints
from pydantic_settings import BaseSettings, SettingsConfigDict

_ROOT = Path(__file__).resolve().parent.parent


def _content(name: str) -> Path:
    # An installed wheel carries its content inside `bot`; in the repository it lies beside the packages.
    bundled = _ROOT / "bot" / "_data" / name
    return bundled if bundled.is_dir() else _ROOT / name


def _cache() -> Path:
    base = os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path.home() / ".cache") / "insatsguiden"


WebhookSecret = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{32,256}$")]
"""Telegram's own alphabet and limit for it (Bot API, setWebhook); shorter than 32 is too easy to guess."""


class Settings(BaseSettings):
    """The settings, from variables named INSATSGUIDEN_… (a few well-known ones have no prefix).

    Raises:
        ValidationError: a variable has a value that cannot be used. Values are left out of it, as some are secret.
    """

    model_config = SettingsConfigDict(
        env_prefix="INSATSGUIDEN_",
        frozen=True,
        extra="ignore",
        hide_input_in_errors=True,
        validate_by_name=True,
        validate_by_alias=True,
    )

    database_url: str = Field(default="sqlite:///data/insatsguiden.db", validation_alias="DATABASE_URL", repr=False)
    """`sqlite:///` and a file (relative to the working folder), or `postgresql://user:password@host/name`."""
    host: str = "127.0.0.1"
    port: int = Field(default=8000, ge=0, le=65535)
    knowledge_dir: Path = Field(default_factory=lambda: _content("knowledge"))
    locales_dir: Path = Field(default_factory=lambda: _content("locales"))
    cache_dir: Path = Field(default_factory=_cache)
    """Where what was read and learned of the content is kept between starts; can be deleted at any time."""
    heartbeat: Path | None = None
    """The file that the Telegram process touches while it works, for its health check; None for one in `cache_dir`."""
    encoder_dir: Path | None = None
    """A folder with a sentence encoder (`model.onnx`, `tokenizer.json`); the matcher does without where it is None."""
    public_url: str | None = None
    """Where residents reach the service, for links and for Telegram's webhook."""
    secure_cookies: bool | None = None
    """Whether cookies are for https only; None decides by the address that the service is reached at."""
    terminal_language: str = Field(default="", validation_alias="LANG")
    """The language that the terminal is set to, as the system names it ("sv_SE.UTF-8")."""
    telegram_token: SecretStr | None = Field(default=None, validation_alias="TELEGRAM_BOT_TOKEN")
    """Telegram is off without it."""
    telegram_api: str = "https://api.telegram.org"
    """Another address serves for tests."""
    telegram_webhook_secret: WebhookSecret | None = Field(
        default=None, validation_alias="TELEGRAM_WEBHOOK_SECRET", repr=False
    )
    """With it and `public_url` Telegram calls us; otherwise we ask Telegram."""
