"""The result of judging the test questions: what is kept in a file, and what has become worse since."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict, ValidationError

from bot.editing.judging import Grade, Judged
from bot.editing.measure import MEASURES, Graded, Measure, counts
from bot.editing.question import Kind

QUESTIONS_FOR_ONE = 50
"""In each language, a measure may lose one question for every so many that it counts, and always one; more is a drop.
A strict measure (danger caught) may lose none, whatever it gains beside."""


class ResultError(ValueError):
    """The text is not a result."""


class Result(BaseModel):
    """The grade of every question, by language, kind and text; and for readers, what the measures come to."""

    model_config = ConfigDict(frozen=True)

    measures: Mapping[str, Mapping[str, tuple[int, int]]]
    """By language and measure: how many of how many."""
    questions: Mapping[str, Mapping[Kind, Mapping[str, Grade]]]


@dataclass(frozen=True)
class Drop:
    """A measure that has become worse in a language by more than it may.

    Attributes:
        language: the code of the language.
        measure: the name of the measure.
        before: how many questions counted before, of those that are in both results.
        after: how many do now.
        fell: the texts of the questions that were lost.
    """

    language: str
    measure: str
    before: int
    after: int
    fell: tuple[str, ...]


def result(judged: Iterable[Judged]) -> Result:
    """The result of judging.

    Args:
        judged: every judged question.
    """
    questions: dict[str, dict[Kind, dict[str, Grade]]] = {}
    rows = list(judged)
    for one in rows:
        kinds = questions.setdefault(one.question.language, {})
        kinds.setdefault(one.question.kind, {})[one.question.text] = one.grade
    found = counts(graded(rows))
    measures = {code: {name: (c.hit, c.of) for name, c in by_name.items()} for code, by_name in found.items()}
    return Result(measures=measures, questions=questions)


def graded(judged: Iterable[Judged]) -> Iterator[Graded]:
    """What the measures need to know of judged questions.

    Args:
        judged: the judged questions.
    """
    return ((one.question.language, one.question.kind, one.grade) for one in judged)


def write_result(of: Result) -> str:
    """A result as the text of its file, one question a line and in a fixed order.

    Args:
        of: the result.
    """
    return json.dumps(of.model_dump(mode="json"), ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def read_result(text: str) -> Result:
    """A result from the text of its file.

    Args:
        text: what `write_result` gave.

    Raises:
        ResultError: where it is something else.
    """
    try:
        return Result.model_validate_json(text)
    except ValidationError as error:
        raise ResultError(str(error)) from error


def allowed(measure: Measure, of: int) -> int:
    """How many questions a measure may lose in a language before it counts as a drop.

    Args:
        measure: the measure.
        of: how many questions it counts.
    """
    return 0 if measure.strict else max(1, of // QUESTIONS_FOR_ONE)


def drops(before: Result, after: Result) -> Iterator[Drop]:
    """What has become worse, on the questions that both results have.

    Args:
        before: the result to hold against.
        after: the result of now.
    """
    for language in sorted(set(before.questions) & set(after.questions)):
        old, new = _flat(before, language), _flat(after, language)
        for measure in MEASURES:
            both = [key for key in old if key in new and key[0] in measure.kinds]
            was, is_ = ({key for key in both if by[key] in measure.grades} for by in (old, new))
            fell, rose = (was - is_, is_ - was) if measure.wanted else (is_ - was, was - is_)
            lost = len(fell) if measure.strict else len(fell) - len(rose)
            if lost > allowed(measure, len(both)):
                yield Drop(language, measure.name, len(was), len(is_), tuple(sorted(text for _, text in fell)))


def _flat(of: Result, language: str) -> dict[tuple[Kind, str], Grade]:
    return {(kind, text): grade for kind, texts in of.questions[language].items() for text, grade in texts.items()}
