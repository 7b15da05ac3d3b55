"""The words of the editors' tools: each is used, and each is in both languages."""

import re
from pathlib import Path

import pytest

from bot.catalogue.sentences import read_sentences
from bot.catalogue.stamp import Refusal
from bot.editing.coverage import FIELDS, Mark
from bot.editing.judging import Grade
from bot.editing.measure import MEASURES
from bot.editing.question import Kind

ROOT = Path(__file__).resolve().parents[2]
SHARED = ("languages", "report_file")
PLACES = {
    "stamp": ["service/commands/stamp.py"],
    "evaluate": [
        "bot/editing/evaluation.py",
        *(f"service/commands/{name}.py" for name in ("evaluate", "evaluation_page", "examples", *SHARED)),
    ],
    "coverage": [
        "bot/editing/coverage_text.py",
        *(f"service/commands/{name}.py" for name in ("coverage", *SHARED)),
    ],
}
TEMPLATES = {"evaluate": "evaluation.html", "coverage": "coverage.html"}
CHOSEN = {
    "stamp": {refusal.value for refusal in Refusal},
    "evaluate": {
        *(measure.name for measure in MEASURES),
        *(f"kind.{kind}" for kind in Kind),
        *(f"grade.{grade}" for grade in set(Grade) - {Grade.RIGHT, Grade.CHOICE}),
    },
    "coverage": {
        *(f"field.{field}" for field in FIELDS),
        *(f"mark.{mark}" for mark in Mark),
        *(f"part.{part}" for part in ("sentences", "crisis", "crisis-examples", "smalltalk", "elsewhere")),
        "part.language-file",
    },
}


def named(tool: str) -> set[str]:
    paths = [ROOT / place for place in PLACES[tool]]
    if tool in TEMPLATES:
        paths.append(ROOT / "service" / "templates" / "knowledge" / TEMPLATES[tool])
    return {word for path in paths for word in re.findall(r"[\"']([a-z.-]+)[\"']", path.read_text(encoding="utf-8"))}


@pytest.mark.parametrize("tool", PLACES)
def test_every_sentence_is_used_and_in_both_languages(tool: str) -> None:
    swedish = set(read_sentences(ROOT / "locales", "sv", f"{tool}.").texts)
    text = (ROOT / "locales" / "en" / "LC_MESSAGES" / "staff.po").read_text(encoding="utf-8")

    assert swedish == set(re.findall(rf'^msgid "{tool}\.(.+)"$', text, re.MULTILINE))
    assert swedish - CHOSEN[tool] <= named(tool), "nobody says these"
    assert CHOSEN[tool] <= swedish
