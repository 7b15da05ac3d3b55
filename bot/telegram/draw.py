"""From a screen to Telegram messages: plain text, the places that are bold, and the buttons.

No parse mode is used, so nothing has to be escaped. Telegram counts in UTF-16 units, and so do we. All bubbles of a
screen become one message where they fit, since Telegram allows one message a second in a chat, and since a crash can
then repeat no more than one.
"""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.wording.screen import Bubble, Button, Paragraph, Screen, Span

MAX_TEXT = 4096
"""UTF-16 units of one message (Bot API, sendMessage)."""

MAX_LABEL = 64

_ISOLATE, _END_ISOLATE = "\u2068", "\u2069"
_RIGHT_TO_LEFT = "\u200f"
_BULLET = "• "


@dataclass(frozen=True)
class Bold:
    """A bold piece of a text, in UTF-16 units."""

    offset: int
    length: int


@dataclass(frozen=True)
class Key:
    """A button under a message."""

    label: str
    code: str


@dataclass(frozen=True)
class Drawn:
    """One Telegram message; `keys` stand one in each row."""

    text: str
    bold: tuple[Bold, ...] = ()
    keys: tuple[Key, ...] = ()


@dataclass(frozen=True)
class _Piece:
    """A paragraph as drawn; `gap` stands between it and the piece before, where that is in the same message."""

    text: str
    gap: str
    bold: bool = False


def draw(screen: Screen) -> Sequence[Drawn]:
    """The messages that show a screen, in order; the buttons are under the last one.

    Args:
        screen: one turn, as the resident shall see it.
    """
    pieces = [piece for bubble in screen.bubbles for piece in _pieces(bubble)]
    messages = [_message(packed) for packed in _packed(pieces)]
    if messages and screen.buttons:
        last = messages[-1]
        messages[-1] = Drawn(last.text, last.bold, tuple(map(_key, screen.buttons)))
    return messages


def units(text: str) -> int:
    """The length of a text as Telegram counts it.

    Args:
        text: any text.
    """
    return len(text) + sum(character > "\uffff" for character in text)


def _pieces(bubble: Bubble) -> Iterable[_Piece]:
    """The paragraphs of a bubble. Its first one stands apart from what comes before."""
    before = "start"
    if bubble.author:
        yield _Piece(bubble.author, "\n\n", bold=True)
        before = "heading"
    for paragraph in bubble.paragraphs:
        text = _text(paragraph, rtl=(paragraph.direction or bubble.direction) == "rtl")
        if not text:
            continue
        close = before == "heading" or before == paragraph.kind == "item"
        yield from _cut(_Piece(text, "\n" if close else "\n\n", bold=paragraph.kind == "heading"))
        before = paragraph.kind


def _text(paragraph: Paragraph, *, rtl: bool) -> str:
    text = "".join(_span(span, rtl=rtl) for span in paragraph.spans).strip()
    mark = _RIGHT_TO_LEFT if rtl and _begins_left_to_right(text) else ""
    return f"{mark}{_BULLET}{text}" if text and paragraph.kind == "item" else f"{mark}{text}"


def _begins_left_to_right(text: str) -> bool:
    """Whether the first letter with a direction would turn the whole paragraph (Unicode UAX #9, rules P2 and P3)."""
    for character in text:
        direction = unicodedata.bidirectional(character)
        if direction in {"L", "R", "AL"}:
            return direction == "L"
    return False


def _span(span: Span, *, rtl: bool) -> str:
    # In a right-to-left text the groups of a number would change places, unless it is isolated.
    return f"{_ISOLATE}{span.text}{_END_ISOLATE}" if span.phone and rtl else span.text


def _cut(piece: _Piece) -> Iterable[_Piece]:
    """The piece itself, or, where it is too long for one message, the pieces that it is cut into between words."""
    text, gap = piece.text, piece.gap
    while units(text) > MAX_TEXT:
        end = _longest(text)
        cut = max(text.rfind("\n", 1, end), text.rfind(". ", 1, end) + 1)
        if cut <= end // 2:
            cut = text.rfind(" ", 1, end)
        cut = cut if cut > 0 else end
        yield _Piece(text[:cut].rstrip(), gap, piece.bold)
        text, gap = text[cut:].lstrip(), "\n"
    if text:
        yield _Piece(text, gap, piece.bold)


def _longest(text: str) -> int:
    """How many characters of a text fit into one message."""
    total = 0
    for index, character in enumerate(text):
        total += 2 if character > "\uffff" else 1
        if total > MAX_TEXT:
            return index
    return len(text)


def _packed(pieces: Iterable[_Piece]) -> Iterable[list[_Piece]]:
    """The pieces of each message: as many as fit, and no heading alone at the end."""
    packed: list[_Piece] = []
    size = 0
    for piece in pieces:
        if packed and size + len(piece.gap) + units(piece.text) > MAX_TEXT:
            moved = _trailing_bold(packed)
            yield packed[: len(packed) - moved]
            packed = packed[len(packed) - moved :]
            size = _size(packed)
            if packed and size + len(piece.gap) + units(piece.text) > MAX_TEXT:
                yield packed
                packed, size = [], 0
        size += units(piece.text) + (len(piece.gap) if packed else 0)
        packed.append(piece)
    if packed:
        yield packed


def _trailing_bold(packed: Sequence[_Piece]) -> int:
    """How many pieces at the end are headings of what comes next; none where there would be nothing left."""
    count = 0
    while count < len(packed) and packed[-1 - count].bold:
        count += 1
    return count if count < len(packed) else 0


def _size(packed: Sequence[_Piece]) -> int:
    return sum(units(piece.text) for piece in packed) + sum(len(piece.gap) for piece in packed[1:])


def _message(packed: Sequence[_Piece]) -> Drawn:
    parts: list[str] = []
    bold: list[Bold] = []
    at = 0
    for piece in packed:
        if parts:
            parts.append(piece.gap)
            at += len(piece.gap)
        length = units(piece.text)
        if piece.bold:
            bold.append(Bold(at, length))
        parts.append(piece.text)
        at += length
    return Drawn("".join(parts), tuple(bold))


def _key(button: Button) -> Key:
    label = button.label
    return Key(label if len(label) <= MAX_LABEL else label[: MAX_LABEL - 1].rstrip() + "…", button.code)
