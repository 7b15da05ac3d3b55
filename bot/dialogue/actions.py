"""The buttons that a resident can press, as data that no channel has to understand."""

from enum import StrEnum
from typing import Self

from pydantic import BaseModel, ConfigDict

MAX_CODE_BYTES = 64
"""Telegram's limit for the data behind a button (Bot API, InlineKeyboardButton)."""


class ActionName(StrEnum):
    """What a button does."""

    ENTRY = "entry"
    MORE = "more"
    ENTITLED = "entitled"
    PERSON = "person"
    NONE = "none"
    LANGUAGES = "languages"
    LANGUAGE = "language"
    RESTART = "restart"
    HELP = "help"
    SKIP = "skip"
    SHARE = "share"
    KEEP_PRIVATE = "private"
    ANSWER = "answer"


class Action(BaseModel):
    """One press of a button.

    `value` is the entry or the language that it is about, the question and its answer ("age-65-:within"), or empty.
    """

    model_config = ConfigDict(frozen=True)

    name: ActionName
    value: str = ""

    @property
    def code(self) -> str:
        """The action as a short text that `parse` reads back."""
        return f"{self.name}:{self.value}" if self.value else str(self.name)

    @classmethod
    def parse(cls, code: str) -> Self | None:
        """Read an action from its code; None where it is not one (an old or a made-up button).

        Args:
            code: what a channel got back when the button was pressed.
        """
        name, _, value = code.partition(":")
        if name not in set(ActionName) or len(code.encode("utf-8", "replace")) > MAX_CODE_BYTES:
            return None
        return cls(name=ActionName(name), value=value)


COMMANDS = {
    "start": Action(name=ActionName.RESTART),
    "help": Action(name=ActionName.HELP),
    "language": Action(name=ActionName.LANGUAGES),
    "person": Action(name=ActionName.PERSON),
}
"""What can be typed with a slash in front, on every channel."""


def command(text: str) -> Action | None:
    """The action of a typed command such as `/person`; None where the text is not one.

    Args:
        text: a whole message. In Telegram a command may carry the bot's name (`/help@SomeBot`) and words after it.
    """
    if not text.startswith("/"):
        return None
    word = text[1:].split(maxsplit=1)[0] if len(text) > 1 else ""
    return COMMANDS.get(word.partition("@")[0].lower())
