"""Words of another script, as people type them who have Latin letters only.

"Хочу додому" is also typed "khochu dodomu" or "hochu dodomu", on a phone from here or in a hurry. Where letters stand
for sounds one by one, as in Ukrainian, an editor writes down how each of them is typed, and every example and everyday
word of that language is then known in Latin letters as well. Languages that leave their vowels out (Arabic, Persian)
cannot be told so; their editors write such examples by hand. So are the words about ages and relatives, which are
looked for in every language: "син" would become the Swedish word for "his".
"""

from collections.abc import Callable, Iterable

from bot.catalogue.model import Language

Typist = Callable[[str], tuple[str, ...]]
"""Gives a text as it is typed in Latin letters, once for each habit; nothing where its letters are Latin already."""


def typist(language: Language) -> Typist:
    """How a language is typed in Latin letters.

    Args:
        language: holds the habits; a language of Latin letters has none.
    """
    habits = [str.maketrans(dict(habit)) for habit in language.latin]

    def typed(text: str) -> tuple[str, ...]:
        small = text.casefold()
        return tuple(dict.fromkeys(one for habit in habits if (one := small.translate(habit)) != small))

    return typed


def with_latin(texts: Iterable[str], language: Language) -> tuple[str, ...]:
    """Texts, and after each what it becomes in Latin letters.

    Args:
        texts: words or phrases of the language.
        language: holds the habits.
    """
    typed = typist(language)
    return tuple(dict.fromkeys(one for text in texts for one in (text, *typed(text))))
