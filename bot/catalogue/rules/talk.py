"""Small talk and what others answer for: what the bot acts on is there, and each topic has its text."""

from collections.abc import Iterator

from bot.catalogue.finding import Finding, fault, warning
from bot.catalogue.inspected import Inspected

NEEDED = ("person", "yes", "no")
"""The kinds of small talk that the dialogue cannot do without: asking for a human, and answering its questions."""


def check(seen: Inspected) -> Iterator[Finding]:
    """Examples and texts of `elsewhere` belong together, and no language lacks a label that another has.

    Args:
        seen: the folder as it was read.
    """
    for code, talk in seen.catalogue.talk.items():
        texts, examples = f"elsewhere/{code}.md", f"elsewhere/examples.{code}.md"
        if {texts, examples} & seen.unread:
            continue
        for label, line in seen.where.examples[examples].labels:
            if label not in talk.elsewhere_texts and not seen.where.heading(texts, label):
                yield fault(examples, line, "elsewhere-without-text", heading=label, file=texts)
        for label in talk.elsewhere_texts:
            if not talk.elsewhere.get(label):
                line = seen.where.heading(texts, label)
                yield fault(texts, line, "elsewhere-without-examples", heading=label, file=examples)
    yield from _smalltalk(seen)
    yield from _labels(seen, "smalltalk")
    yield from _labels(seen, "elsewhere")


def _smalltalk(seen: Inspected) -> Iterator[Finding]:
    for code, talk in seen.catalogue.talk.items():
        file = f"smalltalk/examples.{code}.md"
        if file in seen.unread:
            continue
        for label in NEEDED:
            if label not in talk.smalltalk:
                yield fault(file, 0, "smalltalk-missing", heading=label)
        for label, line in seen.where.examples[file].labels:
            if not talk.smalltalk[label]:
                yield fault(file, line, "label-empty", heading=label)


def _labels(seen: Inspected, folder: str) -> Iterator[Finding]:
    first: dict[str, str] = {}
    named: dict[str, set[str]] = {}
    for code in seen.catalogue.languages:
        file = f"{folder}/examples.{code}.md"
        if file in seen.where.examples:
            named[file] = {label for label, _ in seen.where.examples[file].labels}
            first.update(dict.fromkeys(named[file] - set(first), file))
    for file, labels in named.items():
        for label in sorted(set(first) - labels - set(NEEDED if folder == "smalltalk" else ())):
            yield warning(file, 0, "label-missing", heading=label, file=first[label])
