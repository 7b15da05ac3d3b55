"""Small values for the tests of the ports."""

from bot.dialogue.actions import Action, ActionName
from bot.dialogue.replies import PersonLine, Say, Shown
from bot.dialogue.state import Conversation
from bot.ports import Address, Author, Channel, Kept, NewCase, NewLine, Work
from bot.wording.screen import Bubble, Button, Paragraph, Screen, Span
from tests.fakes import NOON

WEB = Address(Channel.WEB, "a" * 43)
TELEGRAM = Address(Channel.TELEGRAM, "123456789")

SCREEN = Screen(
    bubbles=(Bubble(paragraphs=(Paragraph(spans=(Span(text="Hej, سلام 🌼"),)),), language="sv"),),
    buttons=(Button(label="Prata med en människa", code="person", language="sv"),),
)
WRITTEN = NewLine(Author.RESIDENT, text="Jag behöver hjälp med min mamma 🌼")
PRESSED = NewLine(Author.RESIDENT, pressed=Action(name=ActionName.ENTRY, value="anhorigstod"))
ANSWERED = NewLine(
    Author.GUIDE,
    shown=Shown(replies=(Say(message="hello", values={"name": "Å"}),), buttons=(Action(name=ActionName.HELP),)),
    screen=SCREEN,
)
SAID = NewLine(Author.PERSON, shown=Shown(replies=(PersonLine(text="Hej!", alias="Kim"),)), screen=SCREEN)


def begin(work: Work, address: Address = WEB) -> Kept:
    """A new conversation at an address."""
    return work.conversations.create(address, Conversation(), NOON)


def need(kept: Kept) -> NewCase:
    """A need of whoever is in a conversation."""
    return NewCase(conversation=kept.id, need="Vill prata", entry="anhorigstod", language="sv", visible_from=1)
