"""What an entry's words say by age: which ages there are, and that something is said for each."""

from collections.abc import Iterator
from itertools import pairwise

from bot.catalogue.condition import Ages
from bot.catalogue.finding import Finding, fault
from bot.catalogue.inspected import Inspected
from bot.catalogue.meant import meant
from bot.catalogue.model import Entry


def check(seen: Inspected) -> Iterator[Finding]:
    """No age lies in two of the ages, each has words in every language, and no words are for ages that are not there.

    Args:
        seen: the folder as it was read.
    """
    for entry in seen.catalogue.entries.values():
        yield from _overlaps(seen, entry)
        yield from _unsaid(seen, entry)
    for text in seen.texts:
        file = f"entries/{text.file.split('/')[1]}/entry.yaml"
        known = text.entry.by_age if text.entry else {}
        if text.ages and file not in seen.unread and text.ages not in known:
            values = {"id": text.ages, **meant(text.ages, known)}
            yield Finding(text.file, text.line, "ages-unknown", values)


def _overlaps(seen: Inspected, entry: Entry) -> Iterator[Finding]:
    in_order = sorted(entry.by_age.items(), key=lambda named: _lowest(named[1]))
    for (before, younger), (after, older) in pairwise(in_order):
        if younger.to is None or younger.to >= _lowest(older):
            yield fault(*seen.line(entry, "by_age", after), "ages-overlap", id=after, other=before)


def _lowest(ages: Ages) -> int:
    return ages.start or 0


def _unsaid(seen: Inspected, entry: Entry) -> Iterator[Finding]:
    for language, words in seen.catalogue.words.items():
        if entry.id not in words:
            continue
        said = {block.ages for blocks in words[entry.id].sections.values() for block in blocks}
        for ages in entry.by_age:
            if ages not in said:
                yield fault(f"entries/{entry.id}/{language}.md", 0, "ages-without-words", id=ages)
