"""Reading the files of test questions, strictly: every fault at once, with its file, its line and what to do.

Whatever can be read is kept, also beside faults, so that one slip does not stop the judging of all others. A test
question that is an example as well is left out: the bot knows it by heart, and it would measure nothing.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pydantic import TypeAdapter, ValidationError

from bot.catalogue.faults import faults
from bot.catalogue.finding import Finding, fault, warning
from bot.catalogue.markdown_lines import bullets
from bot.catalogue.meant import meant
from bot.catalogue.questions import QuestionsFile
from bot.catalogue.yaml_lines import Parsed, parse
from bot.editing.question import Question, entries_in, questions_in
from bot.matching.text import folded_words

FOLDER = "questions"


@dataclass(frozen=True)
class Questions:
    """The test questions that can be judged, in the order of their files, and all that is wrong with the files."""

    asked: tuple[Question, ...]
    findings: tuple[Finding, ...]


def read_questions(files: Mapping[str, str], knowledge: Mapping[str, str]) -> Questions:
    """Read the files of test questions, and hold them against the knowledge folder.

    Args:
        files: the files below `questions/`, by their path in the knowledge folder.
        knowledge: the other files of the knowledge folder, by path.
    """
    found: list[Finding] = []
    asked: list[Question] = []
    entries = frozenset(name.split("/")[1] for name in knowledge if name.startswith("entries/"))
    languages = languages_of(knowledge)
    examples = _examples(knowledge)
    for language in languages:
        name = f"{FOLDER}/{language}.yaml"
        if name not in files:
            found.append(warning(name, 0, "questions-missing"))
            continue
        parsed = parse(files[name], name)
        if isinstance(parsed, Finding):
            found.append(parsed)
            continue
        found += [*parsed.faults, *_form(name, parsed), *_unknown(name, parsed, entries)]
        asked += _alone(questions_in(parsed, language, name), examples, found)
    known = {f"{FOLDER}/{language}.yaml" for language in languages}
    found += [warning(name, 0, "file-unexpected") for name in sorted(set(files) - known)]
    return Questions(tuple(asked), tuple(found))


def languages_of(knowledge: Mapping[str, str]) -> list[str]:
    """The languages that residents can choose, by their codes.

    Args:
        knowledge: the files of the knowledge folder, by path.
    """
    return sorted(n.removeprefix("languages/").removesuffix(".yaml") for n in knowledge if n.startswith("languages/"))


def _form(name: str, parsed: Parsed) -> Iterator[Finding]:
    try:
        TypeAdapter(QuestionsFile).validate_python(parsed.tree)
    except ValidationError as error:
        yield from faults(name, parsed, error)


def _unknown(name: str, parsed: Parsed, entries: frozenset[str]) -> Iterator[Finding]:
    for named in entries_in(parsed):
        if named.id not in entries:
            yield fault(name, named.line, "entry-unknown", id=named.id, **meant(named.id, entries))


def _alone(asked: Iterator[Question], examples: Mapping[str, str], found: list[Finding]) -> Iterator[Question]:
    """The questions that stand once, and not among the examples; the others become findings."""
    first: dict[str, int] = {}
    for question in asked:
        key = _folded(question.text)
        if key in first:
            line = str(first[key])
            found.append(fault(question.file, question.line, "question-twice", text=question.text, line=line))
        elif key in examples:
            values = {"text": question.text, "other": examples[key]}
            found.append(fault(question.file, question.line, "question-is-example", **values))
        else:
            yield question
        first.setdefault(key, question.line)


def _examples(knowledge: Mapping[str, str]) -> dict[str, str]:
    """Where each example of any language stands, by what the matcher sees of it."""
    places: dict[str, str] = {}
    for name, text in knowledge.items():
        if name.rpartition("/")[2].startswith("examples."):
            for example in bullets(text, name).lines:
                places.setdefault(_folded(example.text), f"{name}:{example.line}")
    return places


def _folded(text: str) -> str:
    return " ".join(folded_words(text)) or text
