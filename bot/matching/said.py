"""What somebody said, as features are counted in it: words, what misspelt ones probably are, and what they mean."""

from collections.abc import Mapping, Sequence

from bot.matching.concepts import Concepts
from bot.matching.features import Message
from bot.matching.spelling import Speller


def corrections(said: Sequence[str], speller: Speller) -> dict[str, str]:
    """The misspelt words of a message, each with the known word that it probably is.

    Args:
        said: its folded words.
        speller: knows the words of the catalogue.
    """
    return {word: better for word in said if (better := speller.correct(word)) is not None}


def message(said: Sequence[str], corrected: Mapping[str, str], concepts: Concepts, language: str) -> Message:
    """Some words with what they mean; a known word that several misspelt ones stand for is counted once.

    Args:
        said: folded words.
        corrected: misspelt words, with the known word that each probably is.
        concepts: finds what words mean.
        language: the language that they are most likely in.
    """
    meant = [corrected.get(word, word) for word in said]
    return Message(said, list(first_written(said, corrected)), concepts.of(meant, language))


def first_written(said: Sequence[str], corrected: Mapping[str, str]) -> dict[str, int]:
    """The known words that misspelt ones stand for, each with the number of the first such word; in their order.

    Args:
        said: folded words.
        corrected: misspelt words, with the known word that each probably is.
    """
    found: dict[str, int] = {}
    for number, word in enumerate(said):
        if word in corrected:
            found.setdefault(corrected[word], number)
    return found
