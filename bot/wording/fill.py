"""Filling placeholders, and cutting a text into spans.

A placeholder is a name in braces, with an argument where it needs one: `{min_age}`, `{contact:bris}`.
"""

from collections.abc import Callable, Mapping

from bot.catalogue.placeholders import PLACEHOLDER
from bot.wording.screen import Span


def placeholders(text: str) -> frozenset[str]:
    """The placeholders of a text, as they are typed between the braces.

    Args:
        text: a sentence of `locales/` or a block of `knowledge/`.
    """
    return frozenset(match.group(0)[1:-1] for match in PLACEHOLDER.finditer(text))


def spans(text: str, values: Mapping[str, str], number_of: Callable[[str], str]) -> tuple[Span, ...]:
    """The text with its placeholders filled, phone numbers as spans of their own.

    Args:
        text: a text with placeholders.
        values: what each placeholder without an argument stands for; one that is missing raises KeyError.
        number_of: the phone number of a contact.
    """
    found: list[Span] = []
    end = 0
    for match in PLACEHOLDER.finditer(text):
        found.append(Span(text=text[end : match.start()]))
        name, argument = match.groups()
        if name == "contact":
            found.append(Span(text=number_of(argument), phone=True))
        else:
            found.append(Span(text=values[name]))
        end = match.end()
    found.append(Span(text=text[end:]))
    return _joined(found)


def _joined(found: list[Span]) -> tuple[Span, ...]:
    joined: list[Span] = []
    for span in found:
        if joined and not span.phone and not joined[-1].phone:
            joined[-1] = Span(text=joined[-1].text + span.text)
        elif span.text:
            joined.append(span)
    return tuple(span for span in joined if span.text)
