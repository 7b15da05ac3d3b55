import os
import sys
import time
from pathlib import Path

import pytest

from bot import __main__ as main
from bot.telegram.ports import TokenError
from service.settings import Settings


def test_heartbeat_tells_who_is_alive(tmp_path: Path) -> None:
    file = tmp_path / "new" / "telegram.alive"
    assert not main.is_alive(file)
    heart = main.Heart(file)
    heart.beat()
    assert main.is_alive(file)
    old = time.time() - 2 * main.DEAD_AFTER
    os.utime(file, (old, old))
    heart.beat()  # not more often than needed
    assert not main.is_alive(file)


@pytest.mark.parametrize("token", [None, ""])
def test_off_without_a_token(
    token: str | None, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["bot"])
    monkeypatch.delenv("TELEGRAM_BOT_TOKEN", raising=False)
    if token is not None:
        monkeypatch.setenv("TELEGRAM_BOT_TOKEN", token)
    assert main.main() == 0
    assert "Telegram is off" in capsys.readouterr().err


def test_health_is_the_exit_code(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["bot", "--healthy"])
    monkeypatch.setenv("INSATSGUIDEN_HEARTBEAT", str(tmp_path / "alive"))
    assert main.main() == 1
    main.Heart(tmp_path / "alive").beat()
    assert main.main() == 0


def test_heartbeat_lies_in_the_cache_folder_by_itself(tmp_path: Path) -> None:
    assert main.heartbeat(Settings(cache_dir=tmp_path)) == tmp_path / "telegram.alive"
    assert main.heartbeat(Settings(cache_dir=tmp_path, heartbeat=tmp_path / "x")) == tmp_path / "x"


def test_faulty_content_is_told_without_a_traceback(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["bot"])
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", "1:secret")
    monkeypatch.setenv("INSATSGUIDEN_KNOWLEDGE_DIR", str(tmp_path))
    assert main.main() == 2
    assert "insatsguiden knowledge check" in capsys.readouterr().err


async def test_wrong_token_is_told_without_the_token() -> None:
    from bot.telegram.bot_api import AiogramApi  # noqa: PLC0415 - aiogram costs seconds

    with pytest.raises(TokenError) as caught:
        AiogramApi("secret nonsense", "http://127.0.0.1:9")
    assert "nonsense" not in str(caught.value)
