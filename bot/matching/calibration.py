"""Setting the numbers that decisions rest on, from scores of examples that were left out of learning.

Two steps: the scale that turns scores into probabilities is fitted by likelihood; then each threshold is set as low as
its budget of mistakes allows, so that as much as possible is answered at once or by choices.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from bot.matching.decide import SHOWN, Classes, Scale, Thresholds, probabilities
from bot.matching.features import Floats, Ints
from bot.matching.phrases import ELSEWHERE, ENTRY, SMALLTALK

_MOST = 6000
_LEAST = 0.05

# Left-out examples are harder than what people ask: each was written to differ from all others, and a quarter of the
# examples is missing when it is judged. The budgets are therefore wider than the shares that we aim at.
_WRONG_BUDGET = 0.06
"""The share of needs that may get a wrong answer at once."""
_FALSE_BUDGET = 0.1
"""The share of others' matters that may get an answer."""
_OFFERED_BUDGET = 0.24
"""The share of others' matters that may get an answer or choices."""
_LOST_COSTS = 4.0
"""How much worse it is to take a need for small talk than the other way round."""


@dataclass(frozen=True)
class Checked:
    """Left-out examples: scores, known share of the features, and the class that each belongs to."""

    scores: Floats
    known: Floats
    right: Ints


def thinned(checked: Checked) -> Checked:
    """At most some thousands of the examples, evenly taken; more make thresholds no better, only later.

    Args:
        checked: all of them.
    """
    step = -(-len(checked.right) // _MOST) or 1
    return Checked(checked.scores[::step], checked.known[::step], checked.right[::step])


def _acceptable(checked: Checked, classes: Classes) -> NDArray[np.bool_]:
    """Which classes (last: none) are right for each example; any topic, and none, is as good for others' matters."""
    kinds = np.array(classes.kinds)
    right = np.zeros((len(checked.right), len(kinds) + 1), bool)
    right[np.arange(len(right)), checked.right] = True
    others = kinds[checked.right] == ELSEWHERE
    right[np.ix_(others, np.append(kinds == ELSEWHERE, True))] = True
    return right


def fit_scale(checked: Checked, classes: Classes) -> Scale:
    """The scale under which the right classes of left-out examples are most likely.

    Args:
        checked: the examples.
        classes: what the columns of their scores are.
    """
    if not len(checked.right):
        return Scale()
    right = _acceptable(checked, classes)

    def surprise(scale: Scale) -> float:
        chances = probabilities(checked.scores, checked.known, classes, scale)
        return float(-np.log(np.maximum((chances * right).sum(axis=1), 1e-6)).mean())

    best = Scale()
    least = surprise(best)
    for size in (1.0, 0.5, 0.25):
        for change in _changes(size):
            while (now := surprise(changed := change(best))) < least - 1e-4:
                best, least = changed, now
    return best


def _changes(size: float) -> list[Callable[[Scale], Scale]]:
    def sharper(by: float) -> Callable[[Scale], Scale]:
        return lambda s: replace(s, sharpness=s.sharpness * by)

    def biased(kind: int, by: float) -> Callable[[Scale], Scale]:
        def change(s: Scale) -> Scale:
            bias = [*s.bias]
            bias[kind] += by
            return replace(s, bias=(bias[0], bias[1], bias[2]))

        return change

    def emptier(by: float) -> Callable[[Scale], Scale]:
        return lambda s: replace(s, none=s.none + by)

    def stranger(by: float) -> Callable[[Scale], Scale]:
        return lambda s: replace(s, unknown=max(0.0, s.unknown + by))

    changes: list[Callable[[Scale], Scale]] = []
    for sign in (1, -1):
        changes += [sharper(1 + sign * 0.3 * size), biased(1, sign * size), biased(2, sign * size)]
        changes += [emptier(sign * 0.2 * size), stranger(sign * 2 * size)]
    return changes


@dataclass(frozen=True)
class _Chances:
    best: Floats
    shown: Floats
    entries: Floats
    small: Floats
    first_right: NDArray[np.bool_]


def _chances(checked: Checked, classes: Classes, scale: Scale) -> _Chances:
    chances = probabilities(checked.scores, checked.known, classes, scale)
    entries = classes.of(ENTRY)
    of_entries = chances[:, entries]
    right = entries[of_entries.argmax(axis=1)] == checked.right
    small = chances[:, classes.of(SMALLTALK)].sum(axis=1)
    shown = -np.sort(-of_entries, axis=1)[:, :SHOWN].sum(axis=1)
    return _Chances(of_entries.max(axis=1), shown, of_entries.sum(axis=1), small, right)


def _is_small(c: _Chances, threshold: float) -> NDArray[np.bool_]:
    """Which examples would be taken for small talk (`decide.decide` has the same rule)."""
    result: NDArray[np.bool_] = (c.small >= threshold) & (c.small > c.entries)
    return result


def fit_thresholds(checked: Checked, classes: Classes, scale: Scale) -> Thresholds:
    """The lowest thresholds that keep wrong answers, and choices shown for others' matters, within their budgets.

    Args:
        checked: the examples.
        classes: what the columns of their scores are.
        scale: how scores become probabilities.
    """
    if not len(checked.right):
        return Thresholds()
    chances = _chances(checked, classes, scale)
    kind = kinds_of(checked, classes)
    smalltalk = _smalltalk(chances, kind)
    small = _is_small(chances, smalltalk)
    entry, others = (kind == ENTRY) & ~small, (kind == ELSEWHERE) & ~small
    wrong = chances.best[entry & ~chances.first_right]
    answer = _lowest(wrong, _WRONG_BUDGET * float((kind == ENTRY).sum()))
    answer = max(answer, _lowest(chances.best[others], _FALSE_BUDGET * float((kind == ELSEWHERE).sum())))
    clarify = _lowest(chances.shown[others], _OFFERED_BUDGET * float((kind == ELSEWHERE).sum()))
    return Thresholds(answer=answer, clarify=clarify, smalltalk=smalltalk)


def _lowest(values: Floats, budget: float) -> float:
    """The lowest threshold that at most a number of values reach."""
    if len(values) <= budget:
        return _LEAST
    return max(_LEAST, float(np.sort(values)[::-1][int(budget)]) + 1e-4)


def _smalltalk(chances: _Chances, kind: NDArray[np.str_]) -> float:
    """The threshold of small talk that is right most often, on small talk and on questions alike."""
    best, most = Thresholds().smalltalk, -1.0
    for threshold in np.arange(0.2, 0.75, 0.05):
        taken = _is_small(chances, threshold)
        right = float(taken[kind == SMALLTALK].mean()) if (kind == SMALLTALK).any() else 0.0
        lost = float(taken[kind == ENTRY].mean()) if (kind == ENTRY).any() else 0.0
        if right - _LOST_COSTS * lost > most:
            best, most = float(threshold), right - _LOST_COSTS * lost
    return best


def fit_alarms(others: Mapping[str, Floats], share: float) -> dict[str, float]:
    """The level of each language above which messages sound like danger: so high that few others do.

    Half of it is the level of all languages together, since one language alone has few examples that come near.

    Args:
        others: by language, how much left-out examples sound like it that are not.
        share: the share of them that may be above (0 to 1).
    """

    def level(values: Floats) -> float:
        return float(np.quantile(values, 1 - share)) if len(values) else float("inf")

    together = level(np.concatenate([*others.values(), np.zeros(0, np.float32)]))
    return {language: (level(own) + together) / 2 if len(own) else together for language, own in others.items()}


def kinds_of(checked: Checked, classes: Classes) -> NDArray[np.str_]:
    """The kind of each example.

    Args:
        checked: the examples.
        classes: what the columns of their scores are.
    """
    found: Sequence[str] = [classes.kinds[i] for i in checked.right]
    return np.array(found)
