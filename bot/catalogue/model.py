"""What the catalogue knows: entries, their words, and the ground that they stand on.

Everything here is frozen and pure. The fields of the models are also the fields of the YAML files that editors write
(`knowledge/README.md`), and the JSON Schema for their text editors is made from them (`schema.py`).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property
from types import MappingProxyType
from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from bot.catalogue.condition import Ages, Condition
from bot.catalogue.fact import AgePhrase, Fact, Letter, Line, Period, Phrase, Slug, Typed


class Access(StrEnum):
    """How a resident gets what the entry describes."""

    OPEN = "open"
    PILOT = "pilot"
    PLANNED = "planned"
    APPLICATION = "application"
    REFERRAL = "referral"
    URGENT = "urgent"
    INFO = "info"


class Documentation(StrEnum):
    """What is written down about the person (14 kap. 3 § socialtjänstlagen and the boards' exemptions)."""

    ADVICE = "advice"
    EXEMPT = "exempt"
    DOCUMENTED = "documented"
    UNKNOWN = "unknown"


class Section(StrEnum):
    """The parts of an entry's words; each language has its own headings for them."""

    GET = "get"
    FOR_WHOM = "for_whom"
    HOW = "how"
    COST = "cost"
    WRITTEN_DOWN = "written_down"


MANDATORY_SECTIONS = (Section.GET, Section.FOR_WHOM, Section.HOW)


class CrisisType(StrEnum):
    """The kinds of danger that are answered before anything else."""

    SUICIDE = "suicide"
    VIOLENCE = "violence"
    CHILD = "child"
    OVERDOSE = "overdose"
    THREAT = "threat"


NOT_CRISIS = "not-crisis"
"""The label of examples that only sound like danger."""


class Citation(Fact):
    """The place in a document that backs something."""

    document: Line
    place: Line = "-"
    backs: tuple[str, ...] = ()


class Source(Fact):
    """A document that facts come from."""

    title: Line
    publisher: Line
    reference: tuple[str, ...] = ()


class Decision(Fact):
    """A board's decision: the legal ground of entries, and the time it holds."""

    by: Line
    reference: tuple[str, ...]
    says: Line
    valid: Period
    replaces: Slug | None = None
    sources: tuple[Citation, ...]


class RunBy(Period):
    """Who runs the support, and in which time."""

    who: Slug
    sources: tuple[Citation, ...] = Field(min_length=1)


class District(Fact):
    """One of the city's eleven districts (the area of a stadsdelsnämnd)."""

    name: Line
    first_line_pilot: bool = False
    also_called: tuple[Line, ...] = ()


class Contact(Fact):
    """A phone number that may be shown."""

    number: Line
    purpose: Line = Field(alias="for")
    grade: Literal["owner", "other"]
    source: Line
    hours: str | None = None
    note: str | None = None


class NeverShown(Fact):
    """A phone number that must never be shown, and why."""

    number: Line
    why: Line


class Extent(Fact):
    """How much of the support one person may have."""

    occasions: int = Field(ge=1)


class Entry(Fact):
    """One thing that residents ask for, and its facts."""

    id: Slug
    access: Access
    decision: Slug | None = None
    valid: Period = Period()
    run_by: tuple[RunBy, ...] = ()
    """Who runs the support, time after time; left out where it is not known, or does not change."""
    conditions: tuple[Condition, ...] = ()
    by_age: Mapping[Slug, Ages] = Field(default_factory=dict)
    """Ages for which the words say different things; who is of none of them is told all of it."""
    extent: Extent | None = None
    forms: tuple[Literal["individual", "group", "drop_in", "outreach", "digital", "phone"], ...] = ()
    documentation: Documentation = Documentation.UNKNOWN
    safety: bool = False
    e_service: bool = False
    for_the_asker: bool = False
    """The support is for the one who asks, also where they ask because of somebody else (a relative, a parent)."""
    for_grown_ups: bool = False
    """The support is for grown-ups: a child who asks for themselves is not shown it."""
    tells_district: bool = False
    """A question that finds this entry and names a place is answered with the place's district."""
    after_danger: tuple[CrisisType, ...] = ()
    """Kinds of danger after which the entry is offered, also to somebody who is in none at the moment."""
    contacts: tuple[Slug, ...] = ()
    related: tuple[Slug, ...] = ()
    alternatives: tuple[Slug, ...] = ()
    silent: tuple[Section, ...] = ()
    sources: tuple[Citation, ...] = Field(min_length=1)


class Front(Fact):
    """The head of a Markdown file: the short texts of one entry in one language."""

    title: Line
    button: Annotated[str, StringConstraints(min_length=1, max_length=36, strip_whitespace=True)]
    summary: Line
    also_called: tuple[Line, ...] = ()
    state: Literal["source", "reviewed", "draft"]
    source_hash: str | None = None


class FixedFront(Fact):
    """The head of a Markdown file with fixed texts (`crisis/`, `elsewhere/`)."""

    state: Literal["source", "reviewed", "draft"]
    source_hash: str | None = None


class Language(Fact):
    """A language that residents can choose."""

    code: Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}$")]
    name: Line
    direction: Literal["ltr", "rtl"] = "ltr"
    headings: Mapping[Section, Line]
    contacts: Mapping[Slug, Line] = Field(default_factory=dict)
    """What stands beside the number of each contact."""
    terms: Mapping[Slug, Line] = Field(default_factory=dict)
    """What audiences, needs and diagnoses of conditions are called."""
    about: Mapping[Literal["self", "relative", "child", "professional"], tuple[Phrase, ...]] = Field(
        default_factory=dict
    )
    """Words by which people say that they ask for somebody else ("min mamma", "annem*"), or that they do not."""
    prefixes: tuple[Line, ...] = ()
    """Small words that are written together with the word after them (Arabic "و", "ل", "ال")."""
    ages: Mapping[Literal["is", "below", "from", "other"], tuple[AgePhrase, ...]] = Field(default_factory=dict)
    """How people tell an age: "jag är #", "under #", "fyllt #"; `other` only looks like it ("för # år sedan")."""
    numbers: Mapping[Line, int] = Field(default_factory=dict)
    """Numbers that people write in words, as far as they tell ages."""
    joins: tuple[Line, ...] = ()
    """Words that join two thoughts in one message ("och", "dessutom"); `*` stands for any ending."""
    living: tuple[Line, ...] = ()
    """Words that stand beside the place where somebody lives ("bor", "live")."""
    before_places: tuple[str, ...] = ()
    """Small words that stand right before a place ("i", "in")."""
    leaving: tuple[str, ...] = ()
    """Words that come before a place that somebody has left ("från", "from")."""
    latin: tuple[Mapping[Letter, Typed], ...] = ()
    """How people type its letters who have Latin ones only; one line for each habit (`latin.py`)."""


@dataclass(frozen=True)
class Block:
    """One paragraph or list item of a text, still with its placeholders."""

    kind: Literal["paragraph", "item"]
    text: str
    ages: str | None = None
    """Which ages of the entry's `by_age` the text is for; None where it is for all."""


@dataclass(frozen=True)
class Words:
    """What is said about one entry in one language."""

    front: Front
    sections: Mapping[Section, tuple[Block, ...]]


class Neighbourhood(Fact):
    """A part of the city as people name it, and the district that it lies in."""

    name: Line
    district: Slug
    also_called: tuple[Line, ...] = ()
    places: tuple[Line, ...] = ()
    scripts: tuple[Line, ...] = ()
    verified: bool = True


class AmbiguousName(Fact):
    """A name that stands for more than one place, so that one may have to ask.

    `districts` are the likeliest first; where `ask` is false the first one is taken. `municipalities` are those
    outside the city where the name stands too.
    """

    name: Line
    districts: tuple[Slug, ...] = Field(min_length=1)
    also_called: tuple[Line, ...] = ()
    municipalities: tuple[Line, ...] = ()
    ask: bool = True
    note: str | None = None

    @model_validator(mode="after")
    def _lies_in_two(self) -> Self:
        if len(self.districts) + len(self.municipalities) < 2:
            raise PydanticCustomError("name_not_ambiguous", "lies in one district only")
        return self


class OutsidePlace(Fact):
    """A place outside the city, whose own municipality helps."""

    name: Line
    municipality: Line
    also_called: tuple[Line, ...] = ()


@dataclass(frozen=True)
class Geography:
    """The city as people name it."""

    districts: Mapping[str, District]
    neighbourhoods: tuple[Neighbourhood, ...]
    ambiguous: tuple[AmbiguousName, ...]
    outside: tuple[OutsidePlace, ...]
    common: tuple[str, ...] = ()
    """Names that are ordinary words as well, and name a home only beside a word about living."""


Examples = Mapping[str, tuple[str, ...]]
"""Example messages by label (an entry, a crisis type, a kind of small talk, a topic that others answer for)."""


@dataclass(frozen=True)
class Talk:
    """How residents sound in one language, and the fixed texts for it."""

    entries: Examples
    crisis: Examples
    smalltalk: Examples
    elsewhere: Examples
    crisis_texts: Mapping[CrisisType, tuple[Block, ...]] = field(default_factory=lambda: MappingProxyType({}))
    elsewhere_texts: Mapping[str, tuple[Block, ...]] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True)
class Catalogue:
    """All that the guide knows, as read from the knowledge folder in one go.

    `version` is a hash of every file read: the same files give the same version.
    """

    version: str
    entries: Mapping[str, Entry]
    words: Mapping[str, Mapping[str, Words]]
    """By language, then by entry."""
    talk: Mapping[str, Talk]
    """By language."""
    languages: Mapping[str, Language]
    decisions: Mapping[str, Decision]
    geography: Geography
    contacts: Mapping[str, Contact]
    never_shown: tuple[NeverShown, ...]
    sources: Mapping[str, Source]
    concepts: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)
    """By language and concept, the words and expressions that mean it; `*` stands for any ending of a word."""

    older: frozenset[str] = frozenset()
    """The files of translations that were made from another Swedish text than today's (`translation.py`)."""

    @cached_property
    def urgent(self) -> frozenset[str]:
        """The entries about danger now: an alarm is as right an answer as they are."""
        return frozenset(id_ for id_, entry in self.entries.items() if entry.access is Access.URGENT)

    def after(self, danger: CrisisType) -> tuple[str, ...]:
        """The entries that are offered after a kind of danger.

        Args:
            danger: the kind.
        """
        return tuple(id_ for id_, entry in sorted(self.entries.items()) if danger in entry.after_danger)

    def is_older(self, text: str, language: str) -> bool:
        """Whether a translation was made from another Swedish text than today's.

        Args:
            text: the place of the text in the knowledge folder: `entries/<id>`, `crisis` or `elsewhere`.
            language: the code of its language.
        """
        return f"{text}/{language}.md" in self.older

    def without_lessons(self) -> Self:
        """The catalogue without what only the matcher learns from, which is most of it: examples and word lists."""
        none: Examples = MappingProxyType({})
        talk = {
            code: replace(talk, entries=none, crisis=none, smalltalk=none, elsewhere=none)
            for code, talk in self.talk.items()
        }
        return replace(self, talk=MappingProxyType(talk), concepts=MappingProxyType({}))

    def words_for(self, entry: str, language: str) -> tuple[Words, str]:
        """The words of an entry, in Swedish where the language has none.

        Args:
            entry: the entry's id.
            language: the code of the wanted language.

        Returns:
            the words, and the code of the language that they are in.
        """
        wanted = self.words.get(language, {}).get(entry)
        return (wanted, language) if wanted else (self.words["sv"][entry], "sv")
