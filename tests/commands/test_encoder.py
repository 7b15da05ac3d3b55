"""A semantic encoder that cannot be used stops every command that reads messages: one sentence, and no traceback."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from bot.matching.matcher import Matcher
from service.reader import reader_maker
from service.settings import Settings
from tests.commands.test_commands import ROOT, run
from tests.matching.conftest import small
from tests.tiny_encoder import write_encoder


@pytest.mark.parametrize("words", [("ask", "hej"), ("chat",), ("serve", "--port", "0"), ("knowledge", "evaluate")])
def test_command_stops_without_the_encoder_that_is_named(tmp_path: Path, words: tuple[str, ...]) -> None:
    url = f"sqlite:///{tmp_path}/chat.db"
    done = run(*words, DATABASE_URL=url, INSATSGUIDEN_ENCODER_DIR=str(tmp_path), TELEGRAM_BOT_TOKEN="")
    told = done.stderr.decode().splitlines()
    assert done.returncode == 1
    assert done.stdout == b""
    assert "Traceback" not in done.stderr.decode()
    assert f"There is no model.onnx in {tmp_path}" in told[-1]
    assert told[-1].endswith("unset INSATSGUIDEN_ENCODER_DIR to do without an encoder.")


def test_telegram_process_stops_without_the_encoder_that_is_named(tmp_path: Path) -> None:
    settings = {
        **os.environ,
        "DATABASE_URL": f"sqlite:///{tmp_path}/chat.db",
        "INSATSGUIDEN_ENCODER_DIR": str(tmp_path / "nowhere"),
        "TELEGRAM_BOT_TOKEN": "1:secret",
    }
    command = [sys.executable, "-m", "bot"]
    done = subprocess.run(command, cwd=ROOT, env=settings, capture_output=True, timeout=300, check=False)
    assert done.returncode == 2
    assert b"nowhere is not a folder" in done.stderr
    assert b"Traceback" not in done.stderr


def test_encoder_of_the_settings_takes_part(tmp_path: Path) -> None:
    folder = write_encoder(tmp_path / "encoder", [("skulder", "debts")])
    settings = Settings(cache_dir=tmp_path / "cache", encoder_dir=folder)
    reader = reader_maker(settings)(small())
    assert isinstance(reader, Matcher)
    assert reader.explain("hej").meaning is not None
    without = reader_maker(Settings(cache_dir=tmp_path / "cache"))(small())
    assert isinstance(without, Matcher)
    assert without.explain("hej").meaning is None


def test_nothing_depends_on_the_extra() -> None:
    code = (
        "import sys; sys.modules.update(onnxruntime=None, tokenizers=None); "
        "import service.commands.ask, service.commands.chat, service.commands.serve, service.commands.evaluate; "
        "from service.reader import reader_maker; from service.settings import Settings; reader_maker(Settings()); "
        "print('service.encoder' in sys.modules)"
    )
    settings = {name: value for name, value in os.environ.items() if name != "INSATSGUIDEN_ENCODER_DIR"}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=settings, capture_output=True, timeout=120, check=True
    )
    assert done.stdout.strip() == b"False"
