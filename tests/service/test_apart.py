"""Work in a process of its own: how it ends, and that nothing of it stays behind."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from threading import Thread

from service import apart
from tests.commands.test_commands import ROOT


def writes(file: str) -> None:
    Path(file).write_text(str(os.getpid()), encoding="utf-8")


def sleeps(file: str) -> None:
    writes(file)
    time.sleep(60)


def fails() -> None:
    raise OSError


def _written(file: Path) -> int:
    end = time.monotonic() + 30
    while not (file.exists() and file.read_text(encoding="utf-8")):
        assert time.monotonic() < end
        time.sleep(0.02)
    return int(file.read_text(encoding="utf-8"))


def _is_there(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


def _goes(process: int) -> bool:
    end = time.monotonic() + 10
    while _is_there(process):
        if time.monotonic() > end:
            return False
        time.sleep(0.05)
    return True


def test_another_process_does_it(tmp_path: Path) -> None:
    assert apart.run(writes, str(tmp_path / "process")) == 0
    assert _written(tmp_path / "process") != os.getpid()


def test_failure_is_told() -> None:
    assert apart.run(fails) > 0


def test_who_waits_is_told_that_it_was_stopped(tmp_path: Path) -> None:
    codes: list[int] = []
    waiting = Thread(target=lambda: codes.append(apart.run(sleeps, str(tmp_path / "process"))))
    waiting.start()
    process = _written(tmp_path / "process")
    apart.stop()
    waiting.join(10)
    assert codes == [-signal.SIGKILL]
    assert _goes(process)


def test_it_ends_with_the_process_that_it_is_for(tmp_path: Path) -> None:
    for number in (signal.SIGTERM, signal.SIGKILL, signal.SIGINT):
        file = tmp_path / number.name
        code = (
            f"from service import apart; from tests.service.test_apart import sleeps; apart.run(sleeps, {str(file)!r})"
        )
        waiting = subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, stderr=subprocess.PIPE)
        process = _written(file)
        waiting.send_signal(number)
        waiting.communicate(timeout=10)
        assert _goes(process), number
