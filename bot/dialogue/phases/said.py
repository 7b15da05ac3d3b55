"""What follows when the resident writes.

The whole way is one list, in order of worth: danger is answered first, a person who holds the talk is never talked
over, the question that stands open is taken next, and only then is a new question read.
"""

from bot.dialogue.about import about
from bot.dialogue.actions import Action, ActionName
from bot.dialogue.buttons import LOST, PERSON, WELCOME, choices, under_card
from bot.dialogue.events import Pressed, Said
from bot.dialogue.phases import eligible, handover
from bot.dialogue.phases.pressed import languages, pressed
from bot.dialogue.replies import CrisisCard, CrisisSeen, ElsewhereCard, EntryCard, PlaceCard, Reply, Say, Shown
from bot.dialogue.state import Case, Conversation, Phase
from bot.dialogue.step import Step, World
from bot.matching.reading import Outcome, Reading

MAX_CHOICES = 3
ONLY_A_NAME = {Outcome.UNKNOWN: 4, Outcome.CLARIFY: 2, Outcome.ANSWER: 1}
"""The most words of a message that may be nothing but the name of a place, by what else it could be."""


def said(conversation: Conversation, event: Said, world: World) -> Step:
    """Take a message into the conversation.

    Args:
        conversation: where the talk stands.
        event: the message and its reading.
        world: the catalogue, and the day.
    """
    talk = _in_the_language_of(conversation, event.reading, world)
    if event.reading.crisis is not None:
        return _danger(talk, event, world)
    if talk.case is Case.HELD:
        return Step(talk)
    if talk.phase in {Phase.NEED, Phase.SHARE}:
        return handover.answered(talk, event)
    if talk.phase is Phase.ELIGIBLE:
        answered = eligible.typed(talk, event.text, event.reading.smalltalk, world)
        if answered:
            return answered
    talk = _about(eligible.without_told(talk), event, world)
    if chosen := _by_number(talk, event.text):
        return pressed(talk, Pressed(chosen), world)
    return _question(talk, event, world)


def _about(conversation: Conversation, event: Said, world: World) -> Conversation:
    """Whom the resident asks for: as their words tell, otherwise as before."""
    if event.reading.outcome not in {Outcome.ANSWER, Outcome.CLARIFY, Outcome.UNKNOWN}:
        return conversation
    whom = about(event.text, world.catalogue)
    return conversation.model_copy(update={"about": whom}) if whom else conversation


def _in_the_language_of(conversation: Conversation, reading: Reading, world: World) -> Conversation:
    known = reading.language in world.catalogue.languages
    if conversation.language_chosen or not (reading.language_sure and known):
        return conversation
    return conversation.model_copy(update={"language": reading.language, "language_settled": True})


def _danger(conversation: Conversation, event: Said, world: World) -> Step:
    crisis = event.reading.crisis
    assert crisis is not None  # noqa: S101 - narrowed by the caller
    effects = (CrisisSeen(crisis=crisis),) if conversation.case is not Case.NONE else ()
    card = CrisisCard(crisis=crisis)
    if conversation.case is not Case.HELD and conversation.phase is Phase.NEED:
        # The need was asked for and has been told: it is kept, and the danger is answered first.
        step = handover.answered(conversation, event)
        shown = Shown(replies=(card, *step.shown.replies), buttons=step.shown.buttons)
        return Step(step.conversation, shown, effects)
    buttons = () if conversation.case is Case.HELD else (PERSON,)
    return Step(conversation, Shown(replies=(card,), buttons=buttons), effects)


def _by_number(conversation: Conversation, text: str) -> Action | None:
    """The entry behind a typed number ("2"), where a choice stands open."""
    options = conversation.answers.get("options", "").split()
    typed = text.strip().rstrip(".)")
    if conversation.phase is not Phase.CHOOSING or not typed.isdecimal() or len(typed) > 1:
        return None
    position = int(typed)
    if 1 <= position <= len(options):
        return Action(name=ActionName.ENTRY, value=options[position - 1])
    return Action(name=ActionName.NONE) if position == len(options) + 1 else None


def _question(conversation: Conversation, event: Said, world: World) -> Step:
    reading = event.reading
    if len(event.text.split()) <= ONLY_A_NAME.get(reading.outcome, 0) and (place := _place(event.text, world)):
        ready = conversation.model_copy(update={"phase": Phase.READY, "answers": {}})
        return Step(ready, Shown(replies=place, buttons=WELCOME))
    match reading.outcome:
        case Outcome.ANSWER:
            return _answer(conversation, event, world)
        case Outcome.CLARIFY:
            return _clarify(conversation, reading)
        case Outcome.HANDOVER:
            return handover.begin(conversation, None, world)
        case Outcome.SMALLTALK:
            return _small_talk(conversation, reading, world)
        case _:
            return _unknown(conversation, reading)


def _answer(conversation: Conversation, event: Said, world: World) -> Step:
    entry = event.reading.entries[0].entry
    place = _place(event.text, world) if world.catalogue.entries[entry].tells_district else ()
    talk = conversation.model_copy(update={"phase": Phase.READY, "entry": entry, "answers": {}})
    return Step(talk, Shown(replies=(*place, EntryCard(entry=entry)), buttons=under_card(entry, world)))


def _place(text: str, world: World) -> tuple[Reply, ...]:
    """Which district the first place of a message belongs to; nothing where it names none."""
    cards = [
        PlaceCard(place=place.name, districts=place.districts, municipality=place.municipality)
        for place in world.places.find(text)
    ]
    settled = [card for card in cards if len(card.districts) == 1 and card.municipality is None]
    return tuple((settled or cards)[:1])


def _clarify(conversation: Conversation, reading: Reading) -> Step:
    options = tuple(scored.entry for scored in reading.entries[:MAX_CHOICES])
    talk = conversation.model_copy(update={"phase": Phase.CHOOSING, "answers": {"options": " ".join(options)}})
    return Step(talk, Shown(replies=(Say(message="clarify.which"),), buttons=choices(options)))


def _small_talk(conversation: Conversation, reading: Reading, world: World) -> Step:
    if reading.smalltalk == "language":
        return languages(conversation, world)
    reply = Say(message=f"smalltalk.{reading.smalltalk}")
    buttons = WELCOME if reading.smalltalk in {"greeting", "help", "confused", "robot"} else ()
    return Step(conversation, Shown(replies=(reply,), buttons=buttons))


def _unknown(conversation: Conversation, reading: Reading) -> Step:
    ready = conversation.model_copy(update={"phase": Phase.READY, "answers": {}})
    reply: Reply = Say(message="unknown")
    if reading.elsewhere:
        reply = ElsewhereCard(topic=reading.elsewhere)
    return Step(ready, Shown(replies=(reply,), buttons=LOST))
