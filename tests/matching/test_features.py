import numpy as np
import pytest

from bot.matching.concepts import Found
from bot.matching.features import CONCEPT_PAIRS, CONCEPTS, PAIRS, Message, bags, block_of, letter_groups, rows
from bot.matching.index import counted, vocabulary_of

PHRASES = [Message(text.split()) for text in ("jag har skulder", "mina skulder", "jag har inte mat", "", "mat hemma")]

PAIRED = Message(["kill", "me"], concepts=[Found("kill", 0), Found("me", 1)])


def test_letter_groups_stay_within_words() -> None:
    alone, _ = letter_groups(["ab"])
    both, owner = letter_groups(["ab", "cd"])
    assert set(alone) <= set(both)
    assert len(both) == 2 * len(alone)
    assert sorted(set(owner)) == [0, 1]


def test_order_of_words_is_a_feature() -> None:
    one, other = (bags([Message(words)]) for words in (["han", "slar", "mig"], ["mig", "slar", "han"]))
    assert set(one.key[block_of(one.key) < PAIRS]) == set(other.key[block_of(other.key) < PAIRS])
    assert set(one.key[block_of(one.key) == PAIRS]) != set(other.key[block_of(other.key) == PAIRS])


def test_words_of_one_concept_share_a_feature() -> None:
    one, other = (bags([Message([word], concepts=[Found("mother", 0)])], True) for word in ("morsan", "hooyo"))
    shared = set(one.key) & set(other.key)
    assert block_of(np.array(sorted(shared))).tolist() == [CONCEPTS]


def test_concepts_near_each_other_make_pairs_in_their_order() -> None:
    def pairs(*found: Found) -> set[int]:
        one = bags([Message([], concepts=found)])
        return set(one.key[block_of(one.key) == CONCEPT_PAIRS].tolist())

    kill, me = Found("kill", 0), Found("me", 2)
    assert len(pairs(kill, me)) == 1
    assert pairs(kill, me) == pairs(me, kill), "they are put in the order of the words"
    assert pairs(kill, me) != pairs(Found("me", 0), Found("kill", 2))
    assert not pairs(kill, Found("die", 0)), "two meanings of one word are no pair"
    assert not pairs(kill, Found("me", 4)), "four words apart is too far"


def test_no_feature_reaches_into_the_next_message() -> None:
    alone = [bags([one]) for one in (PAIRED, PHRASES[0])]
    both = bags([PAIRED, PHRASES[0]])
    for number, one in enumerate(alone):
        assert both.key[both.message == number].tolist() == one.key.tolist()


def test_rows_have_unit_length() -> None:
    vocabulary = vocabulary_of(counted(PHRASES), len(PHRASES), 1)
    found = rows(bags(PHRASES), vocabulary)
    length = np.bincount(found.message, weights=found.value**2, minlength=len(PHRASES))
    assert length == pytest.approx([1, 1, 1, 0, 1], abs=1e-5)


def test_unknown_words_use_up_length() -> None:
    vocabulary = vocabulary_of(counted(PHRASES), len(PHRASES), 1)
    asked = [Message(["skulder"]), Message(["skulder", "xyzzy"]), Message(["xyzzy"])]
    known = rows(bags(asked), vocabulary).known()
    assert known[0] == pytest.approx(1)
    assert 0.2 < known[1] < 0.8
    assert known[2] < 0.2
