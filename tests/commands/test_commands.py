"""The console script, as it is typed."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def run(*words: str, given: bytes = b"", **environment: str) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-c", "import sys; from service.commands import main; sys.exit(main())", *words]
    settings = {**os.environ, **environment}
    return subprocess.run(command, cwd=ROOT, env=settings, input=given, capture_output=True, timeout=300, check=False)


def test_ask_shows_the_answer_and_why() -> None:
    done = run("ask", "jag vill ha trygghetslarm", "--on", "2026-11-22")
    shown = done.stdout.decode()
    assert done.returncode == 0
    assert "TRYGGHETSLARM" in shown
    assert "outcome   answer" in shown
    assert "because of: trygghetslarm" in shown


def test_ask_on_another_day() -> None:
    question = ("ask", "jag vill ha flexibelt socialt stöd", "--language", "en", "--on")
    assert "trial until March 31, 2027" in run(*question, "2026-11-22").stdout.decode()
    assert "It starts on March 1, 2026" in run(*question, "2026-02-01").stdout.decode()
    assert "This held until March 31, 2027" in run(*question, "2027-04-01").stdout.decode()


@pytest.mark.parametrize(
    "words",
    [("ask",), ("ask", "hej", "--on", "igår"), ("ask", "hej", "--language", "xx"), ("ask", "   "), ("nonsense",)],
)
def test_misuse_is_told_and_exits_with_2(words: tuple[str, ...]) -> None:
    done = run(*words)
    assert done.returncode == 2
    assert b"Traceback" not in done.stderr


def test_jsonl_answers_each_line_and_tells_bad_ones() -> None:
    lines = [
        '{"id": "a", "lang": "sv", "text": "jag vill ha trygghetslarm"}',
        "not json",
        "",
        '{"id": "b", "text": 7}',
        '{"id": "c", "text": "jag tänker ta mitt liv nu i natt"}',
        '{"id": "d", "text": "\\u0000"}',
        "[" * 3000,
        '{"id": "e", "lang": 1, "text": "hej"}',
        '{"id": "\\ud800", "text": "hej"}',
    ]
    done = run("ask", "--jsonl", given="\n".join(lines).encode() + b"\n\xff\xfe\n")
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 1
    assert [answer.get("id", answer.get("line")) for answer in answers] == ["a", 2, 4, "c", "d", 7, 8, "\ud800", 10]
    first = answers[0]
    assert first["outcome"] == "answer"
    assert first["entries"][0]["id"] == "trygghetslarm"
    assert 1 <= len(first["entries"]) <= 5
    assert first["language"] == "sv"
    assert answers[3]["outcome"] == "crisis"
    assert answers[3]["crisis"] == "suicide"
    assert b"line 2:" in done.stderr


def test_commands_without_telegram_do_not_import_aiogram() -> None:
    code = (
        "import sys; import service.commands.ask, service.commands.chat, service.commands.knowledge, "
        "service.commands.serve, service.commands.staff, service.commands.db; print('aiogram' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, timeout=120, check=True)
    assert done.stdout.strip() == b"False"


def test_staff_add_and_db_upgrade(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/new.db"
    assert run("db", "upgrade", DATABASE_URL=url).returncode == 0
    assert run("staff", "add", "anna", given=b"kort\n", DATABASE_URL=url).returncode == 1
    made = run("staff", "add", "anna", "--name", "Anna", given=b"ett gott langt losenord\n", DATABASE_URL=url)
    assert made.returncode == 0, made.stderr
    again = run("staff", "add", "anna", given=b"ett annat langt losenord\n", DATABASE_URL=url)
    assert again.returncode == 1
    assert b"already" in again.stderr


def test_check_exits_with_1_on_a_fault(tmp_path: Path) -> None:
    broken = run("knowledge", "check", INSATSGUIDEN_KNOWLEDGE_DIR=str(tmp_path))
    assert broken.returncode == 1
    asked = run("ask", "hej", INSATSGUIDEN_KNOWLEDGE_DIR=str(tmp_path))
    assert asked.returncode == 1
    assert b"knowledge check" in asked.stderr


def test_chat_from_a_pipe(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/chat.db"
    typed = b"jag vill ha trygghetslarm\n/quit\n"
    done = run("chat", given=typed, DATABASE_URL=url, LANG="sv_SE.UTF-8", PYTHONUTF8="1")
    assert done.returncode == 0, done.stderr
    assert "TRYGGHETSLARM" in done.stdout.decode()


def test_sentences_that_cannot_be_read_are_refused_in_words(tmp_path: Path) -> None:
    (tmp_path / "sv" / "LC_MESSAGES").mkdir(parents=True)
    (tmp_path / "sv" / "LC_MESSAGES" / "guide.po").write_bytes(b'msgid "welcome"\nmsgstr "H\xe4r"\n')
    done = run("ask", "hej", INSATSGUIDEN_LOCALES_DIR=str(tmp_path))
    assert done.returncode == 1
    assert b"locales/sv/LC_MESSAGES/guide.po:2  file-not-utf8" in done.stderr
    assert b"Traceback" not in done.stderr
