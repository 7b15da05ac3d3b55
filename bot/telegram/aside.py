"""What the channel itself has to tell a resident, outside the talk: that a photo cannot be read, for instance.

Such a sentence is a line of the transcript like any other, so that staff see what the resident saw.
"""

from collections.abc import Callable
from datetime import datetime

from bot.dialogue.replies import Say, Shown
from bot.dialogue.state import Case
from bot.guide import STOCKHOLM, Guide, Inbound, Opened
from bot.library import Shelf
from bot.ports import Author, NewLine, Runner, Work
from bot.telegram.inbound import ONLY_TEXT

FAILED = "telegram.failed"
"""The sentence for a message that we could not work on, however often we tried."""

_ALWAYS = frozenset({ONLY_TEXT, FAILED})
"""Said even while a person holds the talk: they tell that the person, too, did not get something."""


class Aside:
    """Says a sentence that is no answer.

    Args:
        guide: opens a talk where there is none yet.
        runner: runs units of work.
        shelf: the words.
        clock: tells the time.
    """

    def __init__(self, guide: Guide, runner: Runner, shelf: Shelf, clock: Callable[[], datetime]) -> None:
        self._guide = guide
        self._runner = runner
        self._shelf = shelf
        self._clock = clock

    async def say(self, inbound: Inbound, sentence: str) -> None:
        """Say a sentence once for a message; in a new talk, after what the channel must say first.

        Args:
            inbound: the message that it is about.
            sentence: its id in `locales/`.
        """
        if await self._runner.run(lambda work: self._said(work, inbound, sentence)):
            return
        opened = Inbound(inbound.address, f"{inbound.message}:open", Opened(inbound.language), inbound.language)
        await self._guide.receive(opened)
        await self._runner.run(lambda work: self._said(work, inbound, sentence))

    def _said(self, work: Work, inbound: Inbound, sentence: str) -> bool:
        """Whether there is a talk, so that the sentence is said now or was said before."""
        now = self._clock()
        kept = work.conversations.find(inbound.address)
        if kept is None:
            return False
        if kept.conversation.case is Case.HELD and sentence not in _ALWAYS:
            return True
        # Saved though nothing changes: who took the talk in this moment is noticed by the version.
        kept = work.conversations.save(kept, kept.conversation, now)
        if work.conversations.first_time(kept.id, f"{inbound.message}:{sentence}", now):
            shown = Shown(replies=(Say(message=sentence),))
            day = now.astimezone(STOCKHOLM).date()
            screen = self._shelf.library.wording.screen(shown, kept.conversation.language, day)
            line = work.conversations.add(kept.id, NewLine(Author.GUIDE, shown=shown, screen=screen), now)
            work.outbox.put(kept, line)
        return True
