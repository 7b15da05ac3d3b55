"""All that is learned from a catalogue, as one value: what is made at build time and kept in the cache."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from bot.catalogue.model import Catalogue
from bot.matching import index as indexing
from bot.matching.calibration import fit_alarm, fit_scale, fit_thresholds, thinned
from bot.matching.concepts import Concepts, folded
from bot.matching.course import Course, course
from bot.matching.crisis import Alarm
from bot.matching.decide import Classes, Scale, Thresholds
from bot.matching.index import Index
from bot.matching.language import LanguageModel, learn_languages
from bot.matching.phrases import phrases
from bot.matching.spelling import Speller
from bot.matching.text import fold, folded_words

_FALSE_ALARMS = 0.016
"""The share of left-out examples that may sound like danger though they are not; in use it is lower, since what the
catalogue knows by heart (greetings, common needs) is then no longer left out."""

_STRICTER_FOR_PIECES = 3.0
"""How much more a piece of a message must sound like danger: natural logarithm."""


@dataclass(frozen=True)
class Compiled:
    """The learned index, its classes, and the numbers that decisions rest on."""

    classes: Classes
    index: Index
    scale: Scale
    thresholds: Thresholds
    alarm: Alarm
    languages: LanguageModel
    speller: Speller
    concepts: Concepts
    joins: dict[str, tuple[str, ...]]
    """By language, words that join two thoughts, folded; `*` stands for any ending."""


def compile_catalogue(catalogue: Catalogue) -> Compiled:
    """Learn everything from a catalogue.

    Args:
        catalogue: all that the guide knows.
    """
    concepts = Concepts(folded(catalogue.concepts))
    plan = course(phrases(catalogue), concepts)
    learned = indexing.build(plan.lessons, plan.task, len(plan.languages), plan.checked)
    checked = thinned(plan.ordinary(learned))
    scale = fit_scale(checked, plan.classes)
    levels = {language: fit_alarm(others, _FALSE_ALARMS) for language, others in plan.alarming(learned).items()}
    places = place_names(catalogue)
    return Compiled(
        classes=plan.classes,
        index=learned.index,
        scale=scale,
        thresholds=fit_thresholds(checked, plan.classes, scale),
        alarm=Alarm(levels, _STRICTER_FOR_PIECES),
        languages=learn_languages(_by_language(plan), places),
        speller=Speller(_spelled(plan, places)),
        concepts=concepts,
        joins={code: tuple(map(fold, one.joins)) for code, one in sorted(catalogue.languages.items())},
    )


def _by_language(plan: Course) -> dict[str, list[str]]:
    texts: dict[str, list[str]] = defaultdict(list)
    for phrase in plan.phrases:
        texts[phrase.language].append(phrase.text)
    return texts


def _spelled(plan: Course, places: Iterable[str]) -> Counter[str]:
    times = Counter(word for lesson in plan.lessons for word in lesson.message.written)
    times.update(word for place in places for word in folded_words(place))
    return times


def place_names(catalogue: Catalogue) -> list[str]:
    """What places are called: districts, neighbourhoods and municipalities.

    Args:
        catalogue: all that the guide knows.
    """
    places = catalogue.geography
    names = [name for d in places.districts.values() for name in (d.name, *d.also_called)]
    for part in places.neighbourhoods:
        names += [part.name, *part.also_called, *part.places, *part.scripts]
    names += [ambiguous.name for ambiguous in places.ambiguous]
    for outside in places.outside:
        names += [outside.name, outside.municipality, *outside.also_called]
    return list(dict.fromkeys(names))
