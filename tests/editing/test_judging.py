import pytest

from bot.catalogue.model import CrisisType
from bot.editing.judging import Grade, judge, shown
from bot.editing.question import Kind, Question
from bot.matching.reading import Outcome, Reading
from tests.catalogue.folder import Folder
from tests.editing.builders import Known, judged, read_as

ALARM = read_as("larmet", crisis=CrisisType.CHILD)
CHOICES = read_as("larmet", "lotsen", outcome=Outcome.CLARIFY)
UNKNOWN, SMALLTALK, PERSON = (
    read_as("larmet", outcome=outcome) for outcome in (Outcome.UNKNOWN, Outcome.SMALLTALK, Outcome.HANDOVER)
)


@pytest.mark.parametrize(
    ("kind", "names", "reading", "expected"),
    [
        (Kind.FIND, ("larmet",), read_as("larmet", "lotsen"), Grade.RIGHT),
        (Kind.FIND, ("lotsen", "larmet"), read_as("larmet"), Grade.RIGHT),
        (Kind.FIND, ("lotsen",), read_as("larmet", "lotsen"), Grade.WRONG),
        (Kind.FIND, ("lotsen",), CHOICES, Grade.CHOICE),
        (Kind.FIND, ("om-hjalpen",), CHOICES, Grade.MISSED),
        (Kind.FIND, ("larmet",), UNKNOWN, Grade.SILENT),
        (Kind.FIND, ("larmet",), PERSON, Grade.SILENT),
        (Kind.FIND, ("larmet",), SMALLTALK, Grade.WRONG),
        (Kind.FIND, ("larmet",), ALARM, Grade.ALARM),
        (Kind.FIND, ("akut-fara",), ALARM, Grade.RIGHT),
        (Kind.NEVER, ("larmet",), read_as("larmet"), Grade.WRONG),
        (Kind.NEVER, ("larmet",), read_as("lotsen", "larmet"), Grade.RIGHT),
        (Kind.NEVER, ("larmet",), CHOICES, Grade.RIGHT),
        (Kind.NEVER, ("larmet",), ALARM, Grade.RIGHT),
        (Kind.SEVERAL, ("lotsen", "larmet"), CHOICES, Grade.RIGHT),
        (Kind.SEVERAL, ("lotsen", "om-hjalpen"), CHOICES, Grade.MISSED),
        (Kind.SEVERAL, ("lotsen", "larmet"), ALARM, Grade.ALARM),
        (Kind.NOTHING, (), UNKNOWN, Grade.RIGHT),
        (Kind.NOTHING, (), SMALLTALK, Grade.RIGHT),
        (Kind.NOTHING, (), CHOICES, Grade.MISSED),
        (Kind.NOTHING, (), ALARM, Grade.ALARM),
        (Kind.DANGER, ("child",), ALARM, Grade.RIGHT),
        (Kind.DANGER, ("suicide",), ALARM, Grade.OTHER_KIND),
        (Kind.DANGER, ("suicide",), read_as("larmet"), Grade.MISSED),
        (Kind.NO_DANGER, (), read_as("larmet"), Grade.RIGHT),
        (Kind.NO_DANGER, (), ALARM, Grade.ALARM),
        (Kind.SMALLTALK, (), SMALLTALK, Grade.RIGHT),
        (Kind.SMALLTALK, (), CHOICES, Grade.WRONG),
        (Kind.SMALLTALK, (), UNKNOWN, Grade.SILENT),
        (Kind.PERSON, (), PERSON, Grade.RIGHT),
        (Kind.PERSON, (), SMALLTALK, Grade.WRONG),
        (Kind.PERSON, (), ALARM, Grade.ALARM),
    ],
)
def test_each_reading_gets_its_grade(kind: Kind, names: tuple[str, ...], reading: Reading, expected: Grade) -> None:
    assert judged(kind, names, reading).grade is expected


def test_what_the_resident_sees() -> None:
    assert shown(read_as("larmet", "lotsen")) == ("larmet",)
    assert shown(CHOICES) == ("larmet", "lotsen")
    assert shown(UNKNOWN) == shown(ALARM) == shown(Reading(Outcome.ANSWER)) == ()


def test_questions_are_read_as_residents_are() -> None:
    catalogue = Folder().loaded().catalogue
    assert catalogue is not None
    reader = Known({"vem är du": read_as("larmet"), "": ALARM})
    texts = ["\tvem\0är\u200b du ", "\0", "annat"]

    found = list(judge([Question("sv", Kind.FIND, text, ("larmet",)) for text in texts], reader, catalogue))
    assert [one.question.text for one in found] == texts
    assert [one.read for one in found] == ["vem är du", "", "annat"]
    assert [one.grade for one in found] == [Grade.RIGHT, Grade.ALARM, Grade.SILENT]
    assert [one.failed for one in found] == [False, True, True]
