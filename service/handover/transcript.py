"""A conversation as staff read it: in Swedish, except for what the resident wrote in their own words."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from bot.dialogue.actions import Action, ActionName
from bot.dialogue.replies import QuestionCard, Shown
from bot.library import Library
from bot.ports import Author, Line
from bot.wording.screen import Bubble
from service.handover.visible import Piece, pieces

LANGUAGE = "sv"


@dataclass(frozen=True)
class Entry:
    """One line. A resident's has `words` (as written) or `button` (its label); the others have bubbles."""

    id: str
    speaker: Literal["resident", "guide", "person", "notice"]
    at: datetime
    words: tuple[Piece, ...] = ()
    button: str = ""
    bubbles: tuple[Bubble, ...] = ()
    author: str = ""


def transcript(library: Library, lines: Sequence[Line], today: date) -> tuple[Entry, ...]:
    """Lines as staff read them.

    Args:
        library: the words.
        lines: what staff may read.
        today: the day in Stockholm.
    """
    return tuple(_entries(library, lines, today))


def _entries(library: Library, lines: Sequence[Line], today: date) -> Iterable[Entry]:
    for line in lines:
        content, id_ = line.content, f"line-{line.seq}"
        if content.pressed:
            yield Entry(id_, "resident", line.at, button=label(library, content.pressed, today))
        elif content.text is not None:
            yield Entry(id_, "resident", line.at, words=pieces(content.text))
        elif content.shown and content.shown.replies:
            yield _shown(library, line, id_, today)


def _shown(library: Library, line: Line, id_: str, today: date) -> Entry:
    bubbles = _bubbles(library, line, today)
    if line.content.author is Author.GUIDE:
        return Entry(id_, "guide", line.at, bubbles=bubbles)
    author = next((bubble.author for bubble in bubbles if bubble.author), None)
    return Entry(id_, "person" if author else "notice", line.at, bubbles=bubbles, author=author or "")


def _bubbles(library: Library, line: Line, today: date) -> tuple[Bubble, ...]:
    """The line's replies in Swedish; as the resident saw them where an edit has taken their words away since."""
    shown, screen = line.content.shown, line.content.screen
    try:
        return library.wording.screen(shown, LANGUAGE, today).bubbles if shown else ()
    except KeyError:
        return screen.bubbles if screen else ()


def label(library: Library, action: Action, today: date) -> str:
    """What a button says in Swedish; a mere mark where it is no more.

    Args:
        library: the words.
        action: the button.
        today: the day in Stockholm.
    """
    try:
        return library.wording.label(action, LANGUAGE, today)
    except KeyError:
        return "…"


def told(library: Library, entry: str | None, answers: Mapping[str, str], today: date) -> tuple[tuple[str, str], ...]:
    """What the resident answered about an entry, as questions and answers in Swedish.

    Args:
        library: the words.
        entry: the entry that the case is about.
        answers: the answers by the names of their questions.
        today: the day in Stockholm.
    """
    return tuple(_asked(library, entry or "", name, answer, today) for name, answer in answers.items())


def _asked(library: Library, entry: str, name: str, answer: str, today: date) -> tuple[str, str]:
    said = label(library, Action(name=ActionName.ANSWER, value=f"{name}:{answer}"), today)
    card = Shown(replies=(QuestionCard(entry=entry, question=name),))
    try:
        return library.wording.screen(card, LANGUAGE, today).bubbles[0].paragraphs[0].plain, said
    except KeyError:
        return "…", said
