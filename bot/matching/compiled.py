"""All that is learned from a catalogue, as one value: what is made at build time and kept in the cache."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from bot.catalogue.latin import with_latin
from bot.catalogue.model import Catalogue
from bot.matching import index as indexing
from bot.matching.calibration import fit_alarms, fit_scale, fit_thresholds, thinned
from bot.matching.concepts import Concepts, concepts_of
from bot.matching.course import Course, course
from bot.matching.crisis import Alarm, danger
from bot.matching.decide import Classes, Scale, Thresholds
from bot.matching.encoder import Encoder
from bot.matching.index import Index, Learned
from bot.matching.language import LanguageModel, learn_languages
from bot.matching.meaning import Meaning, learn_head
from bot.matching.nearest import Nearest
from bot.matching.phrases import phrases
from bot.matching.spelling import Speller
from bot.matching.text import fold, folded_words

_FALSE_ALARMS = 0.037
"""The share of left-out examples that may sound like danger though they are not; in use it is lower, since what the
catalogue knows by heart (greetings, common needs) is then no longer left out."""

_LOOKED_AT_AGAIN = 0.14
"""The share of left-out examples that are no danger but sound so much like it that they are compared with examples."""

_STRICTER_FOR_SENTENCES, _STRICTER_FOR_PARTS = 1.0, 4.0
"""How much more a sentence of a message must sound like danger before the second look, and any part in the end: natural
logarithm."""


@dataclass(frozen=True)
class Compiled:
    """The learned index, its classes, and the numbers that decisions rest on."""

    classes: Classes
    index: Index
    scale: Scale
    thresholds: Thresholds
    alarm: Alarm
    nearest: Nearest
    languages: LanguageModel
    speller: Speller
    concepts: Concepts
    joins: dict[str, tuple[str, ...]]
    """By language, words that join two thoughts, folded; `*` stands for any ending."""
    meaning: Meaning | None = None
    """What a sentence encoder adds; None where there is none."""

    @property
    def encoder(self) -> str:
        """The identity of the encoder that this was learned with; empty where there was none."""
        return self.meaning.head.encoder if self.meaning else ""


def compile_catalogue(catalogue: Catalogue, encoder: Encoder | None = None) -> Compiled:
    """Learn everything from a catalogue.

    Args:
        catalogue: all that the guide knows.
        encoder: tells what sentences mean; None does without.
    """
    concepts = concepts_of(catalogue)
    return compile_course(course(phrases(catalogue), concepts, catalogue.urgent), concepts, catalogue, encoder)


def compile_course(plan: Course, concepts: Concepts, catalogue: Catalogue, encoder: Encoder | None = None) -> Compiled:
    """Learn from given phrases.

    Args:
        plan: the phrases and what they teach.
        concepts: finds what words mean.
        catalogue: where places and languages stand.
        encoder: tells what sentences mean; None does without.
    """
    learned = indexing.build(plan.lessons, plan.task, len(plan.languages), plan.checked)
    meaning = None
    if encoder is not None:
        by_words = fit_scale(thinned(plan.ordinary(learned)), plan.classes), _alarm(plan, learned)
        head, learned = learn_head(encoder, plan, learned)
        meaning = Meaning(head, *by_words)
    checked = thinned(plan.ordinary(learned))
    scale = fit_scale(checked, plan.classes)
    places = place_names(catalogue)
    return Compiled(
        classes=plan.classes,
        index=learned.index,
        scale=scale,
        thresholds=fit_thresholds(checked, plan.classes, scale),
        alarm=_alarm(plan, learned),
        nearest=plan.compared(learned),
        languages=learn_languages(_by_language(plan), places),
        speller=Speller(_spelled(plan, places)),
        concepts=concepts,
        joins={code: tuple(map(fold, with_latin(one.joins, one))) for code, one in sorted(catalogue.languages.items())},
        meaning=meaning,
    )


def _alarm(plan: Course, learned: Learned) -> Alarm:
    sounds, safe = danger(learned.held_out, plan.classes), plan.safe()
    together = np.concatenate([*safe.values(), np.zeros(0, np.int64)])
    again = float(np.quantile(sounds[together], 1 - _LOOKED_AT_AGAIN)) if len(together) else float("inf")
    near = together[sounds[together] >= again]
    for left_out in plan.checked:
        others = plan.compared(learned, without=left_out)
        for row in near:
            if plan.lessons[row].fold == left_out:
                low, high = learned.rows.indptr[row : row + 2]
                sounds[row] += others.lean(learned.rows.indices[low:high], learned.rows.data[low:high])
    levels = fit_alarms({language: sounds[rows] for language, rows in safe.items()}, _FALSE_ALARMS)
    return Alarm(levels, _STRICTER_FOR_SENTENCES, _STRICTER_FOR_PARTS, again)


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
