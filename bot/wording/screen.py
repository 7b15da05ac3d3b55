"""What a channel draws: bubbles of plain text and buttons, in the resident's language."""

from typing import Literal

from pydantic import BaseModel, ConfigDict


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True)


class Span(_Frozen):
    """A piece of text.

    A phone span is a number to dial: drawn as one piece, left to right, and as a link on the web.
    """

    text: str
    phone: bool = False


class Paragraph(_Frozen):
    """One paragraph, heading or list item.

    `language` and `direction` are those of its text, where they are not those of the bubble that it stands in.
    """

    kind: Literal["text", "heading", "item", "small"] = "text"
    spans: tuple[Span, ...]
    language: str | None = None
    direction: Literal["ltr", "rtl"] | None = None

    @property
    def plain(self) -> str:
        """The paragraph's text without marks."""
        return "".join(span.text for span in self.spans)


class Bubble(_Frozen):
    """One message on the screen. `tone` says how it is drawn; `language` is the language of its text."""

    paragraphs: tuple[Paragraph, ...]
    tone: Literal["guide", "card", "crisis", "person"] = "guide"
    language: str
    direction: Literal["ltr", "rtl"] = "ltr"
    author: str | None = None
    """The alias of the member of staff, where a person wrote it."""


class Button(_Frozen):
    """A button: what it says, and the code that comes back when it is pressed (`Action.parse`)."""

    label: str
    code: str
    language: str
    direction: Literal["ltr", "rtl"] = "ltr"


class Screen(_Frozen):
    """One turn as the resident sees it."""

    bubbles: tuple[Bubble, ...] = ()
    buttons: tuple[Button, ...] = ()
