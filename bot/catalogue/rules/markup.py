"""Words are plain text: no links and no HTML."""

import re
from collections.abc import Iterator

from bot.catalogue.finding import Finding, fault
from bot.catalogue.inspected import Inspected

_LINK = re.compile(r"(?i:https?:|\bwww\.)\S*|\S+@\S+\.\w+|\b[\w-]+\.(?:se|stockholm|com|nu|org|net)\b(?!\.\w)")
_HTML = re.compile(r"</?[a-z]|&[a-z]+;|&#\d+;", re.IGNORECASE)


def check(seen: Inspected) -> Iterator[Finding]:
    """No text holds an address on the web, an e-mail address, or a tag.

    Args:
        seen: the folder as it was read.
    """
    for text in seen.texts:
        if found := _LINK.search(text.text):
            yield fault(text.file, text.line, "link-typed", text=found[0])
        if found := _HTML.search(text.text):
            yield fault(text.file, text.line, "html-typed", text=found[0])
