"""How hard a text is to read: its sentences, its words, and its LIX.

LIX is Björnsson's measure (C. H. Björnsson, Läsbarhet, 1968): the mean length of sentences in words, plus the share of
words of more than six letters in per cent. Below 30 is very easy, 30-40 easy, 40-50 as newspapers are.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

_LONG = 6
_WORD = re.compile(r"\w+(?:[-'’:.]\w+)*")
# A full stop ends a sentence only where a new one can begin, so that "t.ex. mat" and "kl. 9" stay whole.
_END = re.compile(r"(?<=[.!?…])[\"”’)]*\s+(?=[\"”’(–-]*[^\Wa-zåäöéü])")


@dataclass(frozen=True)
class Measured:
    """The counts of a text."""

    words: int
    sentences: int
    long_words: int

    @property
    def lix(self) -> float:
        """Björnsson's measure; 0 for a text without words."""
        if not self.words:
            return 0.0
        return self.words / self.sentences + 100 * self.long_words / self.words


def words(text: str) -> list[str]:
    """The words of a text; a compound with hyphens is one word.

    Args:
        text: any text.
    """
    return _WORD.findall(text)


def sentences(block: str) -> list[str]:
    """The sentences of one paragraph or list item; its end also ends a sentence.

    Args:
        block: a paragraph without line breaks that matter.
    """
    return [sentence for sentence in _END.split(block) if words(sentence)]


def measure(blocks: Iterable[str]) -> Measured:
    """Count a text.

    Args:
        blocks: its paragraphs and list items.
    """
    parts = [sentence for block in blocks for sentence in sentences(block)]
    found = [word for part in parts for word in words(part)]
    long_words = sum(sum(letter.isalpha() for letter in word) > _LONG for word in found)
    return Measured(len(found), len(parts), long_words)
