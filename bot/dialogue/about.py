"""Whom a message is about: the one who writes, or somebody else."""

from typing import Literal

from bot.catalogue.model import Catalogue, Language
from bot.dialogue.phrase import Phrases, compiled
from bot.matching.text import folded_words

About = Literal["self", "relative", "child", "professional"]

_SELF: About = "self"
_OTHERS: tuple[About, ...] = ("professional", "child", "relative")


def about(text: str, catalogue: Catalogue, language: str | None = None) -> About | None:
    """Whom a message is about, where its words tell; None where they do not.

    A professional's words weigh most ("a client of mine and her daughter"), then a child's; what people say of
    themselves ("I am a mother") tells of nobody else.

    Args:
        text: the message.
        catalogue: where the words of each language stand.
        language: the code of the language that the message is in, where that is sure; else all languages are tried.
    """
    known = catalogue.languages
    languages = [known[language]] if language and language in known else list(known.values())
    found: set[About] = set()
    for spoken in languages:
        said = folded_words(text)
        others = _phrases(spoken, "self").left_of(said)
        if others != said:
            found.add("self")
        found.update(one for one in _OTHERS if _phrases(spoken, one).stand_in(others))
    return next((one for one in (*_OTHERS, _SELF) if one in found), None)


def _phrases(spoken: Language, one: About) -> Phrases:
    return compiled(spoken.about.get(one, ()), spoken.prefixes)
