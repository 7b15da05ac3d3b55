"""The judging of all test questions, and how it is told in a terminal."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from bot.catalogue.sentences import Sentences
from bot.editing.confusion import Confusion, confusion
from bot.editing.judging import Judged
from bot.editing.measure import ALL, MEASURES, Count, Counts, counts
from bot.editing.result import Drop, graded

PAIRS = 15
"""How many of the pairs that get mixed up are told."""

_LABEL, _CELL = 28, 6


@dataclass(frozen=True)
class Evaluation:
    """Every judged question, and the ids of all entries."""

    judged: tuple[Judged, ...]
    entries: tuple[str, ...]

    @cached_property
    def counts(self) -> Counts:
        """What each measure comes to, by language and in all."""
        return counts(graded(self.judged))

    @cached_property
    def confusion(self) -> Confusion:
        """Which entries get mixed up."""
        return confusion(self.judged, self.entries)

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages that have questions, and `ALL` last."""
        return tuple(self.counts)

    def asked(self, language: str) -> int:
        """How many questions a language has.

        Args:
            language: its code, or `ALL`.
        """
        return sum(language in {one.question.language, ALL} for one in self.judged)


def percent(count: Count) -> str:
    """The share in per cent with one decimal; "-" where there is nothing to count.

    Args:
        count: how many of how many.
    """
    return f"{100 * count.hit / count.of:.1f}" if count.of else "-"


def draw(evaluation: Evaluation, tell: Sentences) -> str:
    """The table of all measures, and the entries that get mixed up most, as lines of text.

    Args:
        evaluation: the judged questions.
        tell: the words to tell it in.
    """
    return "\n".join([*_table(evaluation, tell), "", *_mixed(evaluation.confusion, tell)]) + "\n"


def draw_drops(found: Sequence[Drop], tell: Sentences, file: str) -> str:
    """What has become worse, and which questions fell.

    Args:
        found: the drops.
        tell: the words to tell it in.
        file: the file of the result that was compared with.
    """
    if not found:
        return tell.text("compare-good") + "\n"
    lines: list[str] = []
    for drop in found:
        values = {
            "language": drop.language,
            "measure": tell.text(drop.measure),
            "before": str(drop.before),
            "after": str(drop.after),
        }
        lines += [tell.text("drop", values), *(f"  {text}" for text in drop.fell)]
    return "\n".join([*lines, tell.text("drop-advice", {"file": file})]) + "\n"


def _table(evaluation: Evaluation, tell: Sentences) -> Iterator[str]:
    languages = evaluation.languages
    heads = [tell.text("all") if language == ALL else language for language in languages]
    yield _row("", heads)
    yield _row(tell.text("questions"), [str(evaluation.asked(language)) for language in languages])
    for measure in MEASURES:
        cells = [percent(evaluation.counts[language][measure.name]) for language in languages]
        yield _row(tell.text(measure.name), cells)
    yield tell.text("percent")


def _row(label: str, cells: Sequence[str]) -> str:
    return label.ljust(_LABEL) + "".join(cell.rjust(_CELL) for cell in cells)


def _mixed(found: Confusion, tell: Sentences) -> Iterator[str]:
    pairs = found.mixed(PAIRS)
    yield tell.text("mixed" if pairs else "mixed-none")
    for pair in pairs:
        yield f"{pair.there + pair.back:5}  {pair.one} ↔ {pair.other}  ({pair.there} →, {pair.back} ←)"
