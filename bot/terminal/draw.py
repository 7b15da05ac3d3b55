"""A screen as plain text, for terminals and screen readers."""

import textwrap

from bot.wording.screen import Bubble, Paragraph, Screen

WIDTH = 78
_MARKS = {"guide": "", "card": "", "crisis": "!! ", "person": ""}


def draw(screen: Screen, width: int = WIDTH) -> str:
    """The screen as lines of text, its buttons numbered.

    Args:
        screen: what to draw.
        width: columns of the terminal.
    """
    parts = [_bubble(bubble, width) for bubble in screen.bubbles]
    if screen.buttons:
        parts.append("\n".join(f"  {n}. {button.label}" for n, button in enumerate(screen.buttons, start=1)))
    return "\n\n".join(parts)


def _bubble(bubble: Bubble, width: int) -> str:
    lines: list[str] = []
    if bubble.author:
        lines.append(f"{bubble.author}:")
    for paragraph in bubble.paragraphs:
        if paragraph.kind == "heading" and lines:
            lines.append("")
        lines.extend(_paragraph(paragraph, _MARKS[bubble.tone], width))
    return "\n".join(lines)


def _paragraph(paragraph: Paragraph, mark: str, width: int) -> list[str]:
    first, rest = (f"{mark}- ", f"{mark}  ") if paragraph.kind == "item" else (mark, mark)
    text = paragraph.plain.upper() if paragraph.kind == "heading" else paragraph.plain
    # Long words stay whole: a phone number or a web address must not be cut.
    return textwrap.wrap(
        text, width, initial_indent=first, subsequent_indent=rest, break_long_words=False, break_on_hyphens=False
    ) or [""]
