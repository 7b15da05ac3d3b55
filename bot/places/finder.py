"""Finding the places that a message names.

Theory of operation. The message is folded and cut into words. Exact names are taken first, the longest before the
shorter, so that "Örby slott" is never read as "Örby". A name that is an ordinary word as well ("Handen", "Söder")
counts only where a word about living stands before it, or in the answer to the question where one lives. What is left
over is compared with all names by RapidFuzz, within one to three slips by the length of the word, and only where the
word is none that people use for something else: the words of the catalogue's own examples are known to be ordinary.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from bot.catalogue.model import Catalogue
from bot.matching.text import Word, folded_words, words
from bot.places.names import MAX_WORDS, Names, keys, names
from bot.places.place import Place

SHORTEST_FUZZY = 5
"""Shorter words are too close to others to be taken for a misspelt name."""

MOST_FUZZY = 24
"""How many words of one message are compared with all names; bounds the work on a hostile message."""

MOST_WORDS = 400
LIVING_REACH = 4
"""How many words before or after a name may tell that somebody lives there."""

FEW_WORDS = 3
"""A message of so few words may be nothing but a misspelt name."""

LONG_NAME = 9
"""A strange word of so many letters that is nearly a name is hardly anything else."""

_ENDING = 4
"""The longest grammatical ending of a name ("Rinkebyssä", "Kistada", "Farstas")."""


class PlaceFinder:
    """Finds places in messages; built once for a catalogue.

    Args:
        catalogue: the catalogue, for its places and for the words that are ordinary.
    """

    def __init__(self, catalogue: Catalogue) -> None:
        self._names: Names = names(catalogue.geography)
        self._living = frozenset(
            word for language in catalogue.languages.values() for form in language.living for word in keys(form)
        )
        self._before = frozenset(
            word for language in catalogue.languages.values() for form in language.before_places for word in keys(form)
        )
        self._leaving = frozenset(
            word for language in catalogue.languages.values() for form in language.leaving for word in keys(form)
        )
        self._ordinary = _ordinary(catalogue) - frozenset(self._names.exact)
        by_length: dict[int, list[str]] = {}
        for key in self._names.exact:
            if " " not in key and len(key) >= SHORTEST_FUZZY - 1 and key not in self._names.common:
                by_length.setdefault(len(key), []).append(key)
        self._by_length = by_length

    def find(self, text: str, *, asked: bool = False) -> tuple[Place, ...]:
        """The places that a message names, in their order.

        Args:
            text: the message.
            asked: whether it answers the question where somebody lives, so that also ordinary words may be names.
        """
        tokens = words(text)[:MOST_WORDS]
        found: dict[int, Place] = {}
        taken: set[int] = set()
        for span in _spans(tokens):
            if taken.isdisjoint(span.positions) and (place := self._exact(span, tokens, asked)):
                found[span.positions.start] = place
                taken.update(span.positions)
        self._add_misspelt(tokens, taken, found, asked)
        left = {position for position in found if position and tokens[position - 1].folded in self._leaving}
        staying = [position for position in sorted(found) if position not in left] or sorted(found)
        return tuple(dict.fromkeys(found[position] for position in staying))

    def _exact(self, span: "_Span", tokens: list[Word], asked: bool) -> Place | None:
        for key in span.forms:
            place = self._names.exact.get(key)
            if place and (asked or key not in self._names.common or self._lives(span.positions, tokens)):
                return place
        return None

    def _lives(self, positions: range, tokens: list[Word]) -> bool:
        # After the name as well: in some languages the verb comes last ("Rinkeby ayaan deganahay").
        start, end = positions.start, positions.stop
        beside = [*tokens[max(0, start - LIVING_REACH) : start], *tokens[end : end + LIVING_REACH]]
        return any(word.folded in self._living for word in beside)

    def _add_misspelt(self, tokens: list[Word], taken: set[int], found: dict[int, Place], asked: bool) -> None:
        tried = 0
        for position, token in enumerate(tokens):
            known = not asked and token.folded in self._ordinary
            if position in taken or known or len(token.folded) < SHORTEST_FUZZY or tried == MOST_FUZZY:
                continue
            if not (asked or self._may_be_a_name(position, tokens)):
                continue
            tried += 1
            pair = tokens[position + 1].folded if position + 1 < len(tokens) and position + 1 not in taken else ""
            place = self._misspelt(token.folded, asked) or (
                self._misspelt(token.folded + pair, asked) if pair and pair not in self._ordinary else None
            )
            if place:
                found[position] = place

    def _may_be_a_name(self, position: int, tokens: list[Word]) -> bool:
        """In a longer message a strange word is a name only beside words that lead to one, or where it is long."""
        few, long = len(tokens) <= FEW_WORDS, len(tokens[position].folded) >= LONG_NAME
        named = position > 0 and tokens[position - 1].folded in self._before
        return few or long or named or self._lives(range(position, position + 1), tokens)

    def _misspelt(self, word: str, asked: bool) -> Place | None:
        if place := self._with_ending(word):
            return place
        allowed = 1 if len(word) < 7 else 2 if len(word) < 12 else 3
        if asked and len(word) >= 6:
            allowed += len(word) < 7
        best: list[tuple[int, str]] = []
        for length in range(len(word) - allowed, len(word) + allowed + 1):
            for key in self._by_length.get(length, ()):
                distance = OSA.distance(word, key, score_cutoff=allowed)
                if distance <= allowed:
                    best.append((distance + (key[0] != word[0]), key))
        best.sort()
        if not best or best[0][0] > allowed:
            return None
        closest = [self._names.exact[key] for distance, key in best if distance == best[0][0]]
        return _merged(closest)

    def _with_ending(self, word: str) -> Place | None:
        for cut in range(1, _ENDING + 1):
            stem = word[:-cut]
            if len(stem) >= SHORTEST_FUZZY and stem in self._names.exact and stem not in self._names.common:
                return self._names.exact[stem]
        return None


def _merged(places: list[Place]) -> Place:
    """One place where all agree on the district, otherwise one to ask about."""
    districts = tuple(dict.fromkeys(district for place in places for district in place.districts))
    first = places[0]
    if len(districts) <= 1:
        return first
    return Place(first.name, districts, None, ask=True)


@dataclass(frozen=True)
class _Span:
    """Some words in a row, and the folded forms under which they may be a name."""

    positions: range
    forms: tuple[str, ...]


def _spans(tokens: list[Word]) -> Iterator[_Span]:
    for length in range(min(MAX_WORDS, len(tokens)), 0, -1):
        for start in range(len(tokens) - length + 1):
            window = tokens[start : start + length]
            yield _Span(range(start, start + length), tuple(_forms(window)))


def _forms(window: list[Word]) -> Iterable[str]:
    folded = [word.folded for word in window]
    yield " ".join(folded)
    if len(folded) > 1:
        yield "".join(folded)
    last = folded[-1]
    if len(last) > 4 and last.endswith("s"):  # the Swedish genitive: "Farstas", "Kungsholmens"
        yield " ".join([*folded[:-1], last[:-1]])
    # An ending that is set off by an apostrophe ("Kista'da", "Farsta's").
    bare = folded_words(window[-1].raw.replace("’", "'").split("'")[0])
    if "'" in window[-1].raw.replace("’", "'") and bare:
        yield " ".join([*folded[:-1], bare[0]])


def _ordinary(catalogue: Catalogue) -> frozenset[str]:
    """The words of all examples; each distinct one is folded once, since there are ten times as many in all."""
    written: set[str] = set()
    for talk in catalogue.talk.values():
        for examples in (talk.entries, talk.crisis, talk.smalltalk, talk.elsewhere):
            for lines in examples.values():
                for line in lines:
                    written.update(line.split())
    return frozenset(folded_words(" ".join(written)))
