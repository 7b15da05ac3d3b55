from pathlib import Path

import pytest
from pydantic import ValidationError

from service.settings import Settings

ROOT = Path(__file__).parents[2]
NAMES = ("DATABASE_URL", "TELEGRAM_BOT_TOKEN", "TELEGRAM_WEBHOOK_SECRET", "INSATSGUIDEN_PORT")


@pytest.fixture(autouse=True)
def _clean_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)


def test_defaults_serve_a_newcomer() -> None:
    settings = Settings()
    assert settings.database_url == "sqlite:///data/insatsguiden.db"
    assert (settings.host, settings.port) == ("127.0.0.1", 8000)
    assert settings.knowledge_dir == ROOT / "knowledge"
    assert settings.locales_dir == ROOT / "locales"
    assert settings.telegram_token is None
    assert settings.telegram_webhook_secret is None


def test_environment_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://u:p@host/name")
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", "1:secret")
    monkeypatch.setenv("INSATSGUIDEN_PORT", "9000")
    settings = Settings()
    assert settings.database_url == "postgresql://u:p@host/name"
    assert settings.telegram_token is not None
    assert settings.telegram_token.get_secret_value() == "1:secret"
    assert settings.port == 9000


def test_names_serve_in_code() -> None:
    assert Settings(database_url="sqlite:///x.db").database_url == "sqlite:///x.db"


def test_cache_follows_the_system(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("INSATSGUIDEN_CACHE_DIR", raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", "/somewhere")
    assert Settings().cache_dir == Path("/somewhere/insatsguiden")


def test_secrets_are_not_shown() -> None:
    settings = Settings(
        database_url="postgresql://u:canary@host/name",
        telegram_token="1:canary",  # type: ignore[arg-type]
        telegram_webhook_secret="canary" * 6,
    )
    assert "canary" not in repr(settings)


@pytest.mark.parametrize("secret", ["", "canary", "canary" * 6 + "å", "canary " * 6])
def test_weak_webhook_secret_is_refused(monkeypatch: pytest.MonkeyPatch, secret: str) -> None:
    monkeypatch.setenv("TELEGRAM_WEBHOOK_SECRET", secret)
    with pytest.raises(ValidationError) as caught:
        Settings()
    assert "canary" not in str(caught.value)
