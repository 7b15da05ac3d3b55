"""The two questions before a handover: what is it about, and may staff read what was written here."""

from bot.catalogue.model import Access, Documentation, Entry
from bot.catalogue.status import State, status_on
from bot.dialogue.buttons import KEEP_PRIVATE, LOST, RESTART, SHARE, SKIP
from bot.dialogue.events import Said
from bot.dialogue.replies import EntryCard, ForgetTalk, OpenHandover, Reply, Say, Shown
from bot.dialogue.state import Case, Conversation, Phase
from bot.dialogue.step import Step, World
from bot.dialogue.told import TOLD, told
from bot.matching.reading import Outcome, Reading

MAX_NEED = 2000
"""Characters of the need that go to the queue; what is longer stands in the transcript."""


NEED_BUTTONS = (SKIP, RESTART)


_NOT_YET_OR_NO_MORE = {State.PLANNED, State.OPENS_ON, State.ENDED}
_TELLS_FIRST = {
    Documentation.DOCUMENTED: "handover.documented",
    Documentation.ADVICE: "handover.advice",
}
"""What a resident is told of what is written down, before they agree to anything."""


def begin(conversation: Conversation, entry: str | None, world: World) -> Step:
    """Ask what the resident wants help with; where a case is open, say so instead.

    Args:
        conversation: where the talk stands.
        entry: the entry that the button stood under, if any.
        world: the catalogue, and the day.
    """
    if conversation.case is Case.WAITING:
        already = Say(message="handover.already", values={"reference": conversation.reference or ""})
        ready = conversation.model_copy(update={"phase": Phase.READY})
        return Step(ready, Shown(replies=(already,)))
    topic = entry or conversation.entry
    facts = world.catalogue.entries.get(topic) if topic else None
    first: tuple[Reply, ...] = ()
    if facts and status_on(facts, world.catalogue, world.today).state in _NOT_YET_OR_NO_MORE:
        facts = None  # what is not offered cannot be asked for; the talk with a person is open all the same
    if facts and facts.documentation is Documentation.EXEMPT:
        return _without_identity(conversation, facts, world)
    if facts and (message := _TELLS_FIRST.get(facts.documentation)) and facts.access in {Access.OPEN, Access.PILOT}:
        first = (Say(message=message),)
    kept = {name: value for name, value in conversation.answers.items() if name.startswith(TOLD)}
    answers = {**kept, "entry": facts.id if facts else ""}
    asking = conversation.model_copy(update={"phase": Phase.NEED, "answers": answers})
    return Step(asking, Shown(replies=(*first, Say(message="handover.need")), buttons=NEED_BUTTONS))


def _without_identity(conversation: Conversation, facts: Entry, world: World) -> Step:
    """Open a case that cannot tell who the person is: nothing is asked, and what was written before is erased."""
    if world.web_instead is not None:
        elsewhere = Say(message="handover.use-web", values={"address": world.web_instead})
        return Step(conversation.model_copy(update={"phase": Phase.READY}), Shown(replies=(elsewhere,)))
    nameless = conversation.model_copy(update={"phase": Phase.SHARE, "exempt": True, "ages": None, "answers": {}})
    effects = (ForgetTalk(), OpenHandover(need="", entry=facts.id, share=False))
    return Step(nameless, Shown(replies=(Say(message="handover.exempt"),)), effects)


def answered(conversation: Conversation, event: Said, world: World) -> Step:
    """Take a typed answer to the question that stands open; whoever says no to the first, or goodbye, steps back.

    Args:
        conversation: a talk in the phase NEED or SHARE.
        event: what the resident wrote.
        world: the catalogue, and the day.
    """
    small_talk = event.reading.smalltalk
    if small_talk == "goodbye" or (small_talk == "no" and conversation.phase is Phase.NEED):
        talk = conversation.model_copy(update={"phase": Phase.READY, "answers": {}})
        return Step(talk, Shown(replies=(Say(message="handover.stopped"),), buttons=LOST))
    if conversation.phase is Phase.NEED:
        return ask_to_share(conversation, event.text.strip()[:MAX_NEED])
    if small_talk in {"yes", "no"}:
        return open_case(conversation, share=small_talk == "yes")
    return Step(conversation, _asked_back(event.reading, world) or share_question("handover.share-again"))


def _asked_back(reading: Reading, world: World) -> Shown | None:
    """The answer to a question about how it works ("who reads that?"), and the open one again; None where none came."""
    asked = reading.entries[0].entry if reading.outcome is Outcome.ANSWER else None
    if asked is None or world.catalogue.entries[asked].access is not Access.INFO:
        return None
    again = share_question()
    return Shown(replies=(EntryCard(entry=asked), *again.replies), buttons=again.buttons)


def ask_to_share(conversation: Conversation, need: str) -> Step:
    """Ask whether staff may read what was written before.

    Args:
        conversation: a talk in the phase NEED.
        need: what the resident wants help with, or nothing.
    """
    answers = {**conversation.answers, "need": need}
    talk = conversation.model_copy(update={"phase": Phase.SHARE, "answers": answers})
    return Step(talk, share_question())


def open_case(conversation: Conversation, *, share: bool) -> Step:
    """Ask the guide to open the case; its answer comes back as `HandoverOpened`.

    Args:
        conversation: a talk in the phase SHARE.
        share: whether staff may read what was written before.
    """
    answers = conversation.answers
    effect = OpenHandover(
        need=answers.get("need", ""),
        entry=answers.get("entry") or None,
        share=share,
        told=told(conversation) if share else {},
    )
    return Step(conversation, effects=(effect,))


def share_question(message: str = "handover.share") -> Shown:
    """The question whether staff may read the talk so far, with its buttons.

    Args:
        message: the sentence to ask it with.
    """
    return Shown(replies=(Say(message=message),), buttons=(SHARE, KEEP_PRIVATE, RESTART))
