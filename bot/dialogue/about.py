"""Whom a message is about: the one who writes, or somebody else."""

from typing import Literal

from bot.catalogue.model import Catalogue
from bot.matching.text import folded_words

About = Literal["self", "relative", "child", "professional"]


def about(text: str, catalogue: Catalogue) -> About | None:
    """Whom a message is about, where its words tell; None where they do not.

    A professional's words weigh most ("a client of mine and her daughter"), then a child's.

    Args:
        text: the message.
        catalogue: where the words of each language stand.
    """
    said = f" {' '.join(folded_words(text))} "
    whom: tuple[Literal["professional", "child", "relative"], ...] = ("professional", "child", "relative")
    for one in whom:
        for language in catalogue.languages.values():
            for phrase in language.about.get(one, ()):
                if f" {' '.join(folded_words(phrase))} " in said:
                    return one
    return None
