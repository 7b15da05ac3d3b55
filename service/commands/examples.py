"""`insatsguiden knowledge examples`: how well the catalogue's examples find their entry when they are left out."""

import sys

from bot.catalogue.load import load
from bot.catalogue.sentences import read_sentences
from bot.editing.crossed import crossed
from bot.editing.evaluation import Evaluation, draw
from service.commands.languages import check_languages
from service.settings import Settings


def examples(*, lang: list[str] | None = None, language: str = "sv") -> int:
    """Have the examples read, each by a matcher that has not learned from it, and tell what gets mixed up.

    Args:
        lang: the languages (fi, ar, ...); all of them where it is left out.
        language: the language of what is told: sv or en.
    """
    settings = Settings()
    tell = read_sentences(settings.locales_dir, language, "evaluate.")
    catalogue = load(settings.knowledge_dir)
    check_languages(lang, catalogue, tell)
    print(tell.text("examples-slow"), file=sys.stderr, flush=True)
    judged = tuple(crossed(catalogue, lang or catalogue.languages))
    print(draw(Evaluation(judged, tuple(catalogue.entries)), tell))
    return 0
