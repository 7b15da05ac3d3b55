"""For which ages the card that stands open was shown, so that "more" about it is for the same."""

from bot.dialogue.age import known
from bot.dialogue.state import Conversation
from bot.dialogue.step import World
from bot.eligibility.by_age import ages_of

_SHOWN = "ages"


def shown_ages(ages: str | None) -> dict[str, str]:
    """The ages among a conversation's answers; nothing where the card is for all.

    Args:
        ages: the name of ages in the entry's `by_age`.
    """
    return {_SHOWN: ages} if ages else {}


def ages_to_show(conversation: Conversation, entry: str, world: World) -> str | None:
    """For which ages an entry is to be shown; None where it is for all.

    Args:
        conversation: where the talk stands.
        entry: the entry.
        world: where its facts stand.
    """
    facts = world.catalogue.entries[entry]
    shown = conversation.answers.get(_SHOWN) if conversation.entry == entry else None
    return shown if shown in facts.by_age else ages_of(facts, *known(conversation))
