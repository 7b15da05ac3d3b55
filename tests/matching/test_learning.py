import numpy as np

from bot.matching.features import Message
from bot.matching.index import Lesson, Task, build
from bot.matching.learning import Choice, choose, ground


def test_choosing_reaches_the_optimum() -> None:
    chance = np.random.default_rng(2)
    x = chance.normal(size=(80, 30)).astype(np.float32) + 1
    x /= np.linalg.norm(x, axis=1, keepdims=True)
    right = np.arange(80) % 4
    on = ground(x @ x.T)
    task = Choice(right, np.ones((80, 1), np.float32), 4)
    nothing = np.zeros((80, 4), np.float32)
    fit = choose(on, task, nothing, nothing)
    further = choose(on, task, nothing, fit.weights)
    further = choose(on, task, nothing, further.weights)
    assert np.abs(fit.scores - further.scores).max() < 0.25
    assert (fit.scores.argmax(axis=1) == further.scores.argmax(axis=1)).mean() > 0.95


def test_left_out_phrase_is_not_known_by_heart() -> None:
    """A phrase whose words nobody else uses cannot be guessed when it is left out."""
    texts = ["alfa beta", "alfa gamma", "alfa delta", "zulu yankee", "omega psi", "omega chi", "omega rho", "omega tau"]
    lessons = [Lesson(Message(text.split()), 0, 0 if at == 3 else -1) for at, text in enumerate(texts)]
    right = np.array([0, 0, 0, 0, 1, 1, 1, 1])
    none = np.zeros((8, 0), np.float32)
    learned = build(lessons, Task(right, np.ones(8, np.float32), 2, none, none), (0,))
    assert learned.held_out[0, 0] > learned.held_out[0, 1] + 1
    assert abs(learned.held_out[3, 0] - learned.held_out[3, 1]) < 0.5
    assert learned.known[3] < 0.3


def test_packed_weights_rank_as_learned() -> None:
    texts = ["alfa beta", "alfa gamma", "omega psi", "omega chi"]
    lessons = [Lesson(Message(text.split()), 0, -1) for text in texts]
    none = np.zeros((4, 0), np.float32)
    learned = build(lessons, Task(np.array([0, 0, 1, 1]), np.ones(4, np.float32), 2, none, none))
    index = learned.index
    asked = index.scores(index.encode([Message(text.split()) for text in texts]))
    one_by_one = [index.scores(index.encode([Message(text.split())]))[0] for text in texts]
    assert np.allclose(asked, learned.held_out, atol=0.1)
    assert np.allclose(asked, one_by_one, atol=1e-4)
