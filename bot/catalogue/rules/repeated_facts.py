"""Facts stand once: an age or a number of occasions is a placeholder in the words, never typed again."""

import re
from collections.abc import Iterator

from bot.catalogue.finding import Finding, fault
from bot.catalogue.inspected import Inspected
from bot.catalogue.placeholders import facts_of, replaced

_COUNTED = ("min_age", "max_age", "occasions")
_NUMBER = re.compile(r"(?<![\d.,:–-])\d+(?![\d:–-]|[.,]\d)")


def check(seen: Inspected) -> Iterator[Finding]:
    """No number in the words is a fact of the entry.

    Args:
        seen: the folder as it was read.
    """
    for text in seen.texts:
        if text.entry is None or text.kind not in {"summary", "section"}:
            continue
        facts = facts_of(text.entry, seen.catalogue, text.ages)
        typed = set(_NUMBER.findall(replaced(text.text, lambda _: "…")))
        for name in _COUNTED:
            if facts.get(name) in typed:
                yield fault(text.file, text.line, "fact-typed", number=facts[name], name=f"{{{name}}}")
