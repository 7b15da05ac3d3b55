import numpy as np
import pytest
from scipy.sparse import csr_array

from bot.matching.features import Floats, Ints, Message
from bot.matching.index import Lesson, balance, build
from bot.matching.learning import Matrix, Task, add_product, learn, passes_for


def problem(rows: int = 400, columns: int = 60) -> tuple[Matrix, Task, Floats]:
    """Rows of four classes that a plane can tell apart nearly always."""
    chance = np.random.default_rng(2)
    right = np.arange(rows) % 4
    centres = chance.normal(size=(4, columns))
    x = (centres[right] + chance.normal(size=(rows, columns))).astype(np.float32)
    x /= np.linalg.norm(x, axis=1, keepdims=True)
    return csr_array(x), task(right, 4), x


def task(right: Ints, classes: int) -> Task:
    return Task(right, np.ones(len(right), np.float32), classes, classes, np.zeros(len(right), bool))


def test_what_was_learned_holds_for_new_rows() -> None:
    x, what, dense = problem()
    weights = learn(x, what, np.arange(300), passes_for(300))
    assert ((dense[300:] @ weights).argmax(axis=1) == what.right[300:]).mean() > 0.9


def test_learning_again_gives_the_same() -> None:
    x, what, _ = problem()
    rows = np.arange(400)
    assert np.array_equal(learn(x, what, rows, 3), learn(x, what, rows, 3))


def test_harmless_rows_push_danger_down_and_no_class_up() -> None:
    """What danger and "no danger" share must lose its meaning, and the ordinary classes stay level."""
    x = csr_array(np.array([[1, 0, 0], [0, 1, 0], [0, 0, 1], [0, 0, 1]], np.float32))
    right = np.array([0, 1, 2, -1])
    alarmed = Task(right, np.ones(4, np.float32), 3, 2, np.zeros(4, bool))
    taught = Task(right, np.ones(4, np.float32), 3, 2, np.array([False, False, False, True]))
    without, with_it = (learn(x, one, np.arange(4), 10) for one in (alarmed, taught))
    assert with_it[2, 2] < without[2, 2] / 2
    assert abs(with_it[2, 0] - with_it[2, 1]) < 0.05


def test_rows_without_a_class_teach_nothing() -> None:
    x = csr_array(np.eye(3, dtype=np.float32))
    weights = learn(x, task(np.array([0, 1, -1]), 2), np.arange(3), 3)
    assert not weights[2].any()


def test_rare_classes_count_more() -> None:
    weight = balance(np.array([0] * 90 + [1] * 10 + [-1]), 2)
    assert weight[90] > 2 * weight[0]
    assert weight[-1] == 0


def test_left_out_phrase_is_not_known_by_heart() -> None:
    """A phrase whose words nobody else uses cannot be guessed when it is left out."""
    texts = ["alfa beta", "alfa gamma", "alfa delta", "zulu yankee", "omega psi", "omega chi", "omega rho", "omega tau"]
    folds = [0, -1, -1, 1, -1, -1, -1, -1]
    lessons = [Lesson(Message(text.split()), fold) for text, fold in zip(texts, folds, strict=True)]
    learned = build(lessons, task(np.array([0, 0, 0, 0, 1, 1, 1, 1]), 2), 1, (0, 1))
    assert learned.held_out[0, 0] > learned.held_out[0, 1] + 1
    assert abs(learned.held_out[3, 0] - learned.held_out[3, 1]) < 0.5
    assert learned.known[3] < 0.3
    assert not learned.held_out[[1, 2, 4, 5, 6, 7]].any()
    scores = learned.index.scores(learned.index.encode([Message(["zulu", "yankee"])]))[0]
    assert scores[0] > scores[1] + 0.5, "in the end it is learned from as well"


def test_packed_weights_score_alike_alone_and_together() -> None:
    texts = ["alfa beta", "alfa gamma", "omega psi", "omega chi"]
    lessons = [Lesson(Message(text.split()), -1) for text in texts]
    index = build(lessons, task(np.array([0, 0, 1, 1]), 2)).index
    asked = index.scores(index.encode([Message(text.split()) for text in texts]))
    one_by_one = [index.scores(index.encode([Message(text.split())]))[0] for text in texts]
    assert asked.argmax(axis=1).tolist() == [0, 0, 1, 1]
    assert np.allclose(asked, one_by_one, atol=1e-4)


def test_weights_grow_by_the_product() -> None:
    """SciPy's own function, which is not public, does what its public product does."""
    chance = np.random.default_rng(5)
    part = csr_array((chance.random((7, 40)) * (chance.random((7, 40)) > 0.7)).astype(np.float32))
    push = chance.normal(size=(7, 5)).astype(np.float32)
    weights = chance.normal(size=(40, 5)).astype(np.float32)
    expected = weights + part.T @ push
    add_product(weights, part, push)
    assert np.allclose(weights, expected, atol=1e-6)
    with pytest.raises(ValueError, match="order"):
        add_product(np.asfortranarray(weights), part, push)
