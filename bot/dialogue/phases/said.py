"""What follows when the resident writes.

The whole way is one list, in order of worth: danger is answered first, a person who holds the talk is never talked
over, the question that stands open is taken next, and only then is a new question read.
"""

from dataclasses import replace

from bot.dialogue.about import about
from bot.dialogue.actions import Action, ActionName
from bot.dialogue.age import Ages, ages_in, known, only_an_age
from bot.dialogue.buttons import LOST, WELCOME, choices, entries, under_card
from bot.dialogue.children import fit_for_a_child
from bot.dialogue.events import Pressed, Said
from bot.dialogue.phases import danger, eligible, handover
from bot.dialogue.phases.pressed import foreign, languages, pressed
from bot.dialogue.replies import ElsewhereCard, EntryCard, PlaceCard, Reply, Say, Shown
from bot.dialogue.shown_ages import shown_ages
from bot.dialogue.state import Case, Conversation, Phase
from bot.dialogue.step import Step, World
from bot.dialogue.told import without_told
from bot.eligibility.by_age import ages_of
from bot.matching.reading import Outcome, Reading

MAX_CHOICES = 3
ONLY_A_NAME = {Outcome.UNKNOWN: 4, Outcome.CLARIFY: 2, Outcome.ANSWER: 1}
"""The most words of a message that may be nothing but the name of a place, by what else it could be."""
ONLY_AN_AGE = 4
"""The most words of a message that may be nothing but an age."""


def said(conversation: Conversation, event: Said, world: World) -> Step:
    """Take a message into the conversation.

    Args:
        conversation: where the talk stands.
        event: the message and its reading.
        world: the catalogue, and the day.
    """
    talk = _in_the_language_of(conversation, event.reading, world)
    if event.reading.crisis is not None:
        return danger.heard(talk, event, event.reading.crisis, world)
    if talk.case is Case.HELD:
        return Step(talk)
    if safe := danger.not_now(talk, event, world):
        return safe
    talk = danger.forgotten(talk)
    if talk.phase in {Phase.NEED, Phase.SHARE}:
        return handover.answered(talk, event, world)
    if talk.phase is Phase.ELIGIBLE:
        answered = eligible.typed(talk, event.text, event.reading.smalltalk, world)
        if answered:
            return answered
    talk = _about(talk, event, world)
    ages = known(talk)  # what was told in the talk about an entry still holds for this one message
    talk = without_told(talk)
    if chosen := _by_number(talk, event.text):
        return pressed(talk, Pressed(chosen), world)
    return _question(talk, event, world, ages)


def _about(conversation: Conversation, event: Said, world: World) -> Conversation:
    """Whom the resident asks for, and how old that one is: as their words tell, otherwise as before."""
    sure = event.reading.language if event.reading.language_sure else None
    asks = event.reading.outcome in {Outcome.ANSWER, Outcome.CLARIFY, Outcome.UNKNOWN}
    whom = (about(event.text, world.catalogue, sure) if asks else None) or conversation.about
    before = conversation.ages if whom == conversation.about else None
    ages = ages_in(event.text, world.catalogue, sure) or before
    return conversation.model_copy(update={"about": whom, "ages": ages})


def _in_the_language_of(conversation: Conversation, reading: Reading, world: World) -> Conversation:
    known = reading.language in world.catalogue.languages
    if conversation.language_chosen or not (reading.language_sure and known):
        return conversation
    return conversation.model_copy(update={"language": reading.language, "language_settled": True})


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


def _question(conversation: Conversation, event: Said, world: World, ages: Ages) -> Step:
    reading = fit_for_a_child(event.reading, conversation, world.catalogue)
    event = replace(event, reading=reading)
    if answer := _age_alone(conversation, event, world, ages):
        return answer
    if len(event.text.split()) <= ONLY_A_NAME.get(reading.outcome, 0) and (place := _place(event.text, world)):
        ready = conversation.model_copy(update={"phase": Phase.READY, "answers": {}})
        return Step(ready, Shown(replies=place, buttons=WELCOME))
    match reading.outcome:
        case Outcome.ANSWER:
            return _card(conversation, reading.entries[0].entry, event, world, ages)
        case Outcome.CLARIFY:
            return _clarify(conversation, reading)
        case Outcome.HANDOVER:
            return handover.begin(conversation, None, world)
        case Outcome.SMALLTALK:
            return _small_talk(conversation, reading, world)
        case _ if reading.foreign and not conversation.language_chosen:
            return foreign(conversation, world)
        case _:
            return _unknown(conversation, reading)


def _age_alone(conversation: Conversation, event: Said, world: World, ages: Ages) -> Step | None:
    """What follows where a message tells an age and asks for nothing else: the age is kept, and so is the subject."""
    if event.reading.outcome is Outcome.HANDOVER:
        return None
    facts = world.catalogue.entries.get(conversation.entry or "")
    short = len(event.text.split()) <= ONLY_AN_AGE
    if facts and facts.by_age and short and ages_in(event.text, world.catalogue) is not None:
        return _card(conversation, facts.id, event, world, ages)
    told = only_an_age(event.text, world.catalogue, asked=facts is not None)
    if told is None:
        return None
    talk = conversation.model_copy(update={"ages": told, "phase": Phase.READY, "answers": {}})
    if facts and facts.by_age:
        return _card(talk, facts.id, event, world, known(talk))
    buttons = under_card(facts.id, world) if facts else WELCOME
    return Step(talk, Shown(replies=(Say(message="age.noted"),), buttons=buttons))


def _card(conversation: Conversation, entry: str, event: Said, world: World, ages: Ages) -> Step:
    facts = world.catalogue.entries[entry]
    place = tuple(card for card in _place(event.text, world) if facts.tells_district or not card.districts)
    told = ages_of(facts, *ages)
    talk = conversation.model_copy(update={"phase": Phase.READY, "entry": entry, "answers": shown_ages(told)})
    replies: tuple[Reply, ...] = (*place, EntryCard(entry=entry, ages=told))
    others = tuple(need.entry for need in event.reading.needs if need.entry != entry)
    if others:
        replies += (Say(message="needs.also"),)
    buttons = dict.fromkeys((*entries(others), *under_card(entry, world, ages=told)))
    return Step(talk, Shown(replies=replies, buttons=tuple(buttons)))


def _place(text: str, world: World) -> tuple[PlaceCard, ...]:
    """Which district the first place of a message belongs to; nothing where it names none."""
    cards = [
        PlaceCard(place=place.name, districts=place.districts, municipality=place.municipality)
        for place in world.places.find(text)
    ]
    settled = [card for card in cards if len(card.districts) == 1 and card.municipality is None]
    return tuple((settled or cards)[:1])


def _clarify(conversation: Conversation, reading: Reading) -> Step:
    options = tuple(scored.entry for scored in (reading.needs or reading.entries)[:MAX_CHOICES])
    talk = conversation.model_copy(update={"phase": Phase.CHOOSING, "answers": {"options": " ".join(options)}})
    question = "needs.which-first" if reading.needs else "clarify.which"
    return Step(talk, Shown(replies=(Say(message=question),), buttons=choices(options)))


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
