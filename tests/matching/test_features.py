import numpy as np
import pytest

from bot.matching.features import Message, bags, letter_groups, rows
from bot.matching.index import vocabulary_of
from bot.matching.sparse import add_transposed, gram, matrix, times

PHRASES = [Message(text.split()) for text in ("jag har skulder", "mina skulder", "jag har inte mat", "", "mat hemma")]


def test_letter_groups_stay_within_words() -> None:
    alone, _ = letter_groups(["ab"])
    both, owner = letter_groups(["ab", "cd"])
    assert set(alone) <= set(both)
    assert len(both) == 2 * len(alone)
    assert sorted(set(owner)) == [0, 1]


def test_order_of_words_is_a_feature() -> None:
    one, other = (bags([Message(words)]) for words in (["han", "slar", "mig"], ["mig", "slar", "han"]))
    assert set(one.hash[one.block < 2]) == set(other.hash[other.block < 2])
    assert set(one.hash[one.block == 2]) != set(other.hash[other.block == 2])


def test_rows_have_unit_length() -> None:
    vocabulary = vocabulary_of(PHRASES, 1)
    found = rows(bags(PHRASES), vocabulary, len(PHRASES))
    length = np.bincount(found.message, weights=found.value**2, minlength=len(PHRASES))
    assert length == pytest.approx([1, 1, 1, 0, 1], abs=1e-5)


def test_unknown_words_use_up_length() -> None:
    vocabulary = vocabulary_of(PHRASES, 1)
    asked = [Message(["skulder"]), Message(["skulder", "xyzzy"]), Message(["xyzzy"])]
    known = rows(bags(asked), vocabulary, 3).known()
    assert known[0] == pytest.approx(1)
    assert 0.2 < known[1] < 0.8
    assert known[2] < 0.2


def test_sparse_products_equal_dense_ones() -> None:
    chance = np.random.default_rng(1)
    dense = (chance.random((60, 90)) * (chance.random((60, 90)) < 0.5)).astype(np.float32)
    row, column = np.nonzero(dense)
    x = matrix(row, column, dense[row, column], 60)
    weights = chance.random((90, 7)).astype(np.float32)
    values = chance.random((60, 7)).astype(np.float32)
    transposed = np.zeros((90, 7), np.float32)
    add_transposed(x, values, transposed)
    assert np.allclose(times(x, weights), dense @ weights, atol=1e-4)
    assert np.allclose(transposed, dense.T @ values, atol=1e-4)
    assert np.allclose(gram(x), dense @ dense.T, atol=1e-3)
