"""The matcher: one message in, one reading out.

Theory of operation
-------------------
A message is cut to its first thousand letters, folded (`text.py`), spelled (`spelling.py`) and looked up in the word
lists (`concepts.py`), which is the one step where the guessed language counts (`language.py`). Its features
(`features.py`) are looked up in one index for all languages (`index.py`), where every feature has a learned weight for
every class: the entries, kinds of small talk, topics that others answer for, and types of danger. The weighted sums are
the scores; where a sentence encoder is plugged in, those of a second head are added (`meaning.py`). Danger is judged
first (`crisis.py`); then scores become probabilities and a decision (`decide.py`), and a message that has several needs
is taken apart (`needs.py`).

Everything is learned from the catalogue's examples when the catalogue is loaded (`compiled.py`), or read from a cache
that is keyed by the catalogue's version (`cache.py`). No step is random: the same message and catalogue always give the
same reading.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from bot.catalogue.model import Catalogue, CrisisType
from bot.collector import waiting
from bot.matching import cache
from bot.matching.compiled import Compiled, compile_catalogue
from bot.matching.crisis import danger, kind_of, pieces
from bot.matching.decide import Decision, Thresholds, decide, probabilities
from bot.matching.encoder import Encoder
from bot.matching.features import Floats, Ints, Rows
from bot.matching.language import Guess
from bot.matching.meaning import Meaning
from bot.matching.needs import MOST, Cuttable, Parts
from bot.matching.phrases import ENTRY
from bot.matching.reading import Outcome, Reading, Scored
from bot.matching.said import corrections, first_written, message
from bot.matching.text import Word, words

_READ = 1000
_SCANNED = 100_000
_LISTED = 5
_NAMED_WORDS = 4
_FEWEST_FOREIGN = 3
_SENTENCES_AGAIN = 8
"""The most parts of a message that get a second look, so that a wall of short cries does not hold up everybody."""
_KNOWN_WORDS = {Outcome.UNKNOWN: 0.51, Outcome.SMALLTALK: 0.51, Outcome.CLARIFY: 0.4, Outcome.ANSWER: 0.35}
"""The least share of words that the likeliest language has; in a message in it, it is mostly above two thirds."""

_CLEAR_NEED = 0.6
"""How likely an entry must be in its part of a message for the message to have several needs."""


@dataclass(frozen=True)
class Understood:
    """A message on its way: its words, what spelling made of them, its language, its features and its scores.

    `meant` are the scores by meaning, which `scores` hold already; None where no encoder takes part.
    """

    words: list[Word]
    corrected: dict[str, str]
    guess: Guess
    found: Rows
    scores: Floats
    known: Floats
    meant: Floats | None

    def sources(self) -> Ints:
        """The number of the word that each place in the message stands for; corrected words come after the others."""
        standing = [word.folded for word in self.words]
        return np.array([*range(len(standing)), *first_written(standing, self.corrected).values()], dtype=np.int64)


@dataclass(frozen=True)
class ByMeaning:
    """What a sentence encoder made of a message.

    Attributes:
        encoder: its identity.
        weight: how much it counts beside the words; 0 where it takes no part.
        labels: the likeliest classes by meaning alone, best first; none where it takes no part.
    """

    encoder: str
    weight: float
    labels: tuple[str, ...]


@dataclass(frozen=True)
class Explanation:
    """Why a message is read as it is.

    Attributes:
        reading: what `read` gives.
        corrected: misspelt words, and the known words that they were read as.
        classes: the most likely classes of any kind, with their probabilities.
        none: the probability that nothing here fits.
        known: the share of the message that the catalogue has seen.
        danger: how much it sounds like danger, and from where on that is an alarm.
        thresholds: from which probabilities on something is done.
        meaning: what a sentence encoder made of it; None where there is none.
    """

    reading: Reading
    corrected: dict[str, str]
    classes: tuple[tuple[str, str, float], ...]
    none: float
    known: float
    danger: tuple[float, float]
    thresholds: Thresholds
    meaning: ByMeaning | None = None


class Matcher:
    """Reads messages with what was learned from one catalogue; safe to use from several threads."""

    def __init__(self, compiled: Compiled, encoder: Encoder | None = None) -> None:
        """Put together what was learned and what it was learned with.

        Args:
            compiled: what was learned.
            encoder: the one that it was learned with; None where it was learned without.

        Raises:
            ValueError: the encoder is another one.
        """
        if compiled.encoder != (encoder.identity if encoder else ""):
            raise ValueError("this was learned with another encoder")
        self._compiled = compiled
        self._encoder = encoder
        self._of_parts: Meaning | Compiled = compiled.meaning or compiled
        self._entries = compiled.classes.of(ENTRY)

    def read(self, text: str) -> Reading:
        """Read one message in any of the catalogue's languages; which words spoke for an entry is left to `explain`.

        Args:
            text: what a resident wrote; any text at all, the empty one included.
        """
        return self._reading(text, self._understand(text))

    def explain(self, text: str) -> Explanation:
        """Read one message, and tell why it is read so.

        Args:
            text: what a resident wrote.
        """
        understood = self._understand(text)
        chances = self._chances(understood)
        classes = self._compiled.classes
        best = np.argsort(-chances[:-1], kind="stable")[:_LISTED]
        sounds, level = self._danger(understood)
        reading = self._reading(text, understood)
        return Explanation(
            reading=replace(reading, entries=tuple(self._with_why(one, understood) for one in reading.entries)),
            corrected=understood.corrected,
            classes=tuple((classes.kinds[i], classes.labels[i], round(float(chances[i]), 4)) for i in best),
            none=round(float(chances[-1]), 4),
            known=round(float(understood.known[0]), 4),
            danger=(round(sounds, 4), round(level, 4)),
            thresholds=self._compiled.thresholds,
            meaning=self._by_meaning(understood),
        )

    def _understand(self, text: str) -> Understood:
        compiled = self._compiled
        found_words = words(text[:_READ])
        folded = [word.folded for word in found_words]
        corrected = corrections(folded, compiled.speller)
        guess = compiled.languages.guess(text)
        found = compiled.index.encode([message(folded, corrected, compiled.concepts, guess.language)], places=True)
        scores, meant = compiled.index.scores(found), self._meant(text)
        if compiled.meaning is not None and meant is not None:
            scores += np.float32(compiled.meaning.head.weight) * meant
        return Understood(found_words, corrected, guess, found, scores, found.known(), meant)

    def _meant(self, text: str) -> Floats | None:
        """The scores of a message by what it means; None where no encoder takes part."""
        meaning = self._compiled.meaning
        if self._encoder is None or meaning is None or not meaning.head.weight:
            return None
        return meaning.head.scores(self._encoder.encode([text[:_READ]]))

    def _by_meaning(self, understood: Understood) -> ByMeaning | None:
        meaning = self._compiled.meaning
        if meaning is None:
            return None
        likely = () if understood.meant is None else np.argsort(-understood.meant[0], kind="stable")[:_LISTED]
        labels = tuple(self._compiled.classes.labels[int(i)] for i in likely)
        return ByMeaning(meaning.head.encoder, meaning.head.weight, labels)

    def _chances(self, understood: Understood) -> Floats:
        compiled = self._compiled
        chances = probabilities(understood.scores, understood.known, compiled.classes, compiled.scale)
        return np.asarray(chances[0], np.float32)

    def _reading(self, text: str, understood: Understood) -> Reading:
        compiled = self._compiled
        chances = self._chances(understood)
        ranked = [int(i) for i in self._entries[np.argsort(-chances[self._entries], kind="stable")[:_LISTED]]]
        crisis = self._crisis(text, understood)
        decision = decide(chances, compiled.classes, ranked, compiled.thresholds)
        if not understood.words:
            decision = Decision(Outcome.UNKNOWN)
        if crisis is not None:
            decision = Decision(Outcome.CRISIS)
        foreign = self._is_foreign(decision, understood)
        if foreign:
            decision = Decision(Outcome.UNKNOWN, elsewhere=decision.elsewhere)
        needs = self._needs(decision, ranked, understood)
        labels = compiled.classes.labels

        def scored(entry: int) -> Scored:
            return Scored(labels[entry], round(float(chances[entry]), 4))

        entries = tuple(map(scored, ranked)) if understood.words else ()
        if decision.outcome is Outcome.CLARIFY:
            entries = entries[: decision.shown]
        return Reading(
            outcome=decision.outcome,
            entries=entries,
            needs=tuple(map(scored, needs)),
            crisis=crisis,
            smalltalk=decision.smalltalk,
            elsewhere=decision.elsewhere,
            language=understood.guess.language,
            language_sure=understood.guess.sure and not foreign,
            foreign=foreign,
        )

    def _needs(self, decision: Decision, ranked: Sequence[int], understood: Understood) -> list[int]:
        """The entries that a message asks for, where they are several; an entry that is answered comes first."""
        if decision.outcome not in {Outcome.ANSWER, Outcome.CLARIFY}:
            return []
        joints = self._joints(understood)
        if not len(joints):
            return []
        cuttable = Cuttable(understood.found, understood.sources(), joints, len(understood.words))
        parts = Parts(cuttable, self._compiled.index, self._compiled.classes, self._of_parts.scale)
        found = parts.needs(_CLEAR_NEED)
        if decision.outcome is Outcome.ANSWER and found:
            found = [ranked[0], *(entry for entry in found if entry != ranked[0])]
        return found[:MOST]

    def _is_foreign(self, decision: Decision, understood: Understood) -> bool:
        """Whether few of the words are known, or the letters are of no script that the catalogue has.

        Choices and answers are only doubted where hardly any word is known, and no encoder says what it means.
        """
        understandable = understood.meant is not None and decision.outcome is not Outcome.UNKNOWN
        least = 0.0 if understandable else _KNOWN_WORDS.get(decision.outcome, 0.0)
        guess = understood.guess
        said = [word.folded for word in understood.words if len(word.folded) > 1 and not word.folded.isdigit()]
        if not guess.readable:
            return bool(said) and least > 0
        return guess.known is not None and len(said) >= _FEWEST_FOREIGN and guess.known < least

    def _joints(self, understood: Understood) -> Ints:
        """The numbers of the words that follow a pause, or join two thoughts in the message's language."""
        joins = self._compiled.joins.get(understood.guess.language, ())
        whole = frozenset(joins)
        begun = tuple(word.removesuffix("*") for word in joins if word.endswith("*"))
        found = [
            number
            for number, word in enumerate(understood.words)
            if number and (word.begins or word.folded in whole or word.folded.startswith(begun))
        ]
        return np.array(found, dtype=np.int64)

    def _with_why(self, scored: Scored, understood: Understood) -> Scored:
        """An entry with the words of the message that weigh most for it."""
        entry = next(int(i) for i in self._entries if self._compiled.classes.labels[i] == scored.entry)
        found, index = understood.found, self._compiled.index
        known = found.number >= 0
        number = found.number[known]
        weight = found.value[known] * index.scale[number] * index.weights[number, entry]
        of_word = np.bincount(understood.sources()[found.place[known]], weights=weight, minlength=len(understood.words))
        best = [int(i) for i in np.argsort(-of_word, kind="stable")[: 2 * _NAMED_WORDS]]
        least = 0.3 * float(of_word[best[0]]) if best else 0.0
        named = dict.fromkeys(understood.words[i].raw for i in best if of_word[i] > max(least, 0.0))
        return replace(scored, because=tuple(named)[:_NAMED_WORDS])

    def _danger(self, understood: Understood) -> tuple[float, float]:
        """How much a message sounds like danger, and from where on that is an alarm."""
        compiled, found = self._compiled, understood.found
        sounds = float(danger(understood.scores, compiled.classes)[0])
        if sounds >= compiled.alarm.again:
            sounds += compiled.nearest.lean(found.number, found.value)
        return sounds, compiled.alarm.level(understood.guess.language)

    def _crisis(self, text: str, understood: Understood) -> CrisisType | None:
        """The kind of danger in a message: that of the sentence that tells it, or else of the whole."""
        sounds, level = self._danger(understood)
        told = self._told_in_a_part(text, understood)
        if told is None and understood.words and sounds >= level:
            return kind_of(understood.scores[0], self._compiled.classes)
        return told

    def _told_in_a_part(self, text: str, understood: Understood) -> CrisisType | None:
        compiled, alarm = self._compiled, self._of_parts.alarm
        found = pieces(text[:_SCANNED])
        if len(found) < 2:
            return None
        language = understood.guess.language
        parts = [message(part.words, understood.corrected, compiled.concepts, language) for part in found]
        rows = compiled.index.encode(parts)
        scores = compiled.index.scores(rows)
        sounds = danger(scores, compiled.classes)
        above = sounds - alarm.level(language) - alarm.part
        for at in np.argsort(-sounds, kind="stable")[:_SENTENCES_AGAIN]:
            if not found[at].cut and sounds[at] >= alarm.again:
                little = alarm.part if above[at] + alarm.part < alarm.sentence else 0.0
                of_part = rows.message == at
                above[at] += compiled.nearest.lean(rows.number[of_part], rows.value[of_part]) - little
        highest = int(np.argmax(above))
        return kind_of(scores[highest], compiled.classes) if above[highest] >= 0 else None


def make_reader(catalogue: Catalogue, cache_dir: Path | None = None, encoder: Encoder | None = None) -> Matcher:
    """Compile a catalogue into a matcher, or take it from the cache.

    Args:
        catalogue: all that the guide knows.
        cache_dir: where compiled catalogues are kept; None keeps none.
        encoder: tells what sentences mean; None does without.
    """
    if cache_dir is not None and (known := kept_reader(catalogue, cache_dir, encoder)):
        return known
    path = _kept_at(cache_dir, catalogue, encoder) if cache_dir is not None else None
    with waiting():
        compiled = compile_catalogue(catalogue, encoder)
        if path is not None:
            cache.save(path, compiled)
    return Matcher(compiled, encoder)


def kept_reader(catalogue: Catalogue, cache_dir: Path, encoder: Encoder | None = None) -> Matcher | None:
    """The matcher of a catalogue from the cache; None where there is none that can be used.

    Args:
        catalogue: all that the guide knows.
        cache_dir: where compiled catalogues are kept.
        encoder: tells what sentences mean; None does without.
    """
    path = _kept_at(cache_dir, catalogue, encoder)
    with waiting():
        compiled = cache.load(path) if path is not None else None
    if compiled is None or compiled.encoder != (encoder.identity if encoder else ""):
        return None
    return Matcher(compiled, encoder)


def _kept_at(cache_dir: Path, catalogue: Catalogue, encoder: Encoder | None) -> Path | None:
    return cache.path_of(cache_dir, catalogue.version, encoder.identity if encoder else "")
