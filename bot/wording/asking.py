"""The sentences of the talk about whether an entry is for somebody: ids, and the values of their placeholders."""

from babel.lists import format_list

from bot.catalogue.condition import Condition, DistrictCondition, PeriodCondition
from bot.catalogue.model import Catalogue
from bot.eligibility.answers import AGES, RATHER_NOT, Band
from bot.wording import facts

Sentence = tuple[str, dict[str, str]]
"""A message id, and the values of its placeholders."""


def question(name: str, *, other: bool, catalogue: Catalogue, language: str) -> Sentence:
    """The sentence that asks a question.

    Args:
        name: the question's name ("age-65-", "need-practical-support").
        other: whether it is about somebody else than the one who is asked.
        catalogue: where the words for terms stand.
        language: the code of a language of the catalogue.
    """
    kind, _, term = name.partition("-")
    if name == AGES:
        return "question.ages", {}
    if kind == "period":
        months, _, event = term.partition("-")
        return "question.period", facts.since(int(months), event, catalogue, language)
    values = {} if kind in {"age", "district", "relation"} else {"term": catalogue.languages[language].terms[term]}
    return f"question.{kind}{'.other' if other and kind != 'relation' else ''}", values


def option(value: str, catalogue: Catalogue) -> Sentence | str:
    """What the button of an answer says: a sentence, or the name of a district as it is.

    Args:
        value: the question's name and the answer ("age-65-:younger").
        catalogue: where the districts stand.
    """
    name, _, answer = value.rpartition(":")
    if district := catalogue.geography.districts.get(answer):
        return district.name
    kind, _, bounds = name.partition("-")
    if name == AGES and answer != RATHER_NOT:
        kind, bounds, answer = "age", answer, Band.WITHIN
    start, _, to = bounds.partition("-") if kind == "age" else ("", "", "")
    values = {key: text for key, text in (("min_age", start), ("max_age", to)) if text}
    if kind == "age" and answer == Band.WITHIN:
        return f"option.age-{_span(start, to)}", values
    return f"option.{answer}", values


def _span(start: str, to: str) -> str:
    if start and to:
        return "between"
    return "from" if start else "to"


def reason(condition: Condition, catalogue: Catalogue, language: str, municipality: str | None) -> Sentence:
    """The sentence that says why a condition is not met.

    Args:
        condition: the condition.
        catalogue: where the districts and the words for terms stand.
        language: the code of a language of the catalogue.
        municipality: where the person lives, when that is outside the city.
    """
    if isinstance(condition, DistrictCondition) and municipality:
        return "reason.outside", {"municipality": municipality}
    message, values = facts.condition(condition, catalogue, language)
    if isinstance(condition, PeriodCondition):
        return message, values  # it speaks of nobody
    return message.replace("condition.", "reason.", 1), values


def place(
    name: str, districts: tuple[str, ...], municipality: str | None, catalogue: Catalogue, language: str
) -> Sentence:
    """The sentence that says which district a place belongs to.

    Args:
        name: the place.
        districts: the districts that it may lie in; none where it is outside the city.
        municipality: the municipality that it may lie in, where it is not the city.
        catalogue: where the districts stand.
        language: the code of a language that Babel knows.
    """
    names = [catalogue.geography.districts[district].name for district in districts]
    if not names:
        return "place.outside", {"place": name, "municipality": municipality or ""}
    if len(names) == 1 and municipality is None:
        return "place.district", {"place": name, "district": names[0]}
    several = format_list([*names, *([municipality] if municipality else [])], style="or", locale=language)
    return "place.which", {"place": name, "districts": several}
