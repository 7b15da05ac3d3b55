"""Which buttons stand under what."""

from bot.catalogue.model import Access
from bot.catalogue.status import status_on
from bot.dialogue.actions import Action, ActionName
from bot.dialogue.step import World
from bot.eligibility.instead import instead

PERSON = Action(name=ActionName.PERSON)
HELP = Action(name=ActionName.HELP)
LANGUAGES = Action(name=ActionName.LANGUAGES)
RESTART = Action(name=ActionName.RESTART)
NONE = Action(name=ActionName.NONE)
SKIP = Action(name=ActionName.SKIP)
SHARE = Action(name=ActionName.SHARE)
KEEP_PRIVATE = Action(name=ActionName.KEEP_PRIVATE)

WELCOME = (HELP, PERSON, LANGUAGES)
LOST = (PERSON, HELP)
AFTER_CASE = (RESTART, PERSON)


def under_card(
    entry: str, world: World, *, more: bool = True, entitled: bool = True, ages: str | None = None
) -> tuple[Action, ...]:
    """The choices under an answer: more, am I entitled, a person, another language, start over.

    Args:
        entry: the entry that the answer is about.
        world: where its facts stand.
        more: False where everything about the entry is already shown.
        entitled: False where the conditions are already shown.
        ages: for which of the entry's `by_age` it is shown; where that is known there is nothing to ask for.
    """
    facts = world.catalogue.entries[entry]
    asks_for_conditions = entitled and (facts.access in {Access.OPEN, Access.PILOT} or (facts.by_age and not ages))
    offered = status_on(facts, world.catalogue, world.today).state.offered
    open_today = () if offered or facts.access is Access.INFO else instead(facts, world.catalogue, {}, world.today)
    others = entries(open_today if facts.alternatives else ())
    return (
        *((Action(name=ActionName.MORE, value=entry),) if more else ()),
        *((Action(name=ActionName.ENTITLED, value=entry),) if asks_for_conditions else ()),
        *others,
        Action(name=ActionName.PERSON, value=entry),
        LANGUAGES,
        RESTART,
    )


def choices(options: tuple[str, ...]) -> tuple[Action, ...]:
    """The buttons of a choice between entries, always with a way out.

    Args:
        options: the entries to choose from, best first.
    """
    return (*entries(options), NONE, PERSON)


def entries(options: tuple[str, ...]) -> tuple[Action, ...]:
    """A button for each of some entries.

    Args:
        options: the entries, best first.
    """
    return tuple(Action(name=ActionName.ENTRY, value=entry) for entry in options)
