from collections.abc import Mapping

import pytest

from bot.catalogue.finding import Severity, fault
from bot.catalogue.folder import Snapshot
from bot.editing.question import Kind
from bot.editing.question_files import Questions, read_questions
from tests.catalogue.folder import good_files
from tests.editing.builders import QUESTIONS

SV, EN = "questions/sv.yaml", "questions/en.yaml"


def read(text: str = QUESTIONS, others: Mapping[str, str] = {EN: ""}) -> Questions:
    return read_questions(Snapshot({SV: text, **others}, "test"), good_files())


def told(questions: Questions) -> list[tuple[int, str]]:
    assert {finding.file for finding in questions.findings} <= {SV}
    return [(finding.line, finding.code) for finding in questions.findings]


def changed(old: str, new: str) -> str:
    assert QUESTIONS.count(old) == 1
    return QUESTIONS.replace(old, new)


def test_every_question_is_read_with_its_line() -> None:
    questions = read()

    assert questions.findings == ()
    assert [(q.line, q.kind, q.names) for q in questions.asked] == [
        (3, Kind.FIND, ("larmet",)),
        (4, Kind.FIND, ("larmet", "lotsen")),
        (6, Kind.FIND, ("lotsen",)),
        (8, Kind.NEVER, ("larmet",)),
        (10, Kind.SEVERAL, ("lotsen", "larmet")),
        (11, Kind.NOTHING, ()),
        (13, Kind.DANGER, ("suicide",)),
        (14, Kind.DANGER, ("violence",)),
        (15, Kind.NO_DANGER, ()),
        (16, Kind.SMALLTALK, ()),
        (17, Kind.PERSON, ()),
    ]
    assert {(q.language, q.file) for q in questions.asked} == {("sv", SV)}
    assert questions.asked[1].text == "vem hjälper mormor"


@pytest.mark.parametrize(
    ("old", "new", "line", "code"),
    [
        ("find:\n  larmet:", "find:\n  larmt:", 2, "entry-unknown"),
        ("never:\n  larmet:", "never:\n  larmt:", 8, "entry-unknown"),
        ("or: [lotsen]", "or: [lotse]", 4, "entry-unknown"),
        ("find: [lotsen, larmet]", "find: [lotsen, larmt]", 10, "entry-unknown"),
        ("never:", "nevr:", 7, "field-unknown"),
        (", or:", ", eller:", 4, "field-unknown"),
        ("ask: vem", "fråga: vem", 4, "field-unknown"),
        ("nothing: [vad är klockan]", "nothing: vad är klockan", 11, "list-expected"),
        ("nothing: [vad är klockan]", "nothing: [{ask: x}]", 11, "text-expected"),
        ("    - breven från myndigheten är svåra", "    - [breven]", 6, "text-expected"),
        ("- breven från myndigheten är svåra", '- ""', 6, "text-empty"),
        ("  suicide:", "  suicid:", 13, "value-not-allowed"),
        ("find: [lotsen, larmet]", "find: [lotsen]", 10, "list-too-short"),
        ("find: [lotsen, larmet]", "find: [lotsen, larmet, lotsen, lotsen]", 10, "list-too-long"),
        ("smalltalk: [tjena]", "smalltalk: [Vad är  klockan?]", 16, "question-twice"),
        ("smalltalk: [tjena]", "smalltalk: [HEJ!]", 16, "question-is-example"),
        ("smalltalk: [tjena]", "smalltalk: [hello]", 16, "question-is-example"),
        ("smalltalk: [tjena]", "smalltalk: [tjena", 17, "yaml-indent"),
        ("smalltalk:", "nothing:", 16, "yaml-duplicate"),
    ],
)
def test_each_fault_is_told_on_its_line(old: str, new: str, line: int, code: str) -> None:
    assert (line, code) in told(read(changed(old, new)))


def test_all_faults_are_told_at_once() -> None:
    text = changed("find:\n  larmet:", "find:\n  larmt:").replace("nothing:", "nothin:").replace("[tjena]", "[hej]")

    assert told(read(text)) == [(11, "field-unknown"), (2, "entry-unknown"), (16, "question-is-example")]


def test_what_was_meant_is_told() -> None:
    (finding,) = read(changed("or: [lotsen]", "or: [lotse]")).findings

    assert finding.values == {"id": "lotse", "meant": "lotsen"}


def test_an_example_is_named_with_its_place_and_left_out() -> None:
    questions = read(changed("smalltalk: [tjena]", "smalltalk: [Hej, tjena]"))

    (finding,) = questions.findings
    assert finding.values == {"text": "Hej", "other": "smalltalk/examples.sv.md:3"}
    assert [q.text for q in questions.asked if q.kind is Kind.SMALLTALK] == ["tjena"]


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("entries/larmet/sv.md", "title"),
        ("entries/larmet/sv.md", "button"),
        ("entries/larmet/sv.md", "summary"),
        ("entries/lotsen/sv.md", "also_called"),
        ("entries/lotsen/en.md", "title"),
    ],
)
def test_what_an_entry_is_called_is_learned_too(name: str, key: str) -> None:
    line, text = next(
        (number, line.partition(": ")[2].strip("[]"))
        for number, line in enumerate(good_files()[name].split("\n"), start=1)
        if line.startswith(f"{key}: ")
    )
    questions = read(changed("smalltalk: [tjena]", f"smalltalk: ['{text.upper()}', tjena]"))

    (finding,) = questions.findings
    assert (finding.line, finding.code, finding.values["other"]) == (16, "question-is-example", f"{name}:{line}")
    assert [q.text for q in questions.asked if q.kind is Kind.SMALLTALK] == ["tjena"]


def test_what_asks_for_nothing_that_is_there_may_not_stand_twice() -> None:
    questions = read(changed("never:\n  larmet: [", "never:\n  larmt: [tjena, "))

    assert told(questions) == [(8, "entry-unknown"), (16, "question-twice")]


@pytest.mark.parametrize(
    ("old", "new", "lost"),
    [
        ("find:\n  larmet:", "find:\n  larmt:", {3, 4}),
        ("never:\n  larmet:", "never:\n  larmt:", {8}),
        ("or: [lotsen]", "or: [lotse]", {4}),
        ("find: [lotsen, larmet]", "find: [lotsen, larmt]", {10}),
        (", find: [lotsen, larmet]", "", {10}),
        ("  suicide:", "  suicid:", {13}),
        ("danger:\n  suicide:", "danger:\n  larmet:", {13}),
    ],
)
def test_what_asks_for_something_that_is_not_there_is_left_out(old: str, new: str, lost: set[int]) -> None:
    whole, questions = read(), read(changed(old, new))

    assert questions.findings
    assert {q.line for q in questions.asked} == {q.line for q in whole.asked} - lost


def test_of_two_the_first_counts() -> None:
    questions = read(changed("smalltalk: [tjena]", "smalltalk: [vad är klockan]"))

    assert [q.kind for q in questions.asked if q.text == "vad är klockan"] == [Kind.NOTHING]


def test_a_language_without_questions_is_a_warning() -> None:
    (finding,) = read(others={}).findings

    assert (finding.file, finding.code, finding.severity) == (EN, "questions-missing", Severity.WARNING)


@pytest.mark.parametrize("name", [SV, "questions"])
def test_a_file_that_cannot_be_read_is_told_once(name: str) -> None:
    unread = fault(name, 1, "file-not-utf8")
    questions = read_questions(Snapshot({EN: ""}, "test", (unread,)), good_files())

    assert questions.findings == (unread,)


def test_a_file_of_no_language_is_a_warning() -> None:
    (finding,) = read(others={EN: "", "questions/xx.yaml": QUESTIONS}).findings

    assert (finding.file, finding.code, finding.severity) == ("questions/xx.yaml", "file-unexpected", Severity.WARNING)


@pytest.mark.parametrize("text", ["", "a", "[a]", "find: [a]", "find: {larmet: {a: b}}", "several: [a]", "danger: [a]"])
def test_any_form_can_be_read(text: str) -> None:
    assert all(question.kind is not Kind.SEVERAL or not question.names for question in read(text).asked)


def test_a_question_with_an_identity_number_is_told() -> None:
    found = read("nothing:\n  - vad är klockan\n  - jag är 640823-3234\n").findings

    assert [(f.file, f.line, f.code) for f in found if f.severity is Severity.ERROR] == [(SV, 3, "identity-number")]
