"""From words to numbered features: letter groups within words, beginnings of words, concepts, and pairs of both.

Features are named by a 32-bit hash, computed for all words at once with numpy, so that no table of strings is needed.
Each kind of feature (block) is weighed and brought to the same length on its own; what the catalogue has never seen
stays in the length, so that a message full of unknown words gets low scores everywhere (`matching.md`, section 5).
"""

import zlib
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.matching.concepts import Found
from bot.matching.text import beginning

Ints = NDArray[np.int64]
Hashes = NDArray[np.uint32]
Floats = NDArray[np.float32]

LETTERS, BEGINNINGS, PAIRS, CONCEPTS, CONCEPT_PAIRS = range(5)
BLOCKS = (LETTERS, BEGINNINGS, PAIRS, CONCEPTS, CONCEPT_PAIRS)
WEIGHTS = np.array([1.0, 0.8, 0.7, 1.0, 0.8], dtype=np.float32)
"""How much each block counts."""

EVENNESS = 0.65
"""The power that every value of a row is raised to: under 1, a block with many features counts more than one with few,
and no single rare feature can carry a message alone."""

RARITY_POWERS = (1.0, 1.5, 1.0, 1.0, 1.0)
"""How steeply the rarity of a feature counts, by block: rare words tell what a message is about."""

_SHORTEST, _LONGEST = 2, 5
_REACH = 3
_STEP = np.uint64(0x9E3779B97F4A7C15)
_TURN = np.uint64(0xBF58476D1CE4E5B9)
_SHIFT = np.uint64(29)
_TOP = np.uint64(32)
_MESSAGE = np.uint64(35)
_KEY = np.uint64((1 << 35) - 1)


@dataclass(frozen=True)
class Message:
    """The words of one text.

    Attributes:
        written: as they were written; pairs are of these.
        meant: what the misspelt ones probably are.
        concepts: what they mean.
    """

    written: Sequence[str]
    meant: Sequence[str] = ()
    concepts: Sequence[Found] = ()


@dataclass(frozen=True)
class Occurrences:
    """Features found in a batch of messages; one line for each time that one is found.

    `place` is the number of the word that it comes from, within the message.
    """

    message: Ints
    hash: Hashes
    block: NDArray[np.int8]
    place: Ints


def _mixed(value: NDArray[np.uint64]) -> Hashes:
    value = (value ^ (value >> _SHIFT)) * _TURN
    return (value >> _TOP).astype(np.uint32)


def letter_groups(words: Sequence[str], longest: int = _LONGEST) -> tuple[Hashes, Ints]:
    """The hashes of all letter groups within words, a space before and after each counted as a letter.

    Args:
        words: folded words.
        longest: the longest group, letters.

    Returns:
        the hashes, and for each the number of its word.
    """
    if not words:
        return np.zeros(0, np.uint32), np.zeros(0, np.int64)
    text = "".join(f" {word} " for word in words).encode("utf-32-le", "surrogatepass")
    points = np.frombuffer(text, dtype=np.uint32).astype(np.uint64)
    owner = np.repeat(np.arange(len(words)), [len(word) + 2 for word in words])
    value = points * _STEP
    hashes: list[Hashes] = []
    owners: list[Ints] = []
    for length in range(_SHORTEST, min(longest, len(points)) + 1):
        value = (value[:-1] ^ (value[:-1] >> _SHIFT)) * _TURN + points[length - 1 :] * _STEP
        whole = owner[: len(value)] == owner[length - 1 :]
        hashes.append(_mixed(value[whole]))
        owners.append(owner[: len(value)][whole])
    return np.concatenate(hashes), np.concatenate(owners)


def _grouped(owner: Ints, count: int) -> tuple[Ints, Ints]:
    """The order that sorts by owner, and where each owner's lines begin."""
    order = np.argsort(owner, kind="stable")
    begins = np.zeros(count + 1, np.int64)
    np.cumsum(np.bincount(owner, minlength=count), out=begins[1:])
    return order, begins


def spread(begins: Ints, chosen: Ints) -> tuple[Ints, Ints]:
    """Lay the lines of chosen groups one after the other.

    Args:
        begins: where each group's lines begin, and the end of the last.
        chosen: the groups, in the wanted order.

    Returns:
        the numbers of the lines, and for each the place in `chosen` that it belongs to.
    """
    sizes = begins[chosen + 1] - begins[chosen]
    which = np.repeat(np.arange(len(chosen)), sizes)
    ends = np.cumsum(sizes)
    lines = np.arange(int(ends[-1]) if len(ends) else 0) - np.repeat(ends - sizes, sizes) + begins[chosen][which]
    return lines, which


def occurrences(messages: Sequence[Message]) -> Occurrences:
    """Every feature of every message.

    Args:
        messages: the words of each.
    """
    numbers: dict[str, int] = {}
    said = [word for message in messages for word in (*message.written, *message.meant)]
    words = np.array([numbers.setdefault(word, len(numbers)) for word in said], np.int64)
    distinct = list(numbers)
    as_written = np.array([len(message.written) for message in messages], np.int64)
    sizes = as_written + np.array([len(message.meant) for message in messages], np.int64)
    of_message = np.repeat(np.arange(len(messages)), sizes)
    at_place = np.arange(len(words)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    written = at_place < as_written[of_message]

    hashes, of_word = letter_groups(distinct)
    order, begins = _grouped(of_word, len(distinct))
    lines, which = spread(begins, words)
    starts = np.array([zlib.crc32(beginning(w).encode("utf-8", "replace")) for w in distinct], dtype=np.uint32)
    start = starts[words]
    words_pair, words_at = _pairs(start[written], of_message[written], at_place[written])
    meaning, of_meaning, at_meaning = _meanings(messages)
    meanings_pair, meanings_at = _pairs(meaning, of_meaning, at_meaning)
    lengths = [len(lines), len(start), len(words_pair), len(meaning), len(meanings_pair)]
    return Occurrences(
        message=np.concatenate(
            [of_message[which], of_message, of_message[written][words_at], of_meaning, of_meaning[meanings_at]]
        ),
        hash=np.concatenate([hashes[order][lines], start, words_pair, meaning, meanings_pair]),
        block=np.repeat(np.array(BLOCKS, np.int8), lengths),
        place=np.concatenate(
            [at_place[which], at_place, at_place[written][words_at], at_meaning, at_meaning[meanings_at]]
        ),
    )


def _meanings(messages: Sequence[Message]) -> tuple[Hashes, Ints, Ints]:
    """Hashes of the concepts of messages, with the message and the place of each, in the order of the words."""
    found = [
        (number, concept.place, zlib.crc32(concept.concept.encode()))
        for number, message in enumerate(messages)
        for concept in sorted(message.concepts, key=lambda one: one.place)
    ]
    of_message, place, hashes = np.array(found, np.int64).reshape(-1, 3).T
    return hashes.astype(np.uint32), of_message, place


def _pairs(hashes: Hashes, message: Ints, place: Ints) -> tuple[Hashes, Ints]:
    """Hashes of ordered pairs at most three words apart, and which of the lines is the first of each.

    Lines are in the order of messages and places; concepts of one word share a place, and make no pair.
    """
    pairs: list[Hashes] = [np.zeros(0, np.uint32)]
    firsts: list[Ints] = [np.zeros(0, np.int64)]
    for ahead in range(1, len(hashes)):
        apart = place[ahead:] - place[:-ahead]
        near = (message[:-ahead] == message[ahead:]) & (apart <= _REACH)
        if not near.any():
            break
        first = np.flatnonzero(near & (apart > 0))
        left, right = hashes[first].astype(np.uint64), hashes[first + ahead].astype(np.uint64)
        pairs.append(_mixed((left * _STEP) ^ (right * _TURN + _STEP)))
        firsts.append(first)
    return np.concatenate(pairs), np.concatenate(firsts)


@dataclass(frozen=True)
class Bags:
    """The distinct features of a batch of messages.

    Attributes:
        count: how many messages there are.
        message: the number of the message of each feature.
        key: its block and hash in one number.
        times: how often it is there.
        place: the number of the first word that it comes from; empty where nobody asked.
    """

    count: int
    message: Ints
    key: NDArray[np.uint64]
    times: Floats
    place: Ints


def bags(messages: Sequence[Message], places: bool = False) -> Bags:
    """Count the features of messages.

    Args:
        messages: the words of each.
        places: whether the place of the first occurrence is wanted (costs time).
    """
    found = occurrences(messages)
    key = (found.message.astype(np.uint64) << _MESSAGE) | (found.block.astype(np.uint64) << _TOP) | found.hash
    if places:
        unique, first, times = np.unique(key, return_index=True, return_counts=True)
        place = found.place[first]
    else:
        unique, times = np.unique(key, return_counts=True)
        place = np.zeros(0, np.int64)
    return Bags(
        count=len(messages),
        message=(unique >> _MESSAGE).astype(np.int64),
        key=unique & _KEY,
        times=times.astype(np.float32),
        place=place,
    )


def block_of(key: NDArray[np.uint64]) -> Ints:
    """The blocks of features.

    Args:
        key: block and hash of each in one number.
    """
    return (key >> _TOP).astype(np.int64)


@dataclass(frozen=True)
class Vocabulary:
    """The features that the catalogue's phrases have, with their rarity; sorted by key (block and hash).

    `unseen` is the rarity of features that no phrase has, by block. `shared` tells which features more than one phrase
    has: a phrase that is judged as if it were new must not know the others by itself.
    """

    keys: NDArray[np.uint64]
    rarity: Floats
    unseen: Floats
    shared: NDArray[np.bool_]

    def find(self, key: NDArray[np.uint64]) -> Ints:
        """The numbers of features; -1 for those that the vocabulary does not have.

        Args:
            key: block and hash of each in one number.
        """
        if not len(self.keys):
            return np.full(len(key), -1)
        at = np.minimum(np.searchsorted(self.keys, key), len(self.keys) - 1)
        return np.where(self.keys[at] == key, at, -1)


@dataclass(frozen=True)
class Rows:
    """Messages as sparse rows of unit length: `number` -1 stands for unknown features, which only use up length."""

    count: int
    message: Ints
    block: Ints
    number: Ints
    value: Floats
    place: Ints

    def known(self, shared: NDArray[np.bool_] | None = None) -> Floats:
        """For each message, the share of its squared length that lies in features which the catalogue has.

        Args:
            shared: where given, features that only one phrase has count as not known.
        """
        mass = np.where(self.number >= 0, self.value * self.value, 0)
        if shared is not None:
            mass *= np.append(shared, False)[self.number]
        return np.bincount(self.message, weights=mass, minlength=self.count).astype(np.float32)


def rows(counted: Bags, vocabulary: Vocabulary) -> Rows:
    """Weigh features (sub-linear frequency times rarity) and bring every message to unit length.

    Args:
        counted: the features of the messages.
        vocabulary: what the catalogue has.
    """
    number, block, count = vocabulary.find(counted.key), block_of(counted.key), counted.count
    rarity = vocabulary.unseen[block]
    seen = number >= 0
    rarity[seen] = vocabulary.rarity[number[seen]]
    value = (1 + np.log(counted.times)) * rarity
    group = counted.message * len(BLOCKS) + block
    square = np.bincount(group, weights=value * value, minlength=count * len(BLOCKS))
    scale = np.tile(WEIGHTS, count) / np.sqrt(np.maximum(square, 1e-12))
    value = (value * scale[group]) ** EVENNESS
    square = np.bincount(counted.message, weights=value * value, minlength=count)
    value /= np.sqrt(np.maximum(square, 1e-12))[counted.message]
    return Rows(count, counted.message, block, number, value.astype(np.float32), counted.place)
