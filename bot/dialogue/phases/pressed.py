"""What follows when the resident presses a button or types a command."""

from collections.abc import Callable, Mapping

from bot.dialogue.actions import Action, ActionName
from bot.dialogue.buttons import LOST, PERSON, WELCOME, under_card
from bot.dialogue.events import Pressed
from bot.dialogue.phases import eligible, handover
from bot.dialogue.replies import EntryCard, EntryMore, Reply, Say, Shown
from bot.dialogue.shown_ages import ages_to_show, shown_ages
from bot.dialogue.state import Case, Conversation, Phase
from bot.dialogue.step import Step, World
from bot.dialogue.told import without_told

_Handler = Callable[[Conversation, str, World], Step]


def pressed(conversation: Conversation, event: Pressed, world: World) -> Step:
    """Take a press of a button into the conversation; a button that does not fit changes nothing.

    Args:
        conversation: where the talk stands.
        event: the button.
        world: the catalogue, and the day.
    """
    if conversation.case is Case.HELD:
        return _while_held(conversation, event.action, world)
    action = event.action
    if action is None or not _known(action, world):
        return Step(conversation, Shown(replies=(Say(message="button-unknown"),), buttons=LOST))
    if action.name is not ActionName.PERSON:
        conversation = without_told(conversation)
    return _HANDLERS[action.name](conversation, action.value, world)


def _known(action: Action, world: World) -> bool:
    match action.name:
        case ActionName.ENTRY | ActionName.MORE | ActionName.ENTITLED:
            return action.value in world.catalogue.entries
        case ActionName.PERSON:
            return not action.value or action.value in world.catalogue.entries
        case ActionName.LANGUAGE:
            return action.value in world.catalogue.languages
        case ActionName.ANSWER:
            return True  # judged against the question that stands open
        case _:
            return not action.value


def _while_held(conversation: Conversation, action: Action | None, world: World) -> Step:
    """A person holds the talk: the bot is silent, but another language may be chosen for what staff's buttons say."""
    if action and action.name is ActionName.LANGUAGE and _known(action, world):
        return Step(_speaking(conversation, action.value))
    return Step(conversation)


def _speaking(conversation: Conversation, language: str) -> Conversation:
    update = {"language": language, "language_chosen": True, "language_settled": True}
    return conversation.model_copy(update=update)


def _about(conversation: Conversation, entry: str, ages: str | None) -> Conversation:
    return conversation.model_copy(update={"phase": Phase.READY, "entry": entry, "answers": shown_ages(ages)})


def _entry(conversation: Conversation, entry: str, world: World) -> Step:
    ages = ages_to_show(conversation, entry, world)
    shown = Shown(replies=(EntryCard(entry=entry, ages=ages),), buttons=under_card(entry, world, ages=ages))
    return Step(_about(conversation, entry, ages), shown)


def _more(conversation: Conversation, entry: str, world: World) -> Step:
    ages = ages_to_show(conversation, entry, world)
    buttons = under_card(entry, world, more=False, ages=ages)
    return Step(_about(conversation, entry, ages), Shown(replies=(EntryMore(entry=entry, ages=ages),), buttons=buttons))


def _entitled(conversation: Conversation, entry: str, world: World) -> Step:
    return eligible.begin(conversation, entry, world)


def _answer(conversation: Conversation, value: str, world: World) -> Step:
    return eligible.pressed(conversation, value, world) or _not_now(conversation)


def _person(conversation: Conversation, entry: str, world: World) -> Step:
    return handover.begin(conversation, entry or None, world)


def _none(conversation: Conversation, _value: str, _world: World) -> Step:
    ready = conversation.model_copy(update={"phase": Phase.READY, "answers": {}})
    return Step(ready, Shown(replies=(Say(message="clarify.none"),), buttons=LOST))


def languages(conversation: Conversation, world: World) -> Step:
    """Show every language by its own name.

    Args:
        conversation: where the talk stands.
        world: the catalogue, which knows the languages.
    """
    return Step(conversation, Shown(replies=(Say(message="language.which"),), buttons=_names(world)))


def foreign(conversation: Conversation, world: World) -> Step:
    """Offer every language, and a person, to somebody who writes in one that the guide does not know.

    Args:
        conversation: where the talk stands.
        world: the catalogue, which knows the languages.
    """
    ready = conversation.model_copy(update={"phase": Phase.READY, "answers": {}})
    return Step(ready, Shown(replies=(Say(message="language.unknown"),), buttons=(*_names(world), PERSON)))


def _names(world: World) -> tuple[Action, ...]:
    return tuple(Action(name=ActionName.LANGUAGE, value=code) for code in world.catalogue.languages)


def _languages(conversation: Conversation, _value: str, world: World) -> Step:
    return languages(conversation, world)


def _language(conversation: Conversation, code: str, world: World) -> Step:
    talk = _speaking(conversation, code)
    replies: tuple[Reply, ...] = (Say(message="language.changed"),)
    if talk.phase is Phase.NEED:
        return Step(talk, Shown(replies=(*replies, Say(message="handover.need")), buttons=handover.NEED_BUTTONS))
    if talk.phase is Phase.SHARE:
        again = handover.share_question()
        return Step(talk, Shown(replies=(*replies, *again.replies), buttons=again.buttons))
    if talk.phase is Phase.ELIGIBLE:
        again = eligible.asked_again(talk, world)
        return Step(talk, Shown(replies=(*replies, *again.replies), buttons=again.buttons))
    if talk.entry:
        ages = ages_to_show(talk, talk.entry, world)
        card = EntryCard(entry=talk.entry, ages=ages)
        return Step(talk, Shown(replies=(*replies, card), buttons=under_card(talk.entry, world, ages=ages)))
    return Step(talk, Shown(replies=(*replies, Say(message="welcome")), buttons=WELCOME))


def _restart(conversation: Conversation, _value: str, _world: World) -> Step:
    fresh = Conversation(
        language=conversation.language,
        language_chosen=conversation.language_chosen,
        language_settled=conversation.language_settled,
        case=conversation.case,
        reference=conversation.reference,
    )
    return Step(fresh, Shown(replies=(Say(message="welcome"),), buttons=WELCOME))


def _help(conversation: Conversation, _value: str, _world: World) -> Step:
    return Step(conversation, Shown(replies=(Say(message="help"),), buttons=LOST[:1]))


def _skip(conversation: Conversation, _value: str, _world: World) -> Step:
    if conversation.phase is not Phase.NEED:
        return _not_now(conversation)
    return handover.ask_to_share(conversation, "")


def _share(conversation: Conversation, _value: str, _world: World) -> Step:
    return _decided(conversation, share=True)


def _keep_private(conversation: Conversation, _value: str, _world: World) -> Step:
    return _decided(conversation, share=False)


def _decided(conversation: Conversation, *, share: bool) -> Step:
    if conversation.phase is not Phase.SHARE:
        return _not_now(conversation)
    return handover.open_case(conversation, share=share)


def _not_now(conversation: Conversation) -> Step:
    return Step(conversation, Shown(replies=(Say(message="button-not-now"),), buttons=LOST))


_HANDLERS: Mapping[ActionName, _Handler] = {
    ActionName.ENTRY: _entry,
    ActionName.MORE: _more,
    ActionName.ENTITLED: _entitled,
    ActionName.PERSON: _person,
    ActionName.NONE: _none,
    ActionName.LANGUAGES: _languages,
    ActionName.LANGUAGE: _language,
    ActionName.RESTART: _restart,
    ActionName.HELP: _help,
    ActionName.SKIP: _skip,
    ActionName.SHARE: _share,
    ActionName.KEEP_PRIVATE: _keep_private,
    ActionName.ANSWER: _answer,
}
