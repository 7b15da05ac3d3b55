import time

import pytest

from bot.catalogue.finding import Finding
from bot.catalogue.yaml_lines import MAX_DEPTH, Parsed, Tree, parse


def read(text: str, first_line: int = 1) -> Parsed:
    parsed = parse(text, "a.yaml", first_line)
    assert isinstance(parsed, Parsed), parsed
    return parsed


@pytest.mark.parametrize(
    "typed", ["0200", "0771", "12:30", "no", "yes", "on", "null", "~", "1.0", "1e3", "0x1f", "2026-03-01"]
)
def test_every_scalar_stays_the_text_that_was_typed(typed: str) -> None:
    assert read(f"a: {typed}\nb: [{typed}]\n").tree == {"a": typed, "b": [typed]}


def test_quotes_and_folded_text_are_read() -> None:
    tree = read("a: \"x: y\"\nb: >-\n  one\n  two\nc: 'it''s'\nd:\n").tree

    assert tree == {"a": "x: y", "b": "one two", "c": "it's", "d": ""}


@pytest.mark.parametrize(
    ("text", "tree"), [("", {}), ("# nothing\n", {}), ("- a\n- b: c\n", ["a", {"b": "c"}]), ("x", "x")]
)
def test_any_document_can_be_read(text: str, tree: Tree) -> None:
    assert read(text).tree == tree


def test_lines_of_keys_and_items_are_remembered() -> None:
    parsed = read("a: 1\nb:\n  - x\n  - {c: 1,\n     d: 2}\n")

    assert parsed.line(("a",)) == 1
    assert parsed.line(("b", 0)) == 3
    assert parsed.line(("b", 1, "c")) == 4
    assert parsed.line(("b", 1, "d")) == 5


def test_lines_count_from_where_the_document_begins() -> None:
    assert read("a: 1\nb: 2\n", first_line=10).line(("b",)) == 11


def test_the_nearest_line_is_given_for_what_is_not_there() -> None:
    parsed = read("a:\n  b: 1\n")

    assert parsed.line(("a", "x")) == 1
    assert parsed.line(("a", "function-wrap", "b")) == 2
    assert parsed.line(("x",)) == 1
    assert parsed.line(()) == 1


@pytest.mark.parametrize(
    ("text", "line", "code"),
    [
        ("a: 1\nb: &x 2\nc: *x\n", 3, "yaml-alias"),
        ("a: 1\nb: !!python/object/apply:os.system [ls]\n", 2, "yaml-tag"),
        ("a: !!int 5\n", 1, "yaml-tag"),
        ("a: !secret x\n", 1, "yaml-tag"),
        ("a: !!binary aGVq\n", 1, "yaml-tag"),
        ("a: ! x\n", 1, "yaml-tag"),
        ("a: 1\nb:\n\t- x\n", 3, "yaml-tab"),
        ("a: @x\n", 1, "yaml-tab"),
        ("a: Tider: måndagar\n", 1, "yaml-colon"),
        ("a: 1\n\tb: 2\n", 2, "yaml-tab"),
        ("a 1\nb: 2\n", 2, "yaml-colon"),
        ("a: 1\nb 2\nc: 3\n", 2, "yaml-colon-missing"),
        ("a: 1\nb:2\n\nc: 3\n", 2, "yaml-colon-missing"),
        ("a: 1\nb 2\n", 2, "yaml-colon-missing"),
        ("a:\n  - b: 1\n    c 2\n    d: 3\n", 3, "yaml-colon-missing"),
        ("a: [x, y\nb: 1\n", 2, "yaml-indent"),
        ("a: 1\n  b: 2\n", 2, "yaml-colon"),
        ("a:\n  - x\n - y\n", 3, "yaml-indent"),
        ('a: 1\nb: "x\nc: 2\n', 2, "yaml-quote"),
        ("a: 1\n--- \nb: 2\n", 2, "yaml-syntax"),
        ("{a: 1}\n}\n", 2, "yaml-indent"),
    ],
)
def test_what_cannot_be_read_is_told_with_its_line(text: str, line: int, code: str) -> None:
    finding = parse(text, "a.yaml")

    assert isinstance(finding, Finding)
    assert (finding.file, finding.line, finding.code) == ("a.yaml", line, code)


def test_the_line_of_a_fault_counts_from_where_the_document_begins() -> None:
    finding = parse("a: 1\nb: *x\n", "a.md", first_line=2)

    assert isinstance(finding, Finding)
    assert finding.line == 3


def test_equal_keys_are_told_one_by_one_and_the_rest_is_read() -> None:
    parsed = read("a: 1\nb:\n  c: 1\n  c: 2\na: 3\n")

    assert [(f.line, f.code, f.values["key"]) for f in parsed.faults] == [
        (4, "yaml-duplicate", "c"),
        (5, "yaml-duplicate", "a"),
    ]
    assert parsed.tree == {"a": "1", "b": {"c": "1"}}


def test_a_key_is_a_name() -> None:
    parsed = read("? [a, b]\n: c\nd: e\n")

    assert [f.code for f in parsed.faults] == ["yaml-key"]
    assert parsed.tree == {"d": "e"}


@pytest.mark.parametrize("text", ["[" * 4096, "a: " + "[" * (MAX_DEPTH + 1), "{a: " * 3000, "- " * 3000 + "x"])
def test_a_deep_document_is_refused_at_once(text: str) -> None:
    began = time.process_time()
    finding = parse(text, "a.yaml")

    assert isinstance(finding, Finding)
    assert finding.code == "yaml-too-deep"
    assert time.process_time() - began < 1


def test_a_document_may_be_twenty_deep() -> None:
    assert isinstance(parse("[" * MAX_DEPTH + "]" * MAX_DEPTH, "a.yaml"), Parsed)


def test_a_bomb_of_references_is_refused() -> None:
    bomb = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
        f"{new}: &{new} [*{old},*{old},*{old},*{old},*{old},*{old},*{old},*{old}]\n"
        for old, new in zip("abcdefg", "bcdefgh", strict=True)
    )

    finding = parse(bomb, "a.yaml")
    assert isinstance(finding, Finding)
    assert (finding.line, finding.code) == (2, "yaml-alias")


def test_merging_is_no_magic() -> None:
    assert read("<<: {a: 1}\n").tree == {"<<": {"a": "1"}}
