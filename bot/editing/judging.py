"""How one test question was read: right, nearly right, or in which way wrong."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from bot.catalogue.model import Catalogue
from bot.editing.question import Kind, Question
from bot.incoming import Clean, clean
from bot.matching.reading import Outcome, Reader, Reading


class Grade(StrEnum):
    """What came of a test question.

    RIGHT is what must come of its kind. CHOICE: the right entry is among the choices. OTHER_KIND: an alarm, of another
    type of danger. WRONG: something else was answered as sure. MISSED: something was shown, and not what should be.
    SILENT: nothing was found. ALARM: an alarm where there is no danger.
    """

    RIGHT = "right"
    CHOICE = "choice"
    OTHER_KIND = "other-kind"
    WRONG = "wrong"
    MISSED = "missed"
    SILENT = "silent"
    ALARM = "alarm"


@dataclass(frozen=True)
class Judged:
    """A test question, what the bot made of it, and how good that is.

    Attributes:
        question: what was asked, and what must come of it.
        read: its text as the matcher got it, made fit to be read; empty where nothing is left of it.
        reading: what the matcher made of that.
        grade: how good the reading is.
    """

    question: Question
    read: str
    reading: Reading
    grade: Grade

    @property
    def failed(self) -> bool:
        """Whether somebody should look at it."""
        return self.grade not in {Grade.RIGHT, Grade.CHOICE}


def judge(asked: Iterable[Question], reader: Reader, catalogue: Catalogue) -> Iterator[Judged]:
    """Have each question read, and judge the reading.

    Args:
        asked: the test questions.
        reader: the matcher.
        catalogue: where the entries stand: an alarm is right for those that are urgent.
    """
    for question in asked:
        cleaned = clean(question.text)
        text = cleaned.text if isinstance(cleaned, Clean) else ""
        reading = reader.read(text)
        yield Judged(question, text, reading, grade(question, reading, catalogue.urgent))


def grade(question: Question, reading: Reading, urgent: frozenset[str]) -> Grade:
    """How good a reading is.

    Args:
        question: what was asked, and what must come of it.
        reading: what the matcher made of it.
        urgent: the entries for which an alarm is a right answer.
    """
    match question.kind:
        case Kind.DANGER:
            return _danger(question, reading)
        case Kind.NEVER:
            return Grade.WRONG if answered(reading) in question.names else Grade.RIGHT
        case _ if reading.outcome is Outcome.CRISIS:
            return Grade.RIGHT if urgent.intersection(question.names) else Grade.ALARM
        case Kind.FIND:
            return _find(question, reading)
        case Kind.SEVERAL:
            return Grade.RIGHT if set(question.names) <= set(shown(reading)) else Grade.MISSED
        case Kind.NOTHING:
            return _outcome(reading, Grade.MISSED, {Outcome.UNKNOWN, Outcome.SMALLTALK, Outcome.HANDOVER})
        case Kind.NO_DANGER:
            return Grade.RIGHT
        case Kind.SMALLTALK:
            return _outcome(reading, Grade.WRONG, {Outcome.SMALLTALK})
        case Kind.PERSON:
            return _outcome(reading, Grade.WRONG, {Outcome.HANDOVER})


def answered(reading: Reading) -> str | None:
    """The entry that is given as the answer, where one is.

    Args:
        reading: what the matcher made of a message.
    """
    return reading.entries[0].entry if reading.outcome is Outcome.ANSWER and reading.entries else None


def shown(reading: Reading) -> tuple[str, ...]:
    """The entries that the resident gets to see: the answer, the needs beside it, or the choices.

    Args:
        reading: what the matcher made of a message.
    """
    if reading.needs:
        return tuple(scored.entry for scored in reading.needs)
    if reading.outcome is Outcome.CLARIFY:
        return tuple(scored.entry for scored in reading.entries)
    sure = answered(reading)
    return (sure,) if sure else ()


def _danger(question: Question, reading: Reading) -> Grade:
    if reading.outcome is not Outcome.CRISIS:
        return Grade.MISSED
    return Grade.RIGHT if reading.crisis in question.names else Grade.OTHER_KIND


def _find(question: Question, reading: Reading) -> Grade:
    if reading.outcome in {Outcome.UNKNOWN, Outcome.HANDOVER}:
        return Grade.SILENT
    if reading.outcome is Outcome.CLARIFY:
        return Grade.CHOICE if set(shown(reading)) & set(question.names) else Grade.MISSED
    return Grade.RIGHT if answered(reading) in question.names else Grade.WRONG


def _outcome(reading: Reading, otherwise: Grade, right: set[Outcome]) -> Grade:
    if reading.outcome in right:
        return Grade.RIGHT
    return Grade.SILENT if reading.outcome is Outcome.UNKNOWN else otherwise
