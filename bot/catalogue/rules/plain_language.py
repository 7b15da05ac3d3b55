"""Texts are easy to read: short sentences, and in Swedish a LIX that a fifteen-year-old manages."""

from collections.abc import Iterator

from bot.catalogue.finding import Finding, fault, warning
from bot.catalogue.inspected import Inspected
from bot.catalogue.placeholders import facts_of, replaced
from bot.catalogue.plain_language import measure, sentences, words
from bot.catalogue.texts import Kind, Text

HARDEST = 40
HARDEST_IN_CRISIS = 20
LONGEST_SENTENCE = 25

_READ: tuple[Kind, ...] = ("summary", "section", "crisis", "elsewhere")


def check(seen: Inspected) -> Iterator[Finding]:
    """No sentence is too long, and no Swedish text too hard.

    A text is what stands together: the summary, one section, one crisis text.

    Args:
        seen: the folder as it was read.
    """
    together: dict[tuple[str, Kind, str], list[tuple[Text, str]]] = {}
    for text in seen.texts:
        if text.kind in _READ:
            filled = _filled(seen, text)
            yield from _sentences(text, filled)
            together.setdefault((text.file, text.kind, text.part), []).append((text, filled))
    for blocks in together.values():
        if blocks[0][0].language == "sv":
            yield from _lix(blocks[0][0], [filled for _, filled in blocks])


def _filled(seen: Inspected, text: Text) -> str:
    facts = facts_of(text.entry, seen.catalogue, text.ages) if text.entry else {}
    return replaced(text.text, lambda name: facts.get(name, "0"))


def _sentences(text: Text, filled: str) -> Iterator[Finding]:
    tell = fault if text.language == "sv" else warning
    for sentence in sentences(filled):
        if (count := len(words(sentence))) > LONGEST_SENTENCE:
            start = " ".join(sentence.split()[:6])
            values = {"text": start, "count": str(count), "limit": str(LONGEST_SENTENCE)}
            yield tell(text.file, text.line, "sentence-long", **values)


def _lix(first: Text, blocks: list[str]) -> Iterator[Finding]:
    limit = HARDEST_IN_CRISIS if first.kind == "crisis" else HARDEST
    lix = measure(blocks).lix
    if lix > limit:
        values = {"lix": f"{lix:.0f}", "limit": str(limit)}
        yield Finding(first.file, first.line, "text-hard", values)
