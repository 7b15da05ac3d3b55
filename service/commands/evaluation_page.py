"""The judging of the test questions as one page that can be opened anywhere: nothing is loaded, nothing runs."""

from collections.abc import Iterable
from dataclasses import dataclass

from bot.catalogue.sentences import Sentences
from bot.editing.confusion import NONE
from bot.editing.evaluation import PAIRS, Evaluation, percent
from bot.editing.judging import Judged
from bot.editing.measure import ALL, MEASURES
from bot.editing.why import why
from bot.library import Library
from bot.wording.catalogs import FALLBACK
from service.web.pages import Pages

CELL = 15
"""The side of one cell of the picture, in pixels."""


@dataclass(frozen=True)
class Cell:
    """One cell of the picture: its place from the upper left, how many questions, its share of the row (0 to 1)."""

    row: int
    column: int
    count: int
    share: float
    right: bool
    told: str


@dataclass(frozen=True)
class Failed:
    """A question that went wrong: its language and direction, what should have come, what came, and why."""

    language: str
    direction: str
    text: str
    place: str
    wanted: str
    grade: str
    why: tuple[str, ...]


def evaluation_page(found: Evaluation, shelf: Library, tell: Sentences, language: str) -> str:
    """The page as HTML.

    Args:
        found: the judged questions.
        shelf: the names of entries, and the matcher that tells why.
        tell: the words to tell it in.
        language: the code of their language.
    """
    order = found.confusion.order
    names = {entry: shelf.catalogue.words_for(entry, FALLBACK)[0].front.title for entry in order}
    rows = [
        (tell.text("all") if code == ALL else code, found.asked(code), _numbers(found, code))
        for code in found.languages
    ]
    values = {
        "tell": tell.text,
        "language": language,
        "version": shelf.catalogue.version,
        "measures": [tell.text(measure.name) for measure in MEASURES],
        "rows": rows,
        "names": [names[entry] for entry in order],
        "cells": list(_cells(found, names, tell)),
        "cell": CELL,
        "pairs": [(names[p.one], names[p.other], p.there, p.back) for p in found.confusion.mixed(PAIRS)],
        "failed": _failed(found.judged, shelf, tell),
    }
    return Pages().text("knowledge/evaluation.html", values)


def _numbers(found: Evaluation, language: str) -> list[tuple[str, str]]:
    """For each measure the share in per cent, and the counts behind it."""
    by_name = found.counts[language]
    return [(percent(by_name[m.name]), f"{by_name[m.name].hit}/{by_name[m.name].of}") for m in MEASURES]


def _cells(found: Evaluation, names: dict[str, str], tell: Sentences) -> Iterable[Cell]:
    order = found.confusion.order
    place = {entry: at for at, entry in enumerate((*order, NONE))}
    named = {**names, NONE: tell.text("html.none")}
    for (right, read), count in sorted(found.confusion.cells.items()):
        if right in names and read in named:
            told = tell.text("html.cell", {"right": named[right], "read": named[read], "count": str(count)})
            share = round(count / found.confusion.asked(right), 3)
            yield Cell(place[right], place[read], count, share, right == read, told)


def _failed(judged: Iterable[Judged], shelf: Library, tell: Sentences) -> dict[str, list[Failed]]:
    """The questions that went wrong, by language."""
    found: dict[str, list[Failed]] = {}
    for one in judged:
        if one.failed:
            asked = one.question
            found.setdefault(asked.language, []).append(
                Failed(
                    language=asked.language,
                    direction=shelf.catalogue.languages[asked.language].direction,
                    text=asked.text,
                    place=f"{asked.file}:{asked.line}",
                    wanted=tell.text(f"kind.{asked.kind}", {"names": ", ".join(asked.names)}),
                    grade=tell.text(f"grade.{one.grade}"),
                    why=tuple(why(shelf.reader, one.read, one.reading)),
                )
            )
    return found
