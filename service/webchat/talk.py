"""A conversation as the chat page shows it: turns to draw, and the choices under the last of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from bot.catalogue.model import Language
from bot.dialogue.actions import Action
from bot.dialogue.engine import step
from bot.dialogue.events import Started
from bot.dialogue.replies import Say, Shown
from bot.dialogue.state import Case, Conversation
from bot.dialogue.step import World
from bot.guide import STOCKHOLM
from bot.library import Library
from bot.ports import Author, Line
from bot.wording.screen import Bubble, Button, Screen

Speaker = Literal["resident", "guide", "person", "notice"]


@dataclass(frozen=True)
class Turn:
    """What one side said at a time.

    A resident's turn has `text`, and `language` where the text is a button's; the others have bubbles. A notice tells
    that a person came or went.
    """

    id: str
    speaker: Speaker
    bubbles: tuple[Bubble, ...] = ()
    text: str = ""
    language: Language | None = None
    time: str = ""
    author: str = ""
    latest: bool = False


@dataclass(frozen=True)
class Talk:
    """All that the page shows of a conversation. `mark` tells one state of it from the next."""

    language: Language
    turns: tuple[Turn, ...]
    buttons: tuple[Button, ...]
    mark: str
    case: Case = Case.NONE
    reference: str | None = None


def beginning(library: Library, language: str, today: date, *, trouble: str | None = None) -> Talk:
    """What somebody sees who has not written yet: the welcome, from memory, with nothing stored.

    Args:
        library: the words.
        language: the code of a language of the catalogue.
        today: the day in Stockholm.
        trouble: the id of a sentence that says why what was sent cannot be read.
    """
    world = World(library.catalogue, library.places, today)
    shown = step(Conversation(language=language), Started(language), world).shown
    if trouble:
        shown = Shown(replies=(*shown.replies, Say(message=trouble)), buttons=shown.buttons)
    screen = library.wording.screen(shown, language, today)
    # The id that it will have when it is stored, so that an open page does not show it anew.
    turn = Turn("line-1", "guide", screen.bubbles)
    return Talk(library.catalogue.languages[language], (turn,), screen.buttons, "0")


def talk(library: Library, conversation: Conversation, lines: Sequence[Line], today: date) -> Talk:
    """A stored conversation, as its resident sees it.

    Args:
        library: the words, for buttons that were pressed.
        conversation: where the talk stands.
        lines: its transcript.
        today: the day in Stockholm.
    """
    language = library.catalogue.languages.get(conversation.language) or library.catalogue.languages["sv"]
    turns = tuple(_turns(library, language, lines, today))
    screens = [line.content.screen for line in lines if line.content.screen]
    return Talk(
        language=language,
        turns=turns,
        buttons=_buttons(screens, conversation.case),
        mark=str(lines[-1].seq if lines else 0),
        case=conversation.case,
        reference=conversation.reference,
    )


def _buttons(screens: Sequence[Screen], case: Case) -> tuple[Button, ...]:
    """The buttons of the newest screen; those of older ones are past, and a person needs none."""
    return screens[-1].buttons if screens and case is not Case.HELD else ()


def _turns(library: Library, language: Language, lines: Sequence[Line], today: date) -> Iterable[Turn]:
    latest = max((line.seq for line in lines if line.content.author is not Author.GUIDE), default=0)
    for line in lines:
        content, id_, is_latest = line.content, f"line-{line.seq}", line.seq == latest
        if content.author is Author.RESIDENT:
            if content.pressed:
                text = label(library, content.pressed, language, today)
                yield Turn(id_, "resident", text=text[0], language=text[1], latest=is_latest)
            else:
                yield Turn(id_, "resident", text=content.text or "", latest=is_latest)
        elif content.screen and content.screen.bubbles:
            yield _shown(line, content.screen, id_, latest=is_latest)


def _shown(line: Line, screen: Screen, id_: str, *, latest: bool) -> Turn:
    bubbles = screen.bubbles
    if line.content.author is Author.GUIDE:
        return Turn(id_, "guide", bubbles)
    if author := next((bubble.author for bubble in bubbles if bubble.author), None):
        return Turn(id_, "person", bubbles, time=clock(line.at), author=author, latest=latest)
    return Turn(id_, "notice", bubbles, time=clock(line.at), latest=latest)


def label(library: Library, action: Action, language: Language, today: date) -> tuple[str, Language]:
    """What a pressed button says in a language, and the language it says it in; a mere mark where it is no more.

    Args:
        library: the words.
        action: the button.
        language: the wanted language.
        today: the day in Stockholm.
    """
    try:
        said = library.wording.screen(Shown(buttons=(action,)), language.code, today).buttons[0]
    except KeyError:  # an entry or a language that an edit has taken away
        return "…", language
    return said.label, library.catalogue.languages[said.language]


def clock(at: datetime) -> str:
    """The time of day in Stockholm.

    Args:
        at: a moment.
    """
    return at.astimezone(STOCKHOLM).strftime("%H:%M")
