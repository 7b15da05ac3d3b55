"""The catalogue's own examples as test questions, each read by a matcher that has not learned from it.

The examples are dealt into four parts; four times a matcher is compiled from three of them and asked the fourth. An
example is therefore never judged by itself. What comes out is lower than in use: each example was written to differ
from the others, and a quarter of them is missing. It tells where examples are thin and which entries are near each
other, also for an entry that nobody has written test questions for.
"""

from collections.abc import Collection, Iterator

from bot.catalogue.model import NOT_CRISIS, Catalogue
from bot.editing.judging import Judged, judge
from bot.editing.question import Kind, Question
from bot.matching.compiled import compile_course
from bot.matching.concepts import concepts_of
from bot.matching.course import course
from bot.matching.decide import PERSON
from bot.matching.index import FOLDS
from bot.matching.matcher import Matcher
from bot.matching.phrases import CRISIS, ELSEWHERE, ENTRY, Phrase, phrases


def crossed(catalogue: Catalogue, languages: Collection[str]) -> Iterator[Judged]:
    """Judge the examples of some languages; all languages are learned from.

    Args:
        catalogue: whose examples.
        languages: the codes of the languages to ask in.
    """
    concepts = concepts_of(catalogue)
    plan = course(phrases(catalogue), concepts, catalogue.urgent)
    dealt = [(phrase, lesson.fold) for phrase, lesson in zip(plan.phrases, plan.lessons, strict=True)]
    for fold in range(FOLDS):
        others = [phrase for phrase, at in dealt if at != fold]
        reader = Matcher(compile_course(course(others, concepts, catalogue.urgent), concepts, catalogue))
        asked = (
            _question(phrase)
            for phrase, at in dealt
            if at == fold and not phrase.copied and phrase.language in languages
        )
        yield from judge(asked, reader, catalogue)


def _question(phrase: Phrase) -> Question:
    kind = _kind(phrase)
    return Question(phrase.language, kind, phrase.text, (phrase.label,) if kind in {Kind.FIND, Kind.DANGER} else ())


def _kind(phrase: Phrase) -> Kind:
    if phrase.kind == ENTRY:
        return Kind.FIND
    if phrase.kind == ELSEWHERE:
        return Kind.NOTHING
    if phrase.kind == CRISIS:
        return Kind.NO_DANGER if phrase.label == NOT_CRISIS else Kind.DANGER
    return Kind.PERSON if phrase.label == PERSON else Kind.SMALLTALK
