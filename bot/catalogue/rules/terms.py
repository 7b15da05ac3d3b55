"""What conditions, contacts and those who run something are called in each language."""

from collections.abc import Iterator

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


def check(seen: Inspected) -> Iterator[Finding]:
    """Each language has a plain name for every term that an entry uses, and for every contact.

    Args:
        seen: the folder as it was read.
    """
    used: dict[str, str] = {}
    for entry in seen.catalogue.entries.values():
        for index, condition in enumerate(entry.conditions):
            for term in terms_of(condition):
                used.setdefault(term, "{}:{}".format(*seen.line(entry, "conditions", index)))
        for index, run_by in enumerate(entry.run_by):
            used.setdefault(run_by.who, "{}:{}".format(*seen.line(entry, "run_by", index, "who")))
    for code, language in seen.catalogue.languages.items():
        file = f"languages/{code}.yaml"
        for term, other in used.items():
            if term not in language.terms:
                yield fault(file, seen.where.yaml(file, "terms"), "term-missing", id=term, other=other)
        for contact in seen.catalogue.contacts:
            if contact not in language.contacts:
                yield fault(file, seen.where.yaml(file, "contacts"), "contact-term-missing", id=contact)


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
