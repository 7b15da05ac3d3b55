"""An entry's facts as words: dates, lists of districts, conditions."""

from datetime import date

from babel.dates import format_date
from babel.lists import format_list

from bot.catalogue.model import (
    AgeCondition,
    AudienceCondition,
    Catalogue,
    Condition,
    DiagnosisCondition,
    DistrictCondition,
    Entry,
    ExclusionCondition,
    NeedCondition,
    PlaceCondition,
    PrerequisiteCondition,
    RelationCondition,
)
from bot.catalogue.status import status_on


def day(when: date | None, language: str) -> str:
    """A day written out in a language ("31 mars 2027"); empty where there is none.

    Args:
        when: the day.
        language: the code of a language that Babel knows.
    """
    return format_date(when, format="long", locale=language) if when else ""


def district_names(entry: Entry, catalogue: Catalogue, language: str) -> str:
    """The names of the districts that an entry is bound to, as a list in a language ("A, B och C").

    Args:
        entry: an entry.
        catalogue: where the districts stand.
        language: the code of a language that Babel knows.
    """
    names = [
        catalogue.geography.districts[district].name
        for condition in entry.conditions
        if isinstance(condition, DistrictCondition)
        for district in condition.any_of
    ]
    return format_list(names, locale=language) if names else ""


def values(entry: Entry, catalogue: Catalogue, language: str, today: date) -> dict[str, str]:
    """What the placeholders of an entry's words stand for.

    Args:
        entry: an entry.
        catalogue: where its decision and its districts stand.
        language: the code of the language of the words.
        today: the day in Stockholm.
    """
    status = status_on(entry, catalogue, today)
    ages = [c for c in entry.conditions if isinstance(c, AgeCondition)]
    places = [c.place for c in entry.conditions if isinstance(c, PlaceCondition)]
    facts = {
        "min_age": next((str(c.start) for c in ages if c.start is not None), ""),
        "max_age": next((str(c.to) for c in ages if c.to is not None), ""),
        "districts": district_names(entry, catalogue, language),
        "place": next(iter(places), ""),
        "occasions": str(entry.extent.occasions) if entry.extent else "",
        "valid_from": day(status.first, language),
        "valid_until": day(status.last, language),
    }
    return {name: text for name, text in facts.items() if text}


def condition(fact: Condition, catalogue: Catalogue, language: str) -> tuple[str, dict[str, str]]:
    """The sentence that states a condition: the message id and the values of its placeholders.

    Args:
        fact: a condition of an entry.
        catalogue: where the districts and the words for terms stand.
        language: the code of a language of the catalogue.
    """
    terms = catalogue.languages[language].terms
    match fact:
        case AgeCondition(start=int(start), to=int(to)):
            return "condition.age-between", {"min_age": str(start), "max_age": str(to)}
        case AgeCondition(start=int(start)):
            return "condition.age-from", {"min_age": str(start)}
        case AgeCondition():
            return "condition.age-to", {"max_age": str(fact.to)}
        case DistrictCondition():
            names = [catalogue.geography.districts[d].name for d in fact.any_of]
            return "condition.district", {"districts": format_list(names, style="or", locale=language)}
        case PlaceCondition():
            return "condition.place", {"place": fact.place}
        case RelationCondition():
            names = [terms[relation] for relation in fact.any_of]
            return "condition.relation", {"term": format_list(names, style="or", locale=language)}
    return f"condition.{fact.kind}", {"term": terms[_term(fact)]}


def _term(
    fact: AudienceCondition | DiagnosisCondition | NeedCondition | PrerequisiteCondition | ExclusionCondition,
) -> str:
    match fact:
        case AudienceCondition():
            return fact.audience
        case DiagnosisCondition():
            return fact.diagnosis
        case NeedCondition():
            return fact.need
        case PrerequisiteCondition():
            return fact.requires
        case ExclusionCondition():
            return fact.excludes
