"""The one door for all channels: a message comes in, one unit of work is done, the lines to show come out.

One turn is one transaction: what the resident wrote, the next state, what the guide answered, a handover if one was
asked for, and what has to be sent are kept together or not at all. A message whose id was seen before changes nothing.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.catalogue.model import Documentation
from bot.dialogue.actions import Action, command
from bot.dialogue.engine import step
from bot.dialogue.events import Event, HandoverOpened, Pressed, ResidentEvent, Said, StaffEvent, Started
from bot.dialogue.replies import CrisisSeen, Effect, ForgetTalk, OpenHandover, Reply, Say, Shown
from bot.dialogue.state import Case, Conversation
from bot.dialogue.step import Step, World
from bot.incoming import Clean, clean
from bot.library import Library, Shelf
from bot.ports import Address, Author, Channel, Kept, Line, NewCase, NewLine, Runner, Work

STOCKHOLM = ZoneInfo("Europe/Stockholm")

NOTICES = {Channel.TELEGRAM: "notice.telegram"}
"""What a channel must say before anything else."""


@dataclass(frozen=True)
class Opened:
    """The resident opened the chat; `language` is what their browser or app says that they read."""

    language: str | None = None


@dataclass(frozen=True)
class Typed:
    """The resident wrote something."""

    text: str


@dataclass(frozen=True)
class Pushed:
    """The resident pressed a button, known by its code."""

    code: str


Arrived = Opened | Typed | Pushed


@dataclass(frozen=True)
class Inbound:
    """One message as a channel hands it over; `message` is the channel's own id of it, seen once."""

    address: Address
    message: str
    arrived: Arrived
    language: str | None = None
    """What the resident's browser or app says that they read."""


@dataclass(frozen=True)
class Receipt:
    """What a turn left behind: the conversation, and the lines that it added."""

    kept: Kept
    lines: tuple[Line, ...]


class Guide:
    """Receives what residents and staff say, and keeps each turn whole."""

    def __init__(self, runner: Runner, shelf: Shelf, clock: Callable[[], datetime], web_address: str = "/") -> None:
        self._runner = runner
        self._shelf = shelf
        self._clock = clock
        self._web_address = web_address

    async def receive(self, inbound: Inbound) -> Receipt:
        """Take one message from a resident, and answer it.

        Args:
            inbound: the message.

        Returns:
            the conversation and the lines of this turn; no lines where the message was seen before.
        """
        turn = self._turn()
        event, spoken = turn.understand(inbound.arrived)
        return await self._runner.run(lambda work: turn.resident(work, inbound, event, spoken))

    def staff(self, work: Work, conversation: str, event: StaffEvent) -> Receipt:
        """Take what a member of staff did into a conversation, within a unit of work of the caller.

        Args:
            work: the caller's unit of work, which also holds what happens to the case.
            conversation: the conversation's id.
            event: what the member of staff did.
        """
        return self._turn().staff(work, conversation, event)

    def _turn(self) -> "_Turn":
        now = self._clock()
        return _Turn(self._shelf.library, now, now.astimezone(STOCKHOLM).date(), self._web_address)


@dataclass(frozen=True)
class _Spoken:
    """The resident's own line of a turn, and a sentence that the guide has to say about it first."""

    line: NewLine | None
    first: Reply | None = None


@dataclass(frozen=True)
class _Turn:
    """One turn, on one version of the library and at one time."""

    library: Library
    now: datetime
    today: date
    web_address: str

    def understand(self, arrived: Arrived) -> tuple[ResidentEvent | None, _Spoken]:
        """The event that a message is; None where it cannot be read, and only a sentence answers it."""
        match arrived:
            case Opened(language):
                return Started(language), _Spoken(None)
            case Pushed(code):
                action = Action.parse(code)
                line = NewLine(Author.RESIDENT, pressed=action) if action else None
                return Pressed(action), _Spoken(line)
            case Typed(text):
                return self._typed(text)

    def _typed(self, text: str) -> tuple[ResidentEvent | None, _Spoken]:
        cleaned = clean(text)
        if not isinstance(cleaned, Clean):
            return None, _Spoken(None, Say(message=f"trouble.{cleaned}"))
        if action := command(cleaned.text):
            return Pressed(action), _Spoken(NewLine(Author.RESIDENT, pressed=action))
        first = Say(message="number-removed") if cleaned.removed else None
        event = Said(cleaned.text, self.library.reader.read(cleaned.text))
        return event, _Spoken(NewLine(Author.RESIDENT, text=cleaned.text), first)

    def resident(self, work: Work, inbound: Inbound, event: ResidentEvent | None, spoken: _Spoken) -> Receipt:
        """Carry out a resident's turn within a unit of work."""
        kept = work.conversations.find(inbound.address)
        lines: list[Line] = []
        if kept is None:
            kept = work.conversations.create(inbound.address, Conversation(), self.now)
            if not isinstance(event, Started):
                kept = self._greet(work, kept, inbound, lines)
        if not work.conversations.first_time(kept.id, inbound.message, self.now):
            return Receipt(kept, ())
        if isinstance(event, Started):
            event = Started(event.language, NOTICES.get(inbound.address.channel))
        result = step(kept.conversation, event, self._world(kept)) if event else Step(kept.conversation)
        if spoken.line and result.keep:
            lines.append(work.conversations.add(kept.id, spoken.line, self.now))
        if spoken.first and kept.conversation.case is not Case.HELD:
            lines += self._show(work, kept, Shown(replies=(spoken.first,)))
        return Receipt(self._carry_on(work, kept, result, lines), tuple(lines))

    def _greet(self, work: Work, kept: Kept, inbound: Inbound, lines: list[Line]) -> Kept:
        """The first message came before the chat was opened: what the channel must say first is said first."""
        notice = NOTICES.get(inbound.address.channel)
        language = inbound.language
        if language in self.library.catalogue.languages:
            conversation = kept.conversation.model_copy(update={"language": language})
            kept = work.conversations.save(kept, conversation, self.now)
        if notice:
            lines += self._show(work, kept, Shown(replies=(Say(message=notice),)))
        return kept

    def staff(self, work: Work, conversation: str, event: StaffEvent) -> Receipt:
        """Carry out what a member of staff did."""
        lines: list[Line] = []
        kept = work.conversations.get(conversation)
        result = step(kept.conversation, event, self._world(kept))
        return Receipt(self._carry_on(work, kept, result, lines, Author.PERSON), tuple(lines))

    def _world(self, kept: Kept) -> World:
        instead = self.web_address if kept.address.channel in NOTICES else None
        return World(self.library.catalogue, self.library.places, self.today, instead)

    def _carry_on(self, work: Work, kept: Kept, result: Step, lines: list[Line], author: Author = Author.GUIDE) -> Kept:
        """Keep what a step gave, show it, and carry out its effects, which may lead to further steps."""
        # Saved even where nothing changed: a turn that was read before a person took the talk must not be kept after
        # it, or the bot would talk over the person. The version notices, and the turn is run again.
        kept = work.conversations.save(kept, result.conversation, self.now)
        if any(isinstance(effect, ForgetTalk) for effect in result.effects):
            work.conversations.forget(kept.id)
            lines.clear()
        lines += self._show(work, kept, result.shown, author)
        for effect in result.effects:
            if answer := self._carry_out(work, kept, effect):
                kept = self._carry_on(work, kept, step(kept.conversation, answer, self._world(kept)), lines)
        return kept

    def _show(self, work: Work, kept: Kept, shown: Shown, author: Author = Author.GUIDE) -> list[Line]:
        if not shown.replies:
            return []
        screen = self.library.wording.screen(shown, kept.conversation.language, self.today)
        line = work.conversations.add(kept.id, NewLine(author, shown=shown, screen=screen), self.now)
        work.outbox.put(kept, line)
        return [line]

    def _carry_out(self, work: Work, kept: Kept, effect: Effect) -> Event | None:
        match effect:
            case OpenHandover(need=need, entry=entry, share=share, told=told):
                last = max((line.seq for line in work.conversations.lines(kept.id)), default=0)
                visible_from = 1 if share else last + 1
                facts = self.library.catalogue.entries.get(entry) if entry else None
                documentation = facts.documentation if facts else Documentation.UNKNOWN
                language = kept.conversation.language
                case = NewCase(kept.id, need, entry, language, visible_from, documentation, told)
                return HandoverOpened(work.desk.open(case, self.now))
            case CrisisSeen(crisis=crisis):
                work.desk.alarm(kept.id, crisis, self.now)
                return None
            case ForgetTalk():
                return None  # carried out before anything is shown
