"""The matcher: one message in, one reading out.

Theory of operation
-------------------
A message is cut to its first thousand letters, folded (`text.py`) and spelled (`spelling.py`). Its features
(`features.py`) are looked up in one index for all languages (`index.py`), where every feature has a learned weight for
every class: the entries, kinds of small talk, topics that others answer for, and types of danger. The weighted sums are
the scores. Danger is judged first (`crisis.py`); then scores become probabilities and a decision (`decide.py`). The
language is guessed apart from all this (`language.py`): nothing here depends on the guess.

Everything is learned from the catalogue's examples when the catalogue is loaded (`compiled.py`), or read from a cache
that is keyed by the catalogue's version (`cache.py`). No step is random: the same message and catalogue always give the
same reading.
"""

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from bot.catalogue.model import Catalogue, CrisisType
from bot.matching import cache
from bot.matching.compiled import Compiled, compile_catalogue
from bot.matching.crisis import danger, kind_of, pieces
from bot.matching.decide import Decision, Thresholds, decide, probabilities
from bot.matching.features import Floats, Message, Rows
from bot.matching.phrases import ENTRY
from bot.matching.reading import Outcome, Reading, Scored
from bot.matching.text import Word, words

_READ = 1000
_SCANNED = 100_000
_LISTED = 5
_NAMED_WORDS = 4


@dataclass(frozen=True)
class Understood:
    """A message on its way: its words, what spelling made of them, its features and its scores."""

    words: list[Word]
    corrected: dict[str, str]
    found: Rows
    scores: Floats
    known: Floats


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
    """

    reading: Reading
    corrected: dict[str, str]
    classes: tuple[tuple[str, str, float], ...]
    none: float
    known: float
    danger: tuple[float, float]
    thresholds: Thresholds


class Matcher:
    """Reads messages with what was learned from one catalogue; safe to use from several threads."""

    def __init__(self, compiled: Compiled) -> None:
        self._compiled = compiled
        self._entries = compiled.classes.of(ENTRY)
        self._ordinary = len(compiled.classes.labels)

    def read(self, text: str) -> Reading:
        """Read one message in any of the catalogue's languages.

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
        return Explanation(
            reading=self._reading(text, understood),
            corrected=understood.corrected,
            classes=tuple((classes.kinds[i], classes.labels[i], round(float(chances[i]), 4)) for i in best),
            none=round(float(chances[-1]), 4),
            known=round(float(understood.known[0]), 4),
            danger=(round(float(danger(understood.scores[:, self._ordinary :])[0]), 4), self._compiled.alarm.whole),
            thresholds=self._compiled.thresholds,
        )

    def _understand(self, text: str) -> Understood:
        found_words = words(text[:_READ])
        corrected: dict[str, str] = {}
        for word in found_words:
            better = self._compiled.speller.correct(word.folded)
            if better is not None:
                corrected[word.folded] = better
        message = Message([word.folded for word in found_words], list(corrected.values()))
        found = self._compiled.index.encode([message], places=True)
        return Understood(found_words, corrected, found, self._compiled.index.scores(found), found.known())

    def _chances(self, understood: Understood) -> Floats:
        compiled = self._compiled
        scores = understood.scores[:, : self._ordinary]
        return np.asarray(probabilities(scores, understood.known, compiled.classes, compiled.scale)[0], np.float32)

    def _reading(self, text: str, understood: Understood) -> Reading:
        compiled = self._compiled
        chances = self._chances(understood)
        ranked = [int(i) for i in self._entries[np.argsort(-chances[self._entries], kind="stable")[:_LISTED]]]
        crisis = self._crisis(text, understood)
        guess = compiled.languages.guess(text)
        decision = decide(chances, compiled.classes, ranked, compiled.thresholds)
        if not understood.words:
            decision = Decision(Outcome.UNKNOWN)
        if crisis is not None:
            decision = Decision(Outcome.CRISIS)
        entries = tuple(self._scored(i, float(chances[i]), understood) for i in ranked) if understood.words else ()
        if decision.outcome is Outcome.CLARIFY:
            entries = entries[: decision.shown]
        return Reading(
            outcome=decision.outcome,
            entries=entries,
            crisis=crisis,
            smalltalk=decision.smalltalk,
            elsewhere=decision.elsewhere,
            language=guess.language,
            language_sure=guess.sure,
        )

    def _scored(self, entry: int, chance: float, understood: Understood) -> Scored:
        return Scored(self._compiled.classes.labels[entry], round(chance, 4), self._because(entry, understood))

    def _because(self, entry: int, understood: Understood) -> tuple[str, ...]:
        """The words of the message that weigh most for an entry."""
        found, index = understood.found, self._compiled.index
        known = found.number >= 0
        number = found.number[known]
        weight = found.value[known] * index.scale[number] * index.weights[number, entry]
        count = len(understood.words)
        standing = [word.folded for word in understood.words]
        sources = np.array([*range(count), *(standing.index(word) for word in understood.corrected)], dtype=np.int64)
        of_word = np.bincount(sources[found.place[known]], weights=weight, minlength=count)
        best = [int(i) for i in np.argsort(-of_word, kind="stable")[: 2 * _NAMED_WORDS]]
        least = 0.3 * float(of_word[best[0]]) if best else 0.0
        named = dict.fromkeys(understood.words[i].raw for i in best if of_word[i] > max(least, 0.0))
        return tuple(named)[:_NAMED_WORDS]

    def _crisis(self, text: str, understood: Understood) -> CrisisType | None:
        compiled = self._compiled
        columns = understood.scores[:, self._ordinary :]
        if understood.words and float(danger(columns)[0]) >= compiled.alarm.whole:
            return kind_of(columns[0])
        found = pieces(text[:_SCANNED])
        if len(found) < 2:
            return None
        corrected = understood.corrected
        parts = [Message(part, [corrected[word] for word in part if word in corrected]) for part in found]
        columns = compiled.index.scores(compiled.index.encode(parts))[:, self._ordinary :]
        highest = int(np.argmax(danger(columns)))
        return kind_of(columns[highest]) if float(danger(columns)[highest]) >= compiled.alarm.piece else None


def make_reader(catalogue: Catalogue, cache_dir: Path | None = None) -> Matcher:
    """Compile a catalogue into a matcher, or take it from the cache.

    Args:
        catalogue: all that the guide knows.
        cache_dir: where compiled catalogues are kept; None keeps none.
    """
    path = cache.path_of(cache_dir, catalogue.version) if cache_dir is not None else None
    compiled = cache.load(path) if path is not None else None
    if compiled is None:
        compiled = compile_catalogue(catalogue)
        if path is not None:
            cache.save(path, compiled)
    return Matcher(compiled)
