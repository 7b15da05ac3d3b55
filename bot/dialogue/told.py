"""What a resident has told in the talk about an entry, as it lies among a conversation's answers."""

from bot.dialogue.state import Conversation, Phase

TOLD = "told."
"""Stands before the name of a question whose answer was told."""
MUNICIPALITY = "municipality"
"""Where the resident lives, when that is outside the city."""


def told(conversation: Conversation) -> dict[str, str]:
    """What the resident has answered in this talk, by question name.

    Args:
        conversation: where the talk stands.
    """
    return {name[len(TOLD) :]: value for name, value in conversation.answers.items() if name.startswith(TOLD)}


def without_told(conversation: Conversation) -> Conversation:
    """The conversation without the answers of a talk that has ended; those of one that goes on are kept.

    Args:
        conversation: where the talk stands.
    """
    if conversation.phase is not Phase.READY:
        return conversation
    kept = {n: v for n, v in conversation.answers.items() if not n.startswith(TOLD) and n != MUNICIPALITY}
    return conversation.model_copy(update={"answers": kept})
