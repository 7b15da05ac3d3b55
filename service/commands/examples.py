"""`insatsguiden knowledge examples`: how well the catalogue's examples find their entry when they are left out."""

import sys

from bot.catalogue.finding import CatalogueError
from bot.catalogue.folder import snapshot
from bot.catalogue.load import build
from bot.catalogue.sentences import read_sentences
from bot.editing.crossed import crossed
from bot.editing.evaluation import Evaluation, draw
from service.commands.evaluate import check_languages
from service.settings import Settings


def examples(*, lang: list[str] | None = None, language: str = "sv") -> int:
    """Have the examples read, each by a matcher that has not learned from it, and tell what gets mixed up.

    Args:
        lang: the languages (fi, ar, ...); all of them where it is left out.
        language: the language of what is told: sv or en.
    """
    settings = Settings()
    tell = read_sentences(settings.locales_dir, language, "evaluate.")
    loaded = build(snapshot(settings.knowledge_dir))
    if loaded.catalogue is None:
        raise CatalogueError(loaded.errors)
    check_languages(lang, loaded.catalogue, tell)
    print(tell.text("examples-slow"), file=sys.stderr, flush=True)
    judged = tuple(crossed(loaded.catalogue, lang or loaded.catalogue.languages))
    print(draw(Evaluation(judged, tuple(loaded.catalogue.entries)), tell))
    return 0
