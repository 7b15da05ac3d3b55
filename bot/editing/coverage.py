"""What is translated: of each entry in each language which fields are there, and how much of all else.

Swedish is what the others are held against: a section that the Swedish text does not have is not needed. What is
missing here is what `knowledge check` refuses too.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from bot.catalogue.model import MANDATORY_SECTIONS, Catalogue, CrisisType, Language, Section
from bot.catalogue.reading import CRISIS_LABELS
from bot.catalogue.rules.examples import FEWEST
from bot.catalogue.rules.talk import NEEDED
from bot.catalogue.rules.terms import used
from bot.catalogue.translation import SOURCE
from bot.editing.sentences import lacking
from bot.wording.catalogs import Catalogs
from bot.wording.messages import MESSAGES

FIELDS = ("title", "summary", *(section.value for section in Section))
"""The fields of an entry's words, in the order in which they are drawn."""


class Mark(StrEnum):
    """Whether a field is there, is missing, or is not needed."""

    THERE = "there"
    MISSING = "missing"
    NOT_NEEDED = "not-needed"


@dataclass(frozen=True)
class Covered:
    """One entry in one language.

    Attributes:
        marks: for each of `FIELDS`, whether it is there.
        examples: how many example questions there are.
        fewest: how many there must be.
        state: `source`, `reviewed` or `draft`; empty where there are no words.
        older: whether the words were made from an older Swedish text.
    """

    marks: Mapping[str, Mark]
    examples: int
    fewest: int
    state: str
    older: bool

    @property
    def complete(self) -> bool:
        """Whether nothing mandatory is missing."""
        return Mark.MISSING not in self.marks.values() and self.examples >= self.fewest


@dataclass(frozen=True)
class Part:
    """What a language has of something beside the entries: how many of how many.

    `mandatory` says that some of what is missing must be there.
    """

    name: str
    there: int
    of: int
    mandatory: bool
    older: bool = False


@dataclass(frozen=True)
class Coverage:
    """All that is translated and all that is not.

    Attributes:
        languages: the codes of the languages that were looked at.
        entries: by entry, then by language.
        parts: by language, all that stands beside the entries.
        faulty: whether the folder has faults, also such as leave nothing missing.
        unread: the Swedish texts that cannot be read, and that nothing could be held against.
    """

    languages: tuple[str, ...]
    entries: Mapping[str, Mapping[str, Covered]]
    parts: Mapping[str, tuple[Part, ...]]
    faulty: bool = False
    unread: tuple[str, ...] = ()

    def of(self, language: str) -> tuple[Covered, ...]:
        """Every entry in a language.

        Args:
            language: its code.
        """
        return tuple(by_language[language] for by_language in self.entries.values())

    @property
    def complete(self) -> bool:
        """Whether nothing mandatory is missing in any language."""
        covered = all(one.complete for by_language in self.entries.values() for one in by_language.values())
        return covered and not any(part.mandatory for parts in self.parts.values() for part in parts)


def coverage(catalogue: Catalogue, guide: Catalogs, languages: Iterable[str]) -> Coverage:
    """Look at what each language has.

    Args:
        catalogue: all that could be read of the knowledge folder; it may have holes.
        guide: the bot's own sentences.
        languages: the codes of the languages to look at.
    """
    codes = tuple(languages)
    return Coverage(
        codes,
        {entry: {code: _covered(catalogue, entry, code) for code in codes} for entry in sorted(_ids(catalogue))},
        {code: tuple(_parts(catalogue, guide, code)) for code in codes},
    )


def _ids(catalogue: Catalogue) -> set[str]:
    return set(catalogue.entries).union(*(talk.entries for talk in catalogue.talk.values()))


def _covered(catalogue: Catalogue, entry: str, language: str) -> Covered:
    words = catalogue.words.get(language, {}).get(entry)
    source = catalogue.words.get(SOURCE, {}).get(entry)
    needed = {*MANDATORY_SECTIONS, *(source.sections if source else ())}
    there = set(words.sections) if words else set()
    marks = dict.fromkeys(FIELDS[:2], Mark.THERE if words else Mark.MISSING)
    for section in Section:
        lacking_it = Mark.MISSING if section in needed else Mark.NOT_NEEDED
        marks[section.value] = Mark.THERE if section in there else lacking_it
    talk = catalogue.talk.get(language)
    return Covered(
        marks=marks,
        examples=len(talk.entries.get(entry, ())) if talk else 0,
        fewest=FEWEST.get(language, 0),
        state=words.front.state if words else "",
        older=catalogue.is_older(f"entries/{entry}", language),
    )


def _parts(catalogue: Catalogue, guide: Catalogs, code: str) -> Iterator[Part]:
    missing = len(lacking(guide, code))
    yield Part("sentences", len(MESSAGES) - missing, len(MESSAGES), mandatory=missing > 0)
    talk, source = catalogue.talk.get(code), catalogue.talk.get(SOURCE)
    crisis = len(talk.crisis_texts) if talk else 0
    older = catalogue.is_older("crisis", code)
    yield Part("crisis", crisis, len(CrisisType), mandatory=crisis < len(CrisisType), older=older)
    kinds = sum(bool(talk and talk.crisis.get(label)) for label in CRISIS_LABELS)
    yield Part("crisis-examples", kinds, len(CRISIS_LABELS), mandatory=kinds < len(CRISIS_LABELS))
    small = {label for label, texts in talk.smalltalk.items() if texts} if talk else set()
    all_small = set(source.smalltalk if source else ()) | small
    yield Part("smalltalk", len(small), len(all_small), mandatory=not small.issuperset(NEEDED))
    topics = set(talk.elsewhere_texts if talk else ())
    all_topics = set(source.elsewhere_texts if source else ()) | topics
    without = bool(talk and set(talk.elsewhere) - topics)
    older = catalogue.is_older("elsewhere", code)
    yield Part("elsewhere", len(topics), len(all_topics), mandatory=without, older=older)
    yield _language_file(catalogue, catalogue.languages.get(code))


def _language_file(catalogue: Catalogue, language: Language | None) -> Part:
    """Headings, and the names of all contacts and of the terms that entries use."""
    wanted = {
        *(("heading", section.value) for section in Section),
        *(("contact", contact) for contact in catalogue.contacts),
        *(("term", one.term) for one in used(catalogue)),
    }
    named = {
        *(("heading", section.value) for section in (language.headings if language else ())),
        *(("contact", contact) for contact in (language.contacts if language else ())),
        *(("term", term) for term in (language.terms if language else ())),
    }
    return Part("language-file", len(wanted & named), len(wanted), mandatory=not wanted <= named)
