"""A talk in the terminal: what is typed, what is shown, and what staff write meanwhile."""

import asyncio
from collections.abc import Sequence

from bot.dialogue.events import PersonSaid, PersonTook
from bot.guide import Guide
from bot.library import Shelf
from bot.ports import Line
from bot.terminal.draw import draw
from bot.terminal.talk import Talk, Terminal
from bot.wording.screen import Bubble, Button, Paragraph, Screen, Span
from tests.fakes import Clock, MemoryRunner


class Console:
    """A terminal that types what it is told, and remembers what was shown."""

    def __init__(self, runner: MemoryRunner) -> None:
        self.runner = runner
        self.typed: asyncio.Queue[str | None] = asyncio.Queue()
        self.shown: list[str] = []
        self.changed = asyncio.Event()
        self.conversation = ""

    async def ask(self) -> str | None:
        return await self.typed.get()

    async def lines(self, conversation: str, after: int) -> Sequence[Line]:
        self.conversation = conversation
        return await self.runner.run(lambda work: list(work.conversations.lines(conversation, after)))

    async def wait(self, _: str) -> None:
        await self.changed.wait()
        self.changed.clear()

    @property
    def terminal(self) -> Terminal:
        return Terminal(self.ask, self.shown.append, self.lines, self.wait)

    async def until(self, text: str) -> None:
        async with asyncio.timeout(10):
            while not any(text in shown for shown in self.shown):  # noqa: ASYNC110 - a plain list has no event
                await asyncio.sleep(0.01)


async def test_questions_buttons_and_a_person(shelf: Shelf) -> None:
    runner = MemoryRunner()
    guide = Guide(runner, shelf, Clock())
    console = Console(runner)
    talking = asyncio.create_task(Talk(guide, console.terminal).run("sv"))
    await console.until("1. Vad kan jag fråga?")
    await console.typed.put("jag vill ha ett trygghetslarm")
    await console.until("TRYGGHETSLARM")
    await console.typed.put("2")
    await console.until("Hur gammal är du?")
    await console.typed.put("/person")
    await console.until("Vad vill du att de ska veta?")
    await console.typed.put("hjälp")
    await console.until("Får personalen också läsa")
    await console.typed.put("1")
    await console.until("Din kod är")
    for event in (PersonTook("Anna"), PersonSaid("Hej, jag heter Anna.", "Anna")):
        await runner.run(lambda work, event=event: guide.staff(work, console.conversation, event))  # type: ignore[misc]
    console.changed.set()
    await console.until("Hej, jag heter Anna.")
    assert sum("Hej, jag heter Anna." in shown for shown in console.shown) == 1
    await console.typed.put("/quit")
    await asyncio.wait_for(talking, 10)


async def test_end_of_input_ends_the_talk(shelf: Shelf) -> None:
    runner = MemoryRunner()
    console = Console(runner)
    await console.typed.put(None)
    await asyncio.wait_for(Talk(Guide(runner, shelf, Clock()), console.terminal).run(), 10)


def test_screen_as_text() -> None:
    paragraphs = (
        Paragraph(kind="heading", spans=(Span(text="Rubrik"),)),
        Paragraph(spans=(Span(text="Ring "), Span(text="020-50 50 50", phone=True), Span(text=" nu."))),
        Paragraph(kind="item", spans=(Span(text="en sak"),)),
    )
    bubble = Bubble(paragraphs=paragraphs, tone="crisis", language="sv")
    screen = Screen(bubbles=(bubble,), buttons=(Button(label="Mer", code="help", language="sv"),))
    assert draw(screen) == "!! RUBRIK\n!! Ring 020-50 50 50 nu.\n!! - en sak\n\n  1. Mer"


def test_long_words_stay_whole() -> None:
    spans = (Span(text="a" * 30 + " https://chatt.example/en/lang/adress"),)
    screen = Screen(bubbles=(Bubble(paragraphs=(Paragraph(spans=spans),), language="sv"),))
    assert "https://chatt.example/en/lang/adress" in draw(screen, width=20).split("\n")
