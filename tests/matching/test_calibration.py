import numpy as np

from bot.matching.calibration import Checked, fit_alarms, fit_scale, fit_thresholds, kinds_of
from bot.matching.decide import Classes, Scale, Thresholds, decide, probabilities
from bot.matching.phrases import ELSEWHERE, ENTRY, SMALLTALK
from bot.matching.reading import Outcome

CLASSES = Classes((ENTRY, ENTRY, ENTRY, SMALLTALK, ELSEWHERE), ("a", "b", "c", "person", "taxes"))


def made(noise: float, count: int = 600) -> Checked:
    chance = np.random.default_rng(3)
    right = np.arange(count) % 5
    scores = chance.normal(0, noise, (count, 5)).astype(np.float32)
    scores[np.arange(count), right] += 2
    return Checked(scores, np.full(count, 0.9, np.float32), right)


def test_chances_sum_to_one() -> None:
    checked = made(1.0)
    chances = probabilities(checked.scores, checked.known, CLASSES, Scale())
    assert np.allclose(chances.sum(axis=1), 1, atol=1e-5)


def test_chances_are_as_good_as_they_claim() -> None:
    checked = made(1.0, 5000)
    chances = probabilities(checked.scores, checked.known, CLASSES, fit_scale(checked, CLASSES))[:, :5]
    best = chances.max(axis=1)
    right = chances.argmax(axis=1) == checked.right
    high = best > 0.6
    assert abs(best[high].mean() - right[high].mean()) < 0.06


def test_wrong_answers_stay_in_budget() -> None:
    checked = made(1.4)
    scale = fit_scale(checked, CLASSES)
    at = fit_thresholds(checked, CLASSES, scale)
    outcome, first = [], []
    for one in probabilities(checked.scores, checked.known, CLASSES, scale):
        ranked = [int(i) for i in np.argsort(-one[:3], kind="stable")]
        outcome.append(decide(one, CLASSES, ranked, at).outcome)
        first.append(ranked[0])
    answered = np.array([one is Outcome.ANSWER for one in outcome])
    shown = answered | np.array([one is Outcome.CLARIFY for one in outcome])
    right = np.array(first) == checked.right
    kind = kinds_of(checked, CLASSES)
    assert (answered & ~right)[kind == ENTRY].mean() <= 0.061
    assert shown[kind == ELSEWHERE].mean() <= 0.245
    assert (answered & right)[kind == ENTRY].mean() > 0.3


def test_wish_for_a_person_is_a_handover() -> None:
    chances = np.array([0.05, 0.05, 0.0, 0.85, 0.05, 0.0], np.float32)
    decision = decide(chances, CLASSES, [0, 1, 2], Thresholds())
    assert (decision.outcome, decision.smalltalk) == (Outcome.HANDOVER, "person")


def test_many_faint_chances_are_no_choices() -> None:
    six = Classes((ENTRY,) * 6 + (ELSEWHERE,), ("a", "b", "c", "d", "e", "f", "taxes"))
    faint = np.array([0.12] * 6 + [0.28, 0.0], np.float32)
    assert decide(faint, six, range(6), Thresholds(answer=0.5, clarify=0.4)).outcome is Outcome.UNKNOWN
    clear = np.array([0.3, 0.2, 0.1, 0.04, 0.04, 0.04, 0.28, 0.0], np.float32)
    decision = decide(clear, six, range(6), Thresholds(answer=0.5, clarify=0.4))
    assert (decision.outcome, decision.shown) == (Outcome.CLARIFY, 3)


def test_level_of_alarm_leans_on_all_languages() -> None:
    chance = np.random.default_rng(4)
    loud, quiet = (chance.normal(middle, 1, 1000).astype(np.float32) for middle in (2.0, -2.0))
    levels = fit_alarms({"sv": loud, "fi": quiet, "uk": np.zeros(0, np.float32)}, 0.02)
    assert (loud > levels["sv"]).mean() <= 0.06
    assert (quiet > levels["fi"]).mean() <= 0.02
    assert levels["fi"] < levels["uk"] < levels["sv"]


def test_without_other_examples_nothing_alarms() -> None:
    assert fit_alarms({"sv": np.zeros(0, np.float32)}, 0.02) == {"sv": float("inf")}
