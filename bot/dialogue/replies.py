"""What goes out: replies without words, the buttons under them, and effects that the guide carries out.

Replies hold ids, never sentences, so that the resident can read them in one language and staff in another.
"""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from bot.catalogue.model import CrisisType
from bot.dialogue.actions import Action
from bot.eligibility.judge import Truth


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True)


class Say(_Frozen):
    """A sentence of the bot, by its id in `locales/`, with the values of its placeholders."""

    kind: Literal["say"] = "say"
    message: str
    values: dict[str, str] = Field(default_factory=dict)


class EntryCard(_Frozen):
    """An entry in short: title, summary, how one gets it; for `ages` of its `by_age`, what holds for those alone."""

    kind: Literal["entry"] = "entry"
    entry: str
    ages: str | None = None


class EntryMore(_Frozen):
    """All sections of an entry, without what is for other ages than `ages`, where that is known."""

    kind: Literal["more"] = "more"
    entry: str
    ages: str | None = None


class EntryConditions(_Frozen):
    """Who can have what the entry describes, as the board has decided."""

    kind: Literal["conditions"] = "conditions"
    entry: str


class CrisisCard(_Frozen):
    """The fixed text and numbers for one kind of danger."""

    kind: Literal["crisis"] = "crisis"
    crisis: CrisisType


class ElsewhereCard(_Frozen):
    """Whose matter it is, when it is not ours."""

    kind: Literal["elsewhere"] = "elsewhere"
    topic: str


class QuestionCard(_Frozen):
    """One question of the talk about whether an entry is for a person; `other` asks about somebody else."""

    kind: Literal["question"] = "question"
    entry: str
    question: str
    other: bool = False


class Verdict(_Frozen):
    """What is known of whether an entry is for a person: guidance, never a decision.

    `failed` are the positions of the entry's conditions that are not met, each with its reason; `municipality` is
    where the person lives, when that is outside the city.
    """

    kind: Literal["verdict"] = "verdict"
    entry: str
    truth: Truth
    failed: tuple[int, ...] = ()
    municipality: str | None = None
    other: bool = False
    instead: bool = False
    """Whether buttons for other entries stand below."""


class PlaceCard(_Frozen):
    """Which district a place belongs to."""

    kind: Literal["place"] = "place"
    place: str
    districts: tuple[str, ...] = ()
    municipality: str | None = None


class PersonLine(_Frozen):
    """What a member of staff wrote, as they wrote it."""

    kind: Literal["person"] = "person"
    text: str
    alias: str


Reply = Annotated[
    Say
    | EntryCard
    | EntryMore
    | EntryConditions
    | CrisisCard
    | ElsewhereCard
    | QuestionCard
    | Verdict
    | PlaceCard
    | PersonLine,
    Field(discriminator="kind"),
]


class OpenHandover(_Frozen):
    """Put the need in the staff's queue.

    `share` is whether staff may read what was written before; `told` is what the resident answered in the talk about
    the entry just before, by question name, where they share it.
    """

    kind: Literal["open-handover"] = "open-handover"
    need: str
    entry: str | None
    share: bool
    told: dict[str, str] = Field(default_factory=dict)


class CrisisSeen(_Frozen):
    """Tell the staff who hold the case that the resident may be in danger."""

    kind: Literal["crisis-seen"] = "crisis-seen"
    crisis: CrisisType


class ForgetTalk(_Frozen):
    """Erase all that was written in the talk so far: it belongs to an entry that is exempt from documentation."""

    kind: Literal["forget-talk"] = "forget-talk"


Effect = OpenHandover | CrisisSeen | ForgetTalk


class Shown(_Frozen):
    """What the guide shows in one turn: its replies in order, and the buttons under the last of them."""

    replies: tuple[Reply, ...] = ()
    buttons: tuple[Action, ...] = ()
