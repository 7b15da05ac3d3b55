"""What a child is not told: a child who tells of home is never shown support "for you as a parent"."""

from dataclasses import replace

from bot.catalogue.model import Catalogue
from bot.dialogue.state import Conversation
from bot.matching.reading import Outcome, Reading

OLDEST_CHILD = 15
"""In years. Who says that they are older may be a parent themselves."""
_LIKELY = 0.1
"""Of what is left, the least share of the best one's likelihood that is worth showing."""
_ASKS_FOR_A_CHILD = frozenset({"child", "professional"})


def fit_for_a_child(reading: Reading, conversation: Conversation, catalogue: Catalogue) -> Reading:
    """The reading without entries for grown-ups where a child asks; what is left can be chosen from.

    "My parents fight" and "we fight in front of the children" share their words, and only the age tells them apart.

    Args:
        reading: what was read in the message.
        conversation: where the talk stands, with the age that was told.
        catalogue: all entries.
    """
    told = conversation.ages
    if told is None or told[1] > OLDEST_CHILD or conversation.about in _ASKS_FOR_A_CHILD:
        return reading
    if reading.outcome not in {Outcome.ANSWER, Outcome.CLARIFY}:
        return reading
    entries = tuple(one for one in reading.entries if not catalogue.entries[one.entry].for_grown_ups)
    if len(entries) == len(reading.entries):
        return reading
    if not entries:
        return replace(reading, outcome=Outcome.UNKNOWN, entries=(), needs=())
    needs = tuple(one for one in reading.needs if not catalogue.entries[one.entry].for_grown_ups)
    needs = needs if len(needs) > 1 else ()
    if entries[0] == reading.entries[0]:
        return replace(reading, entries=entries, needs=needs)
    likely = tuple(one for one in entries if one.score >= _LIKELY * entries[0].score)
    return replace(reading, outcome=Outcome.CLARIFY, entries=likely, needs=needs)
