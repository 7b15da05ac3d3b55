"""The talk about whether an entry is for somebody: at most three questions, each of which may be left unanswered.

Answers are kept by question name under `told.` while the talk lasts, and are gone when it ends, unless the resident
goes straight on to a person.
"""

from dataclasses import replace

from bot.catalogue.condition import DistrictCondition
from bot.catalogue.model import Entry
from bot.catalogue.status import status_on
from bot.dialogue.actions import Action, ActionName
from bot.dialogue.age import ages_in, known
from bot.dialogue.buttons import LANGUAGES, RESTART, entries, under_card
from bot.dialogue.replies import EntryCard, EntryConditions, QuestionCard, Reply, Say, Shown, Verdict
from bot.dialogue.shown_ages import shown_ages
from bot.dialogue.state import Conversation, Phase
from bot.dialogue.step import Step, World
from bot.dialogue.told import MUNICIPALITY, TOLD, told
from bot.eligibility.answers import AGES, OUTSIDE, RATHER_NOT, Answers, Question, ages_told, question
from bot.eligibility.by_age import ages_of, question_by_age
from bot.eligibility.instead import instead
from bot.eligibility.judge import Judgement, Truth, judge, next_question
from bot.places.place import Home, home

ASKED = "asked"
_LONGEST_AGE = 6
"""The most words of a message that answers the question for an age; a longer one is a new question."""


def begin(conversation: Conversation, entry: str, world: World) -> Step:
    """Begin the talk about an entry; where it is not offered, or has no conditions, only say how it is.

    Args:
        conversation: where the talk stands.
        entry: the entry.
        world: the catalogue, and the day.
    """
    facts = world.catalogue.entries[entry]
    talk = conversation.model_copy(update={"phase": Phase.READY, "entry": entry, "answers": {}})
    offered = status_on(facts, world.catalogue, world.today).state.offered
    settled = not any(map(question, facts.conditions)) and judge(facts, {}, world.today).truth is Truth.MET
    if (not offered or settled) and facts.by_age:
        return _ask(talk, _named(facts, AGES), facts, ())
    if not offered or settled:
        return Step(
            talk, Shown(replies=(EntryConditions(entry=entry),), buttons=under_card(entry, world, entitled=False))
        )
    first: tuple[Reply, ...] = (Say(message="question.other"),) if _other(talk, facts) else ()
    return _next(talk, facts, world, first)


def pressed(conversation: Conversation, value: str, world: World) -> Step | None:
    """Take a pressed answer ("age-65-:within"); None where it answers no question that stands open.

    Args:
        conversation: where the talk stands.
        value: the question's name and the answer.
        world: the catalogue, and the day.
    """
    name, _, answer = value.rpartition(":")
    if conversation.phase is not Phase.ELIGIBLE or conversation.answers.get(ASKED) != name:
        return None
    facts = world.catalogue.entries[str(conversation.entry)]
    asked = _named(facts, name)
    districts = tuple(world.catalogue.geography.districts) if name == "district" else ()
    if answer not in {*asked.options, *districts, RATHER_NOT}:
        return None
    return _answered(conversation, facts, name, answer, world)


def typed(conversation: Conversation, text: str, smalltalk: str | None, world: World) -> Step | None:
    """Take a typed answer; None where the message is no answer to the question, and so a new one.

    Args:
        conversation: a talk in the phase ELIGIBLE.
        text: what the resident wrote.
        smalltalk: the kind of small talk that it was read as, for "yes" and "no".
        world: the catalogue, its places, and the day.
    """
    facts = world.catalogue.entries[str(conversation.entry)]
    name = conversation.answers[ASKED]
    if name.startswith("age"):
        return _typed_age(conversation, text, facts, name, world)
    if name != "district":
        if smalltalk in {"yes", "no"} and name != "relation":
            return _answered(conversation, facts, name, smalltalk, world)
        return None
    where = home(world.places.find(text, asked=True))
    if where.settled:
        return _answered(conversation, facts, name, where.settled, world)
    if where.districts:
        return _which(conversation, where)
    if where.municipality:
        outside = conversation.model_copy(
            update={"answers": {**conversation.answers, MUNICIPALITY: where.municipality}}
        )
        return _answered(outside, facts, name, OUTSIDE, world)
    if len(text.split()) > 3:
        return None
    again = Shown(replies=(Say(message="question.district-again"),), buttons=(_option(name, RATHER_NOT),))
    return Step(conversation, again, keep=False)


def _typed_age(conversation: Conversation, text: str, facts: Entry, name: str, world: World) -> Step | None:
    if len(text.split()) > _LONGEST_AGE or not (ages := ages_in(text, world.catalogue, asked=True)):
        return None
    for option in _named(facts, name).options:
        within = ages_told(name, option)
        if within and within[0] <= ages[0] and ages[1] <= within[1]:
            return _answered(conversation, facts, name, option, world)
    return None


def _named(facts: Entry, name: str) -> Question:
    questions = (question_by_age(facts), *map(question, facts.conditions))
    return next(asked for asked in questions if asked and asked.name == name)


def asked_again(conversation: Conversation, world: World) -> Shown:
    """The question that stands open, once more.

    Args:
        conversation: a talk in the phase ELIGIBLE.
        world: the catalogue.
    """
    facts = world.catalogue.entries[str(conversation.entry)]
    name = conversation.answers[ASKED]
    asked = _named(facts, name)
    return _question(asked, facts, _other(conversation, facts))


def _other(conversation: Conversation, facts: Entry) -> bool:
    return conversation.about != "self" and not facts.for_the_asker


def _answered(conversation: Conversation, facts: Entry, name: str, answer: str, world: World) -> Step:
    answers = {**conversation.answers, TOLD + name: answer}
    talk = conversation.model_copy(update={"answers": answers})
    step = _of_age(talk, facts, world) if name == AGES else _next(talk, facts, world, ())
    return replace(step, keep=False)


def _of_age(conversation: Conversation, facts: Entry, world: World) -> Step:
    """The card of what holds for the ages that were told; all of it where the resident would rather not say."""
    ages = ages_of(facts, *known(conversation))
    kept = {TOLD + name: value for name, value in told(conversation).items()}
    talk = conversation.model_copy(update={"phase": Phase.READY, "answers": {**kept, **shown_ages(ages)}})
    card = EntryCard(entry=facts.id, ages=ages)
    return Step(talk, Shown(replies=(card,), buttons=under_card(facts.id, world, entitled=False)))


def _next(conversation: Conversation, facts: Entry, world: World, first: tuple[Reply, ...]) -> Step:
    answers = told(conversation)
    asked = next_question(facts, answers, world.today)
    if asked is None:
        return _verdict(conversation, facts, answers, world)
    return _ask(conversation, asked, facts, first)


def _ask(conversation: Conversation, asked: Question, facts: Entry, first: tuple[Reply, ...]) -> Step:
    talk = conversation.model_copy(
        update={"phase": Phase.ELIGIBLE, "answers": {**conversation.answers, ASKED: asked.name}}
    )
    shown = _question(asked, facts, _other(talk, facts))
    return Step(talk, Shown(replies=(*first, *shown.replies), buttons=shown.buttons))


def _question(asked: Question, facts: Entry, other: bool) -> Shown:
    card = QuestionCard(entry=facts.id, question=asked.name, other=other and asked.name != AGES)
    options = (*asked.options, RATHER_NOT)
    return Shown(replies=(card,), buttons=tuple(_option(asked.name, option) for option in options))


def _option(name: str, option: str) -> Action:
    return Action(name=ActionName.ANSWER, value=f"{name}:{option}")


def _which(conversation: Conversation, where: Home) -> Step:
    options = (*where.districts, RATHER_NOT)
    buttons = tuple(_option("district", option) for option in options)
    return Step(conversation, Shown(replies=(Say(message="question.district-which"),), buttons=buttons), keep=False)


def _verdict(conversation: Conversation, facts: Entry, answers: Answers, world: World) -> Step:
    judgement = judge(facts, answers, world.today)
    others: tuple[str, ...] = ()
    if judgement.truth is not Truth.MET:
        others = instead(facts, world.catalogue, answers, world.today, applied_for=True)
    card = Verdict(
        entry=facts.id,
        truth=judgement.truth,
        failed=tuple(facts.conditions.index(condition) for condition in judgement.failed),
        municipality=_municipality(conversation, judgement),
        other=_other(conversation, facts),
        instead=bool(others),
    )
    kept = {name: value for name, value in conversation.answers.items() if name.startswith(TOLD)}
    talk = conversation.model_copy(update={"phase": Phase.READY, "answers": kept})
    person = Action(name=ActionName.PERSON, value=facts.id)
    return Step(talk, Shown(replies=(card,), buttons=(*entries(others), person, LANGUAGES, RESTART)))


def _municipality(conversation: Conversation, judgement: Judgement) -> str | None:
    if any(isinstance(condition, DistrictCondition) for condition in judgement.failed):
        return conversation.answers.get(MUNICIPALITY)
    return None
