"""What the catalogue knows: entries, their words, and the ground that they stand on.

Everything here is frozen and pure. The fields of the models are also the fields of the YAML files that editors write
(`knowledge/README.md`), and the JSON Schema for their text editors is made from them (`schema.py`).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from bot.catalogue.fact import Fact, Line, Period, Slug


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


class AgeCondition(Fact):
    """The person's age in whole years, both ends included."""

    kind: Literal["age"]
    start: int | None = Field(default=None, alias="from", ge=0, le=120)
    to: int | None = Field(default=None, ge=0, le=120)

    @model_validator(mode="after")
    def _has_a_limit(self) -> Self:
        if self.start is None and self.to is None:
            raise PydanticCustomError("age_without_limit", "neither from nor to")
        if self.start is not None and self.to is not None and self.to < self.start:
            raise PydanticCustomError("age_reversed", "ends before it begins")
        return self


class DistrictCondition(Fact):
    """The person lives in one of these districts."""

    kind: Literal["district"]
    any_of: tuple[Slug, ...] = Field(min_length=1)


class PlaceCondition(Fact):
    """The support is given at one place only."""

    kind: Literal["place"]
    place: Line


class AudienceCondition(Fact):
    """The group of people that the support is meant for."""

    kind: Literal["audience"]
    audience: Slug


class DiagnosisCondition(Fact):
    """A diagnosis, as stated by the person."""

    kind: Literal["diagnosis"]
    diagnosis: Slug


class NeedCondition(Fact):
    """A need, as the person experiences it."""

    kind: Literal["need"]
    need: Slug


class RelationCondition(Fact):
    """Whom the support is for, seen from the one who asks."""

    kind: Literal["relation"]
    any_of: tuple[Literal["self", "relative", "child", "professional"], ...] = Field(min_length=1)


class PrerequisiteCondition(Fact):
    """Something that the person must already have."""

    kind: Literal["prerequisite"]
    requires: Slug


class ExclusionCondition(Fact):
    """Something that rules the support out."""

    kind: Literal["exclusion"]
    excludes: Slug


Condition = Annotated[
    AgeCondition
    | DistrictCondition
    | PlaceCondition
    | AudienceCondition
    | DiagnosisCondition
    | NeedCondition
    | RelationCondition
    | PrerequisiteCondition
    | ExclusionCondition,
    Field(discriminator="kind"),
]


class Extent(Fact):
    """How much of the support one person may have."""

    occasions: int = Field(ge=1)


class Entry(Fact):
    """One thing that residents ask for, and its facts."""

    id: Slug
    access: Access
    decision: Slug | None = None
    valid: Period = Period()
    conditions: tuple[Condition, ...] = ()
    extent: Extent | None = None
    forms: tuple[Literal["individual", "group", "drop_in", "outreach", "digital", "phone"], ...] = ()
    documentation: Documentation = Documentation.UNKNOWN
    safety: bool = False
    e_service: bool = False
    for_the_asker: bool = False
    """The support is for the one who asks, also where they ask because of somebody else (a relative, a parent)."""
    tells_district: bool = False
    """A question that finds this entry and names a place is answered with the place's district."""
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
    about: Mapping[Literal["relative", "child", "professional"], tuple[Line, ...]] = Field(default_factory=dict)
    """Words by which people say that they ask for somebody else ("min mamma", "en klient")."""
    living: tuple[Line, ...] = ()
    """Words that stand beside the place where somebody lives ("bor", "live")."""
    before_places: tuple[str, ...] = ()
    """Small words that stand right before a place ("i", "in")."""
    leaving: tuple[str, ...] = ()
    """Words that come before a place that somebody has left ("från", "from")."""


@dataclass(frozen=True)
class Block:
    """One paragraph or list item of a text, still with its placeholders."""

    kind: Literal["paragraph", "item"]
    text: str


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
