"""Danger: the card with the numbers before all else, and what there is for somebody who is in none at the moment."""

from bot.catalogue.model import CrisisType
from bot.dialogue.buttons import PERSON, entries, under_card
from bot.dialogue.events import Said
from bot.dialogue.phases import handover
from bot.dialogue.replies import CrisisCard, CrisisSeen, EntryCard, Say, Shown
from bot.dialogue.state import Case, Conversation, Phase
from bot.dialogue.step import Step, World

_SEEN = "danger"
_NOT_NOW = frozenset({"no", "help"})
"""The small talk that answers "are you in danger now?" with no, or asks what else there is."""


def heard(conversation: Conversation, event: Said, crisis: CrisisType, world: World) -> Step:
    """Answer danger, in every phase and also while a person holds the talk.

    Args:
        conversation: where the talk stands.
        event: the message and its reading.
        crisis: the kind of danger.
        world: the catalogue, and the day.
    """
    effects = (CrisisSeen(crisis=crisis),) if conversation.case is not Case.NONE else ()
    card = CrisisCard(crisis=crisis)
    if conversation.case is Case.HELD:
        return Step(conversation, Shown(replies=(card,)), effects)
    if conversation.phase is Phase.NEED:
        # The need was asked for and has been told: it is kept, and the danger is answered first.
        step = handover.answered(conversation, event, world)
        shown = Shown(replies=(card, *step.shown.replies), buttons=step.shown.buttons)
        return Step(step.conversation, shown, effects)
    talk = conversation.model_copy(update={"answers": {**conversation.answers, _SEEN: str(crisis)}})
    return Step(talk, Shown(replies=(card,), buttons=(PERSON, *entries(world.catalogue.after(crisis)))), effects)


def not_now(conversation: Conversation, event: Said, world: World) -> Step | None:
    """What there is for somebody who was asked whether they are in danger, and is not; None for any other message.

    Args:
        conversation: where the talk stands.
        event: the message and its reading.
        world: the catalogue, and the day.
    """
    seen = conversation.answers.get(_SEEN)
    if seen is None or event.reading.smalltalk not in _NOT_NOW:
        return None
    if conversation.phase not in {Phase.READY, Phase.CHOOSING}:
        return None
    talk = conversation.model_copy(update={"phase": Phase.READY, "answers": {}})
    reply = Say(message="crisis.not-now")
    offered = world.catalogue.after(CrisisType(seen))[:1]
    if not offered:
        return Step(talk, Shown(replies=(reply,), buttons=(PERSON,)))
    about = talk.model_copy(update={"entry": offered[0]})
    return Step(about, Shown(replies=(reply, EntryCard(entry=offered[0])), buttons=under_card(offered[0], world)))


def forgotten(conversation: Conversation) -> Conversation:
    """The conversation without the danger that was heard in it: only the very next message is an answer to that.

    Args:
        conversation: where the talk stands.
    """
    if _SEEN not in conversation.answers:
        return conversation
    kept = {name: value for name, value in conversation.answers.items() if name != _SEEN}
    return conversation.model_copy(update={"answers": kept})
