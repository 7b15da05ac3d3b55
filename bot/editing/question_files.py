"""Reading the files of test questions, strictly: every fault at once, with its file, its line and what to do.

Whatever can be read is kept, also beside faults, so that one slip does not stop the judging of all others. A test
question that the bot has learned by heart, as an example or as the name of an entry, is left out: it would measure
nothing. So is one that asks for what is not there.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from pydantic import TypeAdapter, ValidationError

from bot.catalogue.faults import faults
from bot.catalogue.finding import Finding, fault, warning
from bot.catalogue.folder import QUESTIONS, Snapshot
from bot.catalogue.identity_numbers import identity_numbers_in
from bot.catalogue.markdown_lines import bullets, read
from bot.catalogue.meant import meant
from bot.catalogue.model import CrisisType
from bot.catalogue.questions import QuestionsFile
from bot.catalogue.texts import head_texts
from bot.catalogue.yaml_lines import Parsed, parse
from bot.editing.question import OF_ENTRIES, Kind, Question, entries_in, questions_in
from bot.matching.text import folded_words


@dataclass(frozen=True)
class Questions:
    """The test questions that can be judged, in the order of their files, and all that is wrong with the files."""

    asked: tuple[Question, ...]
    findings: tuple[Finding, ...]


def read_questions(files: Snapshot, knowledge: Mapping[str, str]) -> Questions:
    """Read the files of test questions, and hold them against the knowledge folder.

    Args:
        files: the files below `questions/`, with what is wrong with those that could not be read.
        knowledge: the other files of the knowledge folder, by path.
    """
    found = list(files.findings)
    unread = {finding.file for finding in files.findings}
    asked: list[Question] = []
    entries = frozenset(name.split("/")[1] for name in knowledge if name.startswith("entries/"))
    languages = languages_of(knowledge)
    learned = _learned(knowledge)
    for language in languages:
        name = f"{QUESTIONS}/{language}.yaml"
        if name not in files.files:
            if unread.isdisjoint({name, QUESTIONS}):
                found.append(warning(name, 0, "questions-missing"))
            continue
        parsed = parse(files.files[name], name)
        if isinstance(parsed, Finding):
            found.append(parsed)
            continue
        found += [*parsed.faults, *_form(name, parsed), *_unknown(name, parsed, entries)]
        of_file = tuple(questions_in(parsed, language, name))
        found += [fault(name, q.line, "identity-number") for q in of_file if any(identity_numbers_in(q.text))]
        alone = _alone(of_file, learned, found)
        asked += (question for question in alone if _names_right(question, entries))
    known = {f"{QUESTIONS}/{language}.yaml" for language in languages}
    found += [warning(name, 0, "file-unexpected") for name in sorted(set(files.files) - known)]
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


def _names_right(question: Question, entries: frozenset[str]) -> bool:
    """Whether a question names what its kind needs, and nothing that is not there; what it lacks is told elsewhere."""
    if question.kind is Kind.DANGER:
        return bool(question.names) and frozenset(CrisisType).issuperset(question.names)
    if question.kind in OF_ENTRIES:
        return bool(question.names) and entries.issuperset(question.names)
    return not question.names


def _alone(asked: Iterable[Question], learned: Mapping[str, str], found: list[Finding]) -> Iterator[Question]:
    """The questions that stand once, and that the bot has not learned; the others become findings."""
    first: dict[str, int] = {}
    for question in asked:
        key = _folded(question.text)
        if key in first:
            line = str(first[key])
            found.append(fault(question.file, question.line, "question-twice", text=question.text, line=line))
        elif key in learned:
            values = {"text": question.text, "other": learned[key]}
            found.append(fault(question.file, question.line, "question-is-example", **values))
        else:
            yield question
        first.setdefault(key, question.line)


def _learned(knowledge: Mapping[str, str]) -> dict[str, str]:
    """Where each text stands that the bot learns from, in any language, by what the matcher sees of it."""
    places: dict[str, str] = {}
    for name, text in knowledge.items():
        for learned, line in _learned_from(name, text):
            places.setdefault(_folded(learned), f"{name}:{line}")
    return places


def _learned_from(name: str, text: str) -> Iterator[tuple[str, int]]:
    """The texts of a file that the bot learns from, with their lines: examples, names and summaries of entries."""
    folder, _, file = name.rpartition("/")
    if file.startswith("examples."):
        yield from ((example.text, example.line) for example in bullets(text, name).lines)
    elif folder.startswith("entries/") and file.endswith(".md"):
        language = file.removesuffix(".md")
        yield from ((short.text, short.line) for short in head_texts(name, language, read(text, name), None))


def _folded(text: str) -> str:
    return " ".join(folded_words(text)) or text
