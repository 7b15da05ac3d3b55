"""Where a conversation stands, and what may follow what.

Theory of operation. A conversation is a frozen value. `engine.step` takes it with one event and gives the next
value, what to show, and the effects to carry out; nothing else changes it. Two things are kept apart:

*Phase* is what the bot waits for: an open question (READY), a choice between entries (CHOOSING), an answer in the talk
about whether an entry is for somebody (ELIGIBLE), or one of the two questions before a handover (NEED, SHARE).

*Case* is who else is there: nobody (NONE), staff will come (WAITING), or a person holds the talk (HELD). While it is
HELD the bot says nothing of its own, except when danger is heard.

`TRANSITIONS` lists every phase that may follow a phase, by the kind of event. The engine refuses to return anything
else, so this table is the whole truth; `docs/dialogue.md` draws it. Answers are kept by the question's name, never
by position, so that a stored conversation survives a changed flow.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field


class Phase(StrEnum):
    """What the bot waits for."""

    READY = "ready"
    CHOOSING = "choosing"
    NEED = "need"
    SHARE = "share"
    ELIGIBLE = "eligible"


class Case(StrEnum):
    """Whether staff are in the conversation."""

    NONE = "none"
    WAITING = "waiting"
    HELD = "held"


class Conversation(BaseModel):
    """The state of one resident's talk."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    language: str = "sv"
    language_chosen: bool = False
    """The resident chose the language by a button: only another button changes it."""
    language_settled: bool = False
    """A message has shown the language; weak evidence no longer changes it."""
    phase: Phase = Phase.READY
    case: Case = Case.NONE
    entry: str | None = None
    """The entry that the talk is about."""
    reference: str | None = None
    """The code that the resident got for the open case."""
    about: Literal["self", "relative", "child", "professional"] = "self"
    """Whom the resident asks for, as far as their words told."""
    ages: tuple[int, int] | None = None
    """The youngest and the oldest that the one they ask for can be, as far as their words told."""
    exempt: bool = False
    """The open case is about an entry whose documentation must not tell who the person is."""
    answers: Mapping[str, str] = Field(default_factory=dict)


TRANSITIONS: Mapping[Phase, Mapping[str, frozenset[Phase]]] = {
    Phase.READY: {
        "Started": frozenset({Phase.READY}),
        "Said": frozenset({Phase.READY, Phase.CHOOSING, Phase.NEED, Phase.SHARE}),
        "Pressed": frozenset({Phase.READY, Phase.NEED, Phase.SHARE, Phase.ELIGIBLE}),
    },
    Phase.CHOOSING: {
        "Started": frozenset({Phase.READY}),
        "Said": frozenset({Phase.READY, Phase.CHOOSING, Phase.NEED, Phase.SHARE}),
        "Pressed": frozenset({Phase.READY, Phase.CHOOSING, Phase.NEED, Phase.SHARE, Phase.ELIGIBLE}),
    },
    Phase.NEED: {
        "Started": frozenset({Phase.READY}),
        "Said": frozenset({Phase.SHARE, Phase.NEED, Phase.READY}),
        "Pressed": frozenset({Phase.READY, Phase.NEED, Phase.SHARE, Phase.ELIGIBLE}),
    },
    Phase.SHARE: {
        "Started": frozenset({Phase.READY}),
        "Said": frozenset({Phase.SHARE, Phase.READY}),
        "Pressed": frozenset({Phase.READY, Phase.SHARE, Phase.NEED, Phase.ELIGIBLE}),
        "HandoverOpened": frozenset({Phase.READY}),
    },
    Phase.ELIGIBLE: {
        "Started": frozenset({Phase.READY}),
        "Said": frozenset({Phase.ELIGIBLE, Phase.READY, Phase.CHOOSING, Phase.NEED, Phase.SHARE}),
        "Pressed": frozenset({Phase.ELIGIBLE, Phase.READY, Phase.NEED, Phase.SHARE}),
    },
}
"""Phase now → event → phases that may come next. Staff's events keep the phase and change only the case."""
