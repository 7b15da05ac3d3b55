"""Text as the matcher sees it: folded so that spelling habits do not matter, and cut into words.

Folding throws away what people leave out or vary when they type on a phone: capitals, accents and dots, Arabic and
Persian letter variants, apostrophes, and letters held down. It is the same for every language, since a message may mix
several.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

_LETTERS = str.maketrans(
    {
        "ي": "ی",
        "ى": "ی",
        "ئ": "ی",
        "ك": "ک",
        "أ": "ا",
        "إ": "ا",
        "آ": "ا",
        "ٱ": "ا",
        "ة": "ه",
        "ۀ": "ه",
        "ؤ": "و",
        "ـ": None,
        "\u200c": " ",
        "\u200b": None,
        "\u00ad": None,
        "\ufeff": None,
        "ı": "i",
        "ł": "l",
        "ø": "o",
        "đ": "d",
        "æ": "ae",
        "œ": "oe",
        "ґ": "г",
        **dict.fromkeys("'’‘ʼ`´ʻ＇"),
        **{chr(0x0660 + digit): str(digit) for digit in range(10)},
        **{chr(0x06F0 + digit): str(digit) for digit in range(10)},
    }
)
_MARKS = re.compile(
    "[\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed"
    "\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+"
)
_WORD = re.compile(r"\w+")
_PAUSE = re.compile(r"[.,;:!?…/+&()\n،؛؟–—]")
_HELD_DOWN = re.compile(r"(\w)\1{2,}")
_ARTICLE = re.compile(r"^[وفبکل]?ال(?=\w{3})")
_LONGEST_WORD = 40
_SHORTEST_BARE = 3
"""Letters that are left of a word without its prefix; in shorter ones, the same letters are too often by chance."""


@dataclass(frozen=True)
class Word:
    """A word as it was written, and folded; `begins` says that punctuation stands before it."""

    raw: str
    folded: str
    begins: bool = False


def plain(text: str) -> str:
    """Casefold and compose a text, and keep its accents; this is what tells languages apart.

    Args:
        text: any text.
    """
    return unicodedata.normalize("NFKC", text).casefold().replace("i\u0307", "i")


@lru_cache(maxsize=4096)
def _plain_word(word: str) -> str:
    return plain(word)


def fold(text: str) -> str:
    """Fold a text down to what matching compares.

    Args:
        text: any text.
    """
    bare = (_plain_word(text) if len(text) <= _LONGEST_WORD else plain(text)).translate(_LETTERS)
    if not bare.isascii():
        bare = _MARKS.sub("", unicodedata.normalize("NFD", bare))
    return _HELD_DOWN.sub(r"\1", bare)


def words(text: str) -> list[Word]:
    """Cut a text into words, each as written and as folded; very long ones are cut short.

    Args:
        text: any text.
    """
    return list(_words(text))


def _words(text: str) -> Iterator[Word]:
    end = 0
    for found in re.finditer(r"[\w'’‘ʼ`´ʻ＇\u0300-\u036f\u064b-\u065f\u0670\u200b\u00ad]+", text):
        raw = found.group()
        begins = _PAUSE.search(text, end, found.start()) is not None
        end = found.end()
        for folded in _WORD.findall(fold(raw)):
            yield Word(raw, folded[:_LONGEST_WORD], begins)


def folded_words(text: str) -> list[str]:
    """The folded words of a text.

    Args:
        text: any text.
    """
    return words_of(fold(text))


def words_of(folded: str) -> list[str]:
    """The words of a folded text; very long ones are cut short.

    Args:
        folded: what `fold` gives.
    """
    return [word[:_LONGEST_WORD] for word in _WORD.findall(folded)]


def fold_all(texts: Iterable[str]) -> list[str]:
    """Fold many texts, all at once, which takes half the time; what ends a line becomes a space.

    Args:
        texts: any texts.
    """
    lines = [" ".join(text.splitlines()) for text in texts]
    return fold("\n".join(lines)).split("\n") if lines else []


def forms(word: str, prefixes: Sequence[str]) -> tuple[str, ...]:
    """A word, and what is left of it without each small word that may be written together with it (Arabic و, ل, ال).

    Args:
        word: a folded word.
        prefixes: folded small words of its language.
    """
    if not prefixes:
        return (word,)
    bare = (word.removeprefix(prefix) for prefix in prefixes if word.startswith(prefix))
    return (word, *(rest for rest in bare if len(rest) >= _SHORTEST_BARE))


def beginning(word: str) -> str:
    """The first four letters of a word, past an Arabic article: a stem that works for every language here.

    Args:
        word: a folded word.
    """
    return without_article(word)[:4]


def without_article(word: str) -> str:
    """A word without an Arabic article and the particles before it; any other word as it is.

    Args:
        word: a folded word.
    """
    return _ARTICLE.sub("", word)
