"""Documentation that cannot drift from the code."""

import re
import sys
from datetime import date
from pathlib import Path

from bot.catalogue.load import load
from bot.dialogue.state import TRANSITIONS
from bot.wording.catalogs import read_catalogs
from bot.wording.drawing import Wording
from bot.wording.table import table
from service.settings import Settings

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "dialogue.md"
_BETWEEN = re.compile(r"(?<=<!-- transitions -->\n).*?(?=<!-- /transitions -->)", re.DOTALL)


def drawing() -> str:
    """The transition table as a Mermaid state diagram."""
    lines = ["```mermaid", "stateDiagram-v2", "    [*] --> ready"]
    for phase, events in TRANSITIONS.items():
        arrows: dict[str, list[str]] = {}
        for event, following in events.items():
            for after in following:
                arrows.setdefault(after, []).append(event)
        lines += [f"    {phase} --> {after}: {', '.join(names)}" for after, names in sorted(arrows.items())]
    return "\n".join([*lines, "```", ""])


def test_dialogue_page_draws_the_table() -> None:
    found = _BETWEEN.search(PAGE.read_text(encoding="utf-8"))
    assert found
    assert found.group() == drawing(), "run: python -m tests.house.test_docs"


_TABLE = re.compile(r"(?<=<!-- table on )(\d{4}-\d\d-\d\d) -->\n(.*?)(?=<!-- /table -->)", re.DOTALL)
CATALOGUE = ROOT / "docs" / "catalogue.md"


def catalogue_table(day: date) -> str:
    """The catalogue page's table for the day that the page names."""
    wording = Wording(read_catalogs(ROOT / "locales", "guide"), load(ROOT / "knowledge"))
    return table(wording, "en", day)


def test_catalogue_page_shows_the_catalogue() -> None:
    found = _TABLE.search(CATALOGUE.read_text(encoding="utf-8"))
    assert found
    assert found[2] == catalogue_table(date.fromisoformat(found[1])), "run: python -m tests.house.test_docs"


def test_every_setting_is_documented() -> None:
    page = (ROOT / "docs" / "running.md").read_text(encoding="utf-8")
    for name, field in Settings.model_fields.items():
        variable = field.validation_alias or f"INSATSGUIDEN_{name.upper()}"
        assert f"`{variable}`" in page, variable


def _write_again() -> None:
    PAGE.write_text(_BETWEEN.sub(lambda _: drawing(), PAGE.read_text(encoding="utf-8")), encoding="utf-8")
    text = _TABLE.sub(
        lambda found: f"{found[1]} -->\n{catalogue_table(date.fromisoformat(found[1]))}",
        CATALOGUE.read_text(encoding="utf-8"),
    )
    CATALOGUE.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    _write_again()
    sys.exit(0)
