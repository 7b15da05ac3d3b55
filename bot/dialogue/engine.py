"""The dialogue core: a conversation and an event in, the next conversation and what to show out.

Nothing here waits, reads, writes, logs or asks the clock. `step` is the only way in; what it may return is bounded by
`state.TRANSITIONS`, and an event that does not fit gets a kind reply and changes nothing.
"""

from typing import assert_never

from bot.dialogue.buttons import AFTER_CASE, WELCOME
from bot.dialogue.events import (
    Event,
    HandoverOpened,
    PersonClosed,
    PersonReleased,
    PersonSaid,
    PersonTook,
    Pressed,
    Said,
    StaffEvent,
    Started,
)
from bot.dialogue.phases.pressed import pressed
from bot.dialogue.phases.said import said
from bot.dialogue.replies import ForgetTalk, PersonLine, Reply, Say, Shown
from bot.dialogue.state import TRANSITIONS, Case, Conversation, Phase
from bot.dialogue.step import Step, World


class ForbiddenTransitionError(AssertionError):
    """A phase followed another that `TRANSITIONS` does not allow: a fault in the core, never in the input."""


def step(conversation: Conversation, event: Event, world: World) -> Step:
    """Take one event into a conversation.

    Args:
        conversation: where the talk stands.
        event: what happened.
        world: the catalogue, and the day.

    Raises:
        ForbiddenTransitionError: where a phase handler breaks the table; tests keep this from happening.
    """
    result = _dispatch(conversation, event, world)
    _guard(conversation.phase, type(event).__name__, result.conversation.phase)
    return result


def _dispatch(conversation: Conversation, event: Event, world: World) -> Step:
    match event:
        case Started():
            return _started(conversation, event, world)
        case Said():
            return said(conversation, event, world)
        case Pressed():
            return pressed(conversation, event, world)
        case HandoverOpened():
            return _opened(conversation, event)
        case PersonTook() | PersonSaid() | PersonReleased() | PersonClosed():
            return _staff(conversation, event)
    assert_never(event)


def _guard(before: Phase, event: str, after: Phase) -> None:
    allowed = TRANSITIONS[before].get(event, frozenset({before}))
    if after not in allowed:
        raise ForbiddenTransitionError(f"{before} -> {after} on {event}")


def _started(conversation: Conversation, event: Started, world: World) -> Step:
    if conversation.case is Case.HELD:
        return Step(conversation.model_copy(update={"phase": Phase.READY}))
    language = conversation.language
    if event.language in world.catalogue.languages and not conversation.language_settled:
        language = event.language or language
    fresh = conversation.model_copy(update={"language": language, "phase": Phase.READY, "answers": {}})
    notice: tuple[Reply, ...] = (Say(message=event.notice),) if event.notice else ()
    return Step(fresh, Shown(replies=(*notice, Say(message="welcome")), buttons=WELCOME))


def _opened(conversation: Conversation, event: HandoverOpened) -> Step:
    waiting = conversation.model_copy(
        update={"phase": Phase.READY, "case": Case.WAITING, "reference": event.reference, "answers": {}}
    )
    opened = Say(message="handover.opened", values={"reference": event.reference})
    return Step(waiting, Shown(replies=(opened, Say(message="handover.meanwhile"))))


def _staff(conversation: Conversation, event: StaffEvent) -> Step:
    match event:
        case PersonTook(alias):
            held = conversation.model_copy(update={"case": Case.HELD, "phase": conversation.phase})
            return Step(held, Shown(replies=(Say(message="handover.taken", values={"alias": alias}),)))
        case PersonSaid(text, alias):
            return Step(conversation, Shown(replies=(PersonLine(text=text, alias=alias),)))
        case PersonReleased():
            waiting = conversation.model_copy(update={"case": Case.WAITING})
            return Step(waiting, Shown(replies=(Say(message="handover.released"),)))
        case PersonClosed():
            free = conversation.model_copy(update={"case": Case.NONE, "reference": None, "exempt": False, "ages": None})
            closed = Shown(replies=(Say(message="handover.closed"),), buttons=AFTER_CASE)
            return Step(free, closed, (ForgetTalk(),) if conversation.exempt else ())
    assert_never(event)
