"""All that is learned from a catalogue, as one value: what is made at build time and kept in the cache."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from bot.catalogue.model import Catalogue
from bot.matching import index as indexing
from bot.matching.calibration import Checked, fit_alarm, fit_scale, fit_thresholds, thinned
from bot.matching.crisis import TYPES, Alarm, danger
from bot.matching.decide import KINDS, Classes, Scale, Thresholds
from bot.matching.features import Message
from bot.matching.index import CHECKED, FOLDS, Index, Learned, Lesson, Task
from bot.matching.language import LanguageModel, learn_languages
from bot.matching.phrases import CRISIS, ELSEWHERE, NOT_CRISIS, Phrase, phrases
from bot.matching.spelling import Speller
from bot.matching.text import folded_words

URGENT = "akut-fara"
"""The entry about danger itself: an alarm is right for it too."""

_DANGER_WEIGHS = 2.0
_FALSE_ALARMS = 0.02
_STRICTER_FOR_PIECES = 0.2


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


def classes_of(found: Sequence[Phrase]) -> Classes:
    """The classes that phrases are examples of, in a fixed order.

    Args:
        found: the phrases.
    """
    pairs = sorted({(KINDS.index(p.kind), p.label) for p in found if p.kind in KINDS})
    return Classes(tuple(KINDS[kind] for kind, _ in pairs), tuple(label for _, label in pairs))


def _task(found: Sequence[Phrase], classes: Classes) -> Task:
    place = {pair: at for at, pair in enumerate(zip(classes.kinds, classes.labels, strict=True))}
    # Danger is answered before entries are looked at: its examples are neither for nor against a class.
    right = np.array([place.get((p.kind, p.label), -1) for p in found], dtype=np.int64)
    weight = np.array([p.weight if p.kind != CRISIS else 0.0 for p in found], np.float32)
    side = np.full((len(found), len(TYPES) + 1), -1, np.float32)
    danger_weight = np.repeat(np.array([[p.weight] for p in found], np.float32), side.shape[1], axis=1)
    for row, phrase in enumerate(found):
        if phrase.kind == CRISIS and phrase.label != NOT_CRISIS:
            own = [[str(t) for t in TYPES].index(phrase.label), len(TYPES)]
            side[row, own] = 1
            danger_weight[row, own] = _DANGER_WEIGHS * phrase.weight
    return Task(right, weight * indexing.balance(right, weight, len(place)), len(place), side, danger_weight)


def _lessons(found: Sequence[Phrase]) -> list[Lesson]:
    languages = sorted({phrase.language for phrase in found})
    seen: Counter[tuple[str, str, str]] = Counter()
    lessons = []
    topics = sorted({phrase.label for phrase in found if phrase.kind == ELSEWHERE})
    for phrase in found:
        key = (phrase.kind, phrase.label, phrase.language)
        fold = seen[key] % FOLDS
        if phrase.kind == ELSEWHERE and topics.index(phrase.label) % 2 == 0:
            # Half of the topics are left out whole, so that scores are also checked on topics never heard of.
            fold = topics.index(phrase.label) // 2 % FOLDS
        seen[key] += 1
        lessons.append(
            Lesson(Message(folded_words(phrase.text)), languages.index(phrase.language), fold if phrase.tested else -1)
        )
    return lessons


def learn_phrases(found: Sequence[Phrase]) -> tuple[Classes, Learned]:
    """Learn the index from phrases.

    Args:
        found: the phrases, in a fixed order.
    """
    classes = classes_of(found)
    return classes, indexing.build(_lessons(found), _task(found, classes))


def compile_catalogue(catalogue: Catalogue) -> Compiled:
    """Learn everything from a catalogue.

    Args:
        catalogue: all that the guide knows.
    """
    found = phrases(catalogue)
    classes, learned = learn_phrases(found)
    scale, thresholds, alarm = _fitted(found, classes, learned)
    places = place_names(catalogue)
    examples = {lang: [p.text for p in found if p.language == lang] for lang in sorted({p.language for p in found})}
    spelled = Counter(word for text in [*(p.text for p in found), *places] for word in folded_words(text))
    return Compiled(
        classes=classes,
        index=learned.index,
        scale=scale,
        thresholds=thresholds,
        alarm=alarm,
        languages=learn_languages(examples, places),
        speller=Speller(spelled),
    )


def checked_of(found: Sequence[Phrase], classes: Classes, learned: Learned, folds: Sequence[int]) -> Checked:
    """The left-out examples of all ordinary classes, to set thresholds by.

    Args:
        found: all phrases.
        classes: the classes.
        learned: what was learned from them.
        folds: the folds that were left out.
    """
    place = {pair: at for at, pair in enumerate(zip(classes.kinds, classes.labels, strict=True))}
    lessons = _lessons(found)
    kept = [i for i, p in enumerate(found) if p.kind != CRISIS and lessons[i].fold in folds]
    right = np.array([place[found[i].kind, found[i].label] for i in kept], dtype=np.int64)
    return Checked(learned.held_out[kept, : len(place)], learned.known[kept], right)


def _fitted(found: Sequence[Phrase], classes: Classes, learned: Learned) -> tuple[Scale, Thresholds, Alarm]:
    checked = thinned(checked_of(found, classes, learned, CHECKED))
    scale = fit_scale(checked, classes)
    thresholds = fit_thresholds(checked, classes, scale)
    lessons = _lessons(found)
    kept = [i for i in range(len(found)) if lessons[i].fold in CHECKED and found[i].label != URGENT]
    sounds = danger(learned.held_out[kept, len(classes.labels) :])
    is_danger = np.array([found[i].kind == CRISIS and found[i].label != NOT_CRISIS for i in kept], dtype=bool)
    whole = fit_alarm(sounds, is_danger, _FALSE_ALARMS)
    return scale, thresholds, Alarm(whole, whole + _STRICTER_FOR_PIECES)


def place_names(catalogue: Catalogue) -> list[str]:
    """What places are called: districts, neighbourhoods and municipalities.

    Args:
        catalogue: all that the guide knows.
    """
    places = catalogue.geography
    names = [d.name for d in places.districts.values()]
    names += [name for d in places.districts.values() for name in d.also_called]
    for part in places.neighbourhoods:
        names += [part.name, *part.also_called, *part.places, *part.scripts]
    names += [a.name for a in places.ambiguous]
    for outside in places.outside:
        names += [outside.name, outside.municipality, *outside.also_called]
    return list(dict.fromkeys(names))
