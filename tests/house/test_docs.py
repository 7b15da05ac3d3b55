"""Documentation that cannot drift from the code."""

import re
import sys
from pathlib import Path

from bot.dialogue.state import TRANSITIONS

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


if __name__ == "__main__":
    PAGE.write_text(_BETWEEN.sub(lambda _: drawing(), PAGE.read_text(encoding="utf-8")), encoding="utf-8")
    sys.exit(0)
