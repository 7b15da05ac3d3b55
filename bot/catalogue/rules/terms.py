"""What conditions, contacts and those who run something are called in each language."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.catalogue.condition import (
    AudienceCondition,
    Condition,
    DiagnosisCondition,
    ExclusionCondition,
    NeedCondition,
    PeriodCondition,
    PrerequisiteCondition,
    RelationCondition,
)
from bot.catalogue.finding import Finding, fault
from bot.catalogue.inspected import Inspected
from bot.catalogue.model import Catalogue, Entry
from bot.catalogue.yaml_lines import Path


@dataclass(frozen=True)
class Used:
    """A term that needs a name in each language, and the place in an entry's facts that uses it."""

    term: str
    entry: Entry
    path: Path


def check(seen: Inspected) -> Iterator[Finding]:
    """Each language has a plain name for every term that an entry uses, and for every contact.

    Args:
        seen: the folder as it was read.
    """
    first: dict[str, str] = {}
    for one in used(seen.catalogue):
        first.setdefault(one.term, "{}:{}".format(*seen.line(one.entry, *one.path)))
    for code, language in seen.catalogue.languages.items():
        file = f"languages/{code}.yaml"
        for term, other in first.items():
            if term not in language.terms:
                yield fault(file, seen.where.yaml(file, "terms"), "term-missing", id=term, other=other)
        for contact in seen.catalogue.contacts:
            if contact not in language.contacts:
                yield fault(file, seen.where.yaml(file, "contacts"), "contact-term-missing", id=contact)


def used(catalogue: Catalogue) -> Iterator[Used]:
    """Every term that an entry uses, each place by itself.

    Args:
        catalogue: where the entries stand.
    """
    for entry in catalogue.entries.values():
        for index, condition in enumerate(entry.conditions):
            for term in terms_of(condition):
                yield Used(term, entry, ("conditions", index))
        for index, run_by in enumerate(entry.run_by):
            yield Used(run_by.who, entry, ("run_by", index, "who"))


def terms_of(condition: Condition) -> tuple[str, ...]:
    """The terms of a condition that need a name in each language.

    Args:
        condition: a condition of an entry.
    """
    match condition:
        case AudienceCondition():
            return (condition.audience,)
        case DiagnosisCondition():
            return (condition.diagnosis,)
        case NeedCondition():
            return (condition.need,)
        case PrerequisiteCondition():
            return (condition.requires,)
        case ExclusionCondition():
            return (condition.excludes,)
        case RelationCondition():
            return condition.any_of
        case PeriodCondition(since=str(event)):
            return (event,)
    return ()
