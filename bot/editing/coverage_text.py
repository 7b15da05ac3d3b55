"""What is translated, as lines for a terminal: as many languages side by side as there is room for."""

from collections.abc import Iterator, Sequence

from bot.catalogue.sentences import Sentences
from bot.editing.coverage import FIELDS, Coverage, Covered, Mark

SIGNS = {Mark.THERE: "●", Mark.MISSING: "✗", Mark.NOT_NEEDED: "·"}
OLDER = "!"

_NUMBER = 4
_CELL = len(FIELDS) + _NUMBER + len("d!")
_GAP = "  "


def draw(found: Coverage, tell: Sentences, width: int) -> str:
    """The matrix of entries, languages and fields, and the totals.

    Args:
        found: what is translated.
        tell: the words to tell it in.
        width: the columns of the terminal.
    """
    label = max([len(entry) for entry in found.entries] + [len(name) for name in _labels(found, tell)], default=0)
    room = max(1, (width - label) // (_CELL + len(_GAP)))
    lines: list[str] = []
    for first in range(0, len(found.languages), room):
        lines += [*_block(found, found.languages[first : first + room], tell, label), ""]
    return "\n".join([*lines, *_legend(tell), *verdict(found, tell)]) + "\n"


def verdict(found: Coverage, tell: Sentences) -> tuple[str, ...]:
    """What to make of it, in sentences: whether something is missing, and what the table cannot show.

    Args:
        found: what is translated.
        tell: the words to tell it in.
    """
    unread = (tell.text("source-unreadable", {"file": file}) for file in found.unread)
    faulty = (tell.text("faulty"),) if found.faulty else ()
    return (tell.text("complete" if found.complete else "missing"), *unread, *faulty)


def _labels(found: Coverage, tell: Sentences) -> list[str]:
    names = [part.name for part in found.parts[found.languages[0]]] if found.languages else []
    return [tell.text(f"part.{name}") for name in names] + [tell.text("total"), tell.text("total.older")]


def _block(found: Coverage, languages: Sequence[str], tell: Sentences, label: int) -> Iterator[str]:
    yield _row("", languages, label)
    for entry, by_language in found.entries.items():
        yield _row(entry, [_cell(by_language[code]) for code in languages], label)
    yield ""
    of = {code: found.of(code) for code in languages}
    complete = [f"{sum(one.complete for one in of[code])}/{len(of[code])}" for code in languages]
    yield _row(tell.text("total"), complete, label)
    yield _row(tell.text("total.examples"), [str(sum(one.examples for one in of[code])) for code in languages], label)
    yield _row(
        tell.text("total.draft"), [str(sum(one.state == "draft" for one in of[code])) for code in languages], label
    )
    yield _row(tell.text("total.older"), [str(sum(one.older for one in of[code])) for code in languages], label)
    for at, part in enumerate(found.parts[languages[0]]):
        parts = [found.parts[code][at] for code in languages]
        cells = [f"{SIGNS[Mark.MISSING] if p.mandatory else ''}{p.there}/{p.of}{OLDER * p.older}" for p in parts]
        yield _row(tell.text(f"part.{part.name}"), cells, label)


def _cell(one: Covered) -> str:
    signs = "".join(SIGNS[one.marks[field]] for field in FIELDS)
    few = SIGNS[Mark.MISSING] if one.examples < one.fewest else ""
    number = f"{few}{one.examples}".rjust(_NUMBER)
    return f"{signs}{number}{one.state[:1] or ' '}{OLDER if one.older else ' '}"


def _row(name: str, cells: Sequence[str], label: int) -> str:
    return (name.ljust(label) + "".join(_GAP + cell.ljust(_CELL) for cell in cells)).rstrip()


def _legend(tell: Sentences) -> Iterator[str]:
    fields = ", ".join(tell.text(f"field.{field}") for field in FIELDS)
    yield tell.text("legend", {"fields": fields})
    there, missing, other = (SIGNS[mark] for mark in (Mark.THERE, Mark.MISSING, Mark.NOT_NEEDED))
    yield tell.text("legend.signs", {"there": there, "missing": missing, "other": other, "older": OLDER})
