"""Small talk and what others answer for: each label that is recognised has its text, in each language."""

from collections.abc import Iterator

from bot.catalogue.finding import Finding, fault, warning
from bot.catalogue.inspected import Inspected


def check(seen: Inspected) -> Iterator[Finding]:
    """Examples and texts of `elsewhere` belong together, and no language lacks a label that Swedish has.

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
    yield from _labels(seen, "smalltalk")
    yield from _labels(seen, "elsewhere")


def _labels(seen: Inspected, folder: str) -> Iterator[Finding]:
    source = seen.where.examples.get(f"{folder}/examples.sv.md")
    for code in seen.catalogue.languages:
        file = f"{folder}/examples.{code}.md"
        here = seen.where.examples.get(file)
        if source is None or here is None:
            continue
        named = {label for label, _ in here.labels}
        for label, _ in source.labels:
            if label not in named:
                yield warning(file, 0, "label-missing", heading=label)
