"""In-memory twins of what the guide needs from the outside, and a clock that stands still."""

from collections.abc import Callable, Sequence
from copy import copy
from dataclasses import dataclass, field, fields, replace
from datetime import UTC, datetime, timedelta
from typing import TypeVar

from bot.catalogue.model import CrisisType
from bot.dialogue.state import Conversation
from bot.ports import Address, Channel, Kept, Line, NewCase, NewLine, StaleConversation, Work

T = TypeVar("T")

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


class Clock:
    """A clock that goes on only when it is told to."""

    def __init__(self, now: datetime = NOON) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **time: float) -> datetime:
        """Go on by some time, as for `timedelta`."""
        self.now += timedelta(**time)
        return self.now


@dataclass(frozen=True)
class MemoryCase:
    """A case in the queue."""

    case: NewCase
    reference: str
    opened_at: datetime
    crisis: CrisisType | None = None
    closed: bool = False


@dataclass
class MemoryState:
    """All that is kept. Values in it are frozen, so a copy of the lists and dictionaries is a copy of everything."""

    kept: dict[str, Kept] = field(default_factory=dict)
    lines: dict[str, tuple[Line, ...]] = field(default_factory=dict)
    last_seq: dict[str, int] = field(default_factory=dict)
    seen: set[tuple[str, str]] = field(default_factory=set)
    cases: list[MemoryCase] = field(default_factory=list)
    outbox: list[tuple[Kept, Line]] = field(default_factory=list)

    def copy(self) -> "MemoryState":
        """The same things in lists of their own."""
        return MemoryState(**{one.name: copy(getattr(self, one.name)) for one in fields(self)})


class MemoryConversations:
    """See `bot.ports.Conversations`."""

    def __init__(self, state: MemoryState) -> None:
        self._state = state

    def find(self, address: Address) -> Kept | None:
        return next((kept for kept in self._state.kept.values() if kept.address == address), None)

    def get(self, conversation: str) -> Kept:
        if conversation not in self._state.kept:
            raise LookupError("no such conversation")
        return self._state.kept[conversation]

    def create(self, address: Address, conversation: Conversation, now: datetime) -> Kept:
        if self.find(address):
            raise StaleConversation
        kept = Kept(f"c{len(self._state.kept) + 1}", address, conversation, version=1)
        self._state.kept[kept.id] = kept
        self._state.lines[kept.id] = ()
        return kept

    def save(self, kept: Kept, conversation: Conversation, now: datetime) -> Kept:
        stored = self._state.kept.get(kept.id)
        if stored is None or stored.version != kept.version:
            raise StaleConversation
        saved = replace(kept, conversation=conversation, version=kept.version + 1)
        self._state.kept[kept.id] = saved
        return saved

    def add(self, conversation: str, line: NewLine, now: datetime) -> Line:
        self.get(conversation)
        seq = self._state.last_seq.get(conversation, 0) + 1
        added = Line(seq, now.astimezone(UTC), line)
        self._state.last_seq[conversation] = seq
        self._state.lines[conversation] = (*self._state.lines[conversation], added)
        return added

    def lines(self, conversation: str, after: int = 0) -> Sequence[Line]:
        return [line for line in self._state.lines.get(conversation, ()) if line.seq > after]

    def forget(self, conversation: str) -> None:
        self._state.lines[conversation] = ()
        self._state.outbox[:] = [(kept, line) for kept, line in self._state.outbox if kept.id != conversation]

    def first_time(self, conversation: str, message: str, now: datetime) -> bool:
        seen = (conversation, message) in self._state.seen
        self._state.seen.add((conversation, message))
        return not seen


class MemoryDesk:
    """See `bot.ports.Desk`."""

    def __init__(self, state: MemoryState) -> None:
        self._state = state

    def open(self, case: NewCase, now: datetime) -> str:
        place = self._open_of(case.conversation)
        if place is not None:
            return self._state.cases[place].reference
        reference = f"TST-{len(self._state.cases) + 1:03}"
        self._state.cases.append(MemoryCase(case, reference, now))
        return reference

    def alarm(self, conversation: str, crisis: CrisisType, now: datetime) -> None:
        place = self._open_of(conversation)
        if place is not None:
            self._state.cases[place] = replace(self._state.cases[place], crisis=crisis)

    def _open_of(self, conversation: str) -> int | None:
        for place, kept in enumerate(self._state.cases):
            if kept.case.conversation == conversation and not kept.closed:
                return place
        return None


class MemoryOutbox:
    """See `bot.ports.Outbox`."""

    def __init__(self, state: MemoryState) -> None:
        self._state = state

    def put(self, kept: Kept, line: Line) -> None:
        if kept.address.channel is not Channel.TELEGRAM:
            return
        if line.content.screen is None:
            raise ValueError("a line without a screen cannot be sent")
        if all((other.id, sent.seq) != (kept.id, line.seq) for other, sent in self._state.outbox):
            self._state.outbox.append((kept, line))


class MemoryWork:
    """See `bot.ports.Work`."""

    def __init__(self, state: MemoryState) -> None:
        self._conversations = MemoryConversations(state)
        self._desk = MemoryDesk(state)
        self._outbox = MemoryOutbox(state)

    @property
    def conversations(self) -> MemoryConversations:
        return self._conversations

    @property
    def desk(self) -> MemoryDesk:
        return self._desk

    @property
    def outbox(self) -> MemoryOutbox:
        return self._outbox


class MemoryRunner:
    """See `bot.ports.Runner`. Tests may look at `state`, and close cases there."""

    def __init__(self) -> None:
        self.state = MemoryState()

    async def run(self, unit: Callable[[Work], T]) -> T:
        for _ in range(4):
            try:
                return self._once(unit)
            except StaleConversation:
                continue
        return self._once(unit)

    def _once(self, unit: Callable[[Work], T]) -> T:
        state = self.state.copy()
        result = unit(MemoryWork(state))
        self.state = state
        return result
