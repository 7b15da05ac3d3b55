"""An entry's facts as words: dates, lists of districts, conditions."""

from datetime import date

from babel.dates import format_date, get_month_names
from babel.lists import format_list
from babel.units import format_unit

from bot.catalogue.condition import (
    AgeCondition,
    AudienceCondition,
    Condition,
    DiagnosisCondition,
    DistrictCondition,
    ExclusionCondition,
    NeedCondition,
    PeriodCondition,
    PlaceCondition,
    PrerequisiteCondition,
    RelationCondition,
)
from bot.catalogue.model import Catalogue, Entry
from bot.catalogue.placeholders import age_limits
from bot.catalogue.status import run_on, status_on


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


def run_by(entry: Entry, catalogue: Catalogue, language: str, today: date) -> tuple[tuple[str, dict[str, str]], ...]:
    """The sentences that say who runs an entry's support on a day, and who takes over: ids, and their values.

    Args:
        entry: an entry.
        catalogue: where the words for terms stand.
        language: the code of a language of the catalogue.
        today: the day in Stockholm.
    """
    terms = catalogue.languages[language].terms
    now, coming = run_on(entry, today)
    found: list[tuple[str, dict[str, str]]] = []
    if now and now.start:
        found.append(("run-by.since", {"who": terms[now.who], "first": day(now.start, language)}))
    elif now:
        found.append(("run-by.now", {"who": terms[now.who]}))
    if coming:
        found.append(("run-by.from", {"who": terms[coming.who], "first": day(coming.start, language)}))
    return tuple(found)


def values(entry: Entry, catalogue: Catalogue, language: str, today: date) -> dict[str, str]:
    """What the placeholders of an entry's words stand for.

    Args:
        entry: an entry.
        catalogue: where its decision and its districts stand.
        language: the code of the language of the words.
        today: the day in Stockholm.
    """
    status = status_on(entry, catalogue, today)
    places = [c.place for c in entry.conditions if isinstance(c, PlaceCondition)]
    facts = {
        **age_limits(entry),
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
        case PeriodCondition():
            return f"condition.{fact.kind}-{_form(fact)}", _time(fact, catalogue, language)
    return f"condition.{fact.kind}", {"term": terms[_term(fact)]}


def _form(fact: PeriodCondition) -> str:
    if fact.since:
        return "since"
    if fact.months:
        return "months"
    if fact.start and fact.until:
        return "between"
    return "from" if fact.start else "until"


def _time(fact: PeriodCondition, catalogue: Catalogue, language: str) -> dict[str, str]:
    if fact.since and fact.within_months:
        return since(fact.within_months, fact.since, catalogue, language)
    if fact.months:
        names = get_month_names("wide", "stand-alone", language)
        ends = dict.fromkeys((fact.months.start, fact.months.to))
        return {"months": " – ".join(names[month] for month in ends)}
    ends_ = {"first": day(fact.start, language), "last": day(fact.until, language)}
    return {name: text for name, text in ends_.items() if text}


def since(months: int, event: str, catalogue: Catalogue, language: str) -> dict[str, str]:
    """How long after an event something holds, as the values of a sentence's placeholders.

    Args:
        months: how many months.
        event: the event's id below `terms` of a language.
        catalogue: where the words for terms stand.
        language: the code of a language of the catalogue.
    """
    time = format_unit(months, "duration-month", "long", locale=language)
    return {"time": time, "term": catalogue.languages[language].terms[event]}


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
