"""Translations: Swedish is the source, the others say whether a human has read them and what they were made from."""

from collections.abc import Iterator

from bot.catalogue.codes import Code
from bot.catalogue.finding import Finding, fault, warning
from bot.catalogue.inspected import Inspected
from bot.catalogue.markdown_lines import Document
from bot.catalogue.placeholders import PLACEHOLDER
from bot.catalogue.translation import HASH, SOURCE, Translation, made_from, translations


def check(seen: Inspected) -> Iterator[Finding]:
    """The state fits the language, the source has not changed since, and no placeholder got lost.

    Args:
        seen: the folder as it was read.
    """
    for file, document in seen.where.documents.items():
        yield from _state(file, document, file.rpartition("/")[2].removesuffix(".md"))
    for found in translations(seen.where.documents):
        if found.file in seen.catalogue.older:
            yield _older(seen, found)
        yield from _placeholders(seen, found.file, found.source)


def _head(document: Document, key: str) -> str | None:
    tree = document.head.tree if document.head else None
    value = tree.get(key) if isinstance(tree, dict) else None
    return value if isinstance(value, str) else None


def _state(file: str, document: Document, language: str) -> Iterator[Finding]:
    state = _head(document, "state")
    line = document.head.line(("state",)) if document.head else 0
    if language == SOURCE and state in {"draft", "reviewed"}:
        yield fault(file, line, "state-not-source", value=state)
    if language != SOURCE and state == "source":
        yield fault(file, line, "state-source")


def _older(seen: Inspected, found: Translation) -> Finding:
    code: Code = "translation-stale" if made_from(seen.where.documents[found.file]) else "translation-unstamped"
    line = seen.where.head(found.file, HASH if code == "translation-stale" else "state")
    return warning(found.file, line, code, file=found.source, language=found.language, id=found.text)


def _placeholders(seen: Inspected, file: str, original: str) -> Iterator[Finding]:
    here, there = ({match[0] for match in PLACEHOLDER.finditer(seen.files[name])} for name in (file, original))
    if here != there:
        lacking, extra = ", ".join(sorted(there - here)), ", ".join(sorted(here - there))
        yield warning(file, 0, "placeholder-differs", file=original, lacking=lacking or "–", extra=extra or "–")
