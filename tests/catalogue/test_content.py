"""The real folder passes its own check."""

import time
from datetime import date
from pathlib import Path

from bot.catalogue.folder import snapshot
from bot.catalogue.load import build

KNOWLEDGE = Path(__file__).resolve().parents[2] / "knowledge"


def test_the_content_has_no_faults() -> None:
    loaded = build(snapshot(KNOWLEDGE), date(2026, 11, 22))

    assert [f"{f.file}:{f.line} {f.code} {dict(f.values)}" for f in loaded.errors] == []


def test_whether_the_content_can_be_used_never_hangs_on_the_day() -> None:
    files = snapshot(KNOWLEDGE)
    for day in (date(2025, 1, 1), date(2027, 4, 1), date(2035, 1, 1)):
        assert build(files, day).errors == ()


def test_the_check_is_quick_enough_for_a_running_server() -> None:
    began = time.process_time()
    build(snapshot(KNOWLEDGE), date(2026, 11, 22))

    assert time.process_time() - began < 5
