"""Every sentence of the bot is listed, is in every language, and has the same placeholders everywhere."""

import ast
from pathlib import Path

import pytest

from bot.catalogue.plain_language import measure
from bot.wording.catalogs import Catalogs, read_catalogs
from bot.wording.fill import placeholders
from bot.wording.messages import MESSAGES

ROOT = Path(__file__).resolve().parents[2]
GUIDE = read_catalogs(ROOT / "locales", "guide")
STAFF = read_catalogs(ROOT / "locales", "staff")
LANGUAGES = sorted(GUIDE.texts)


def literals(folder: str) -> set[str]:
    """Ids that code names in full: `Say(message="…")` and `"…"` given to a message-taking call."""
    found: set[str] = set()
    for path in (ROOT / folder).rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.keyword) and node.arg == "message" and isinstance(node.value, ast.Constant):
                found.add(str(node.value.value))
    return found


def test_no_id_stands_twice() -> None:
    assert len(MESSAGES) == len(set(MESSAGES))


def test_code_says_only_what_is_listed() -> None:
    assert literals("bot") - set(MESSAGES) == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_language_has_every_sentence_and_no_other(language: str) -> None:
    assert set(GUIDE.texts[language]) == set(MESSAGES)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("catalogs", [GUIDE, STAFF], ids=["guide", "staff"])
def test_placeholders_are_the_same(catalogs: Catalogs, language: str) -> None:
    swedish = catalogs.texts["sv"]
    for message, text in catalogs.texts.get(language, {}).items():
        assert placeholders(text) == placeholders(swedish[message]), message


def test_swedish_is_plain() -> None:
    """LIX is at most 40; a text of under eight words is too short to measure."""
    hard = {
        message: round(score)
        for message, text in GUIDE.texts["sv"].items()
        if len(text.split()) >= 8 and (score := measure([text]).lix) > 40
    }
    assert hard == {}
