"""Translations: Swedish is the source, the others say whether a human has read them and what they were made from."""

import hashlib
from collections.abc import Iterator

from bot.catalogue.finding import Finding, fault, warning
from bot.catalogue.inspected import Inspected
from bot.catalogue.markdown_lines import Document
from bot.catalogue.placeholders import PLACEHOLDER

_SOURCE = "sv"


def check(seen: Inspected) -> Iterator[Finding]:
    """The state fits the language, the source has not changed since, and no placeholder got lost.

    Args:
        seen: the folder as it was read.
    """
    for file, document in seen.where.documents.items():
        folder, _, name = file.rpartition("/")
        language = name.removesuffix(".md")
        yield from _state(file, document, language)
        original = f"{folder}/{_SOURCE}.md"
        if language != _SOURCE and original in seen.files:
            yield from _stale(seen, file, document, original)
            yield from _placeholders(seen, file, original)


def source_hash(text: str) -> str:
    """What `source_hash` of a translation holds: it changes with every change of the Swedish file.

    Args:
        text: the whole Swedish file.
    """
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def _head(document: Document, key: str) -> str | None:
    tree = document.head.tree if document.head else None
    value = tree.get(key) if isinstance(tree, dict) else None
    return value if isinstance(value, str) else None


def _state(file: str, document: Document, language: str) -> Iterator[Finding]:
    state = _head(document, "state")
    line = document.head.line(("state",)) if document.head else 0
    if language == _SOURCE and state in {"draft", "reviewed"}:
        yield fault(file, line, "state-not-source", value=state)
    if language != _SOURCE and state == "source":
        yield fault(file, line, "state-source")


def _stale(seen: Inspected, file: str, document: Document, original: str) -> Iterator[Finding]:
    made_from = _head(document, "source_hash")
    now = source_hash(seen.files[original])
    if made_from is not None and made_from != now:
        yield warning(file, seen.where.head(file, "source_hash"), "translation-stale", file=original, hash=now)


def _placeholders(seen: Inspected, file: str, original: str) -> Iterator[Finding]:
    here, there = ({match[0] for match in PLACEHOLDER.finditer(seen.files[name])} for name in (file, original))
    if here != there:
        lacking, extra = ", ".join(sorted(there - here)), ", ".join(sorted(here - there))
        yield warning(file, 0, "placeholder-differs", file=original, lacking=lacking or "–", extra=extra or "–")
