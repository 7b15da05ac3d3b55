import pytest

from bot.catalogue.markdown_lines import Example, bullets, read
from bot.catalogue.model import Block

HEAD = "---\ntitle: x\n---\n"


def test_heads_headings_paragraphs_and_lists_are_read() -> None:
    document = read(f"{HEAD}\n## Ett\n\nHej\ndär.\n\n- a\n- b\n\n## Två\n\nSlut.\n", "a.md")

    assert document.faults == ()
    assert document.head
    assert document.head.tree == {"title": "x"}
    first, second = document.parts
    assert (first.heading, first.line, first.lines) == ("Ett", 5, (7, 10, 11))
    assert first.blocks == (Block("paragraph", "Hej där."), Block("item", "a"), Block("item", "b"))
    assert (second.heading, second.line, second.lines) == ("Två", 13, (15,))


def test_lines_of_the_head_count_from_the_top_of_the_file() -> None:
    head = read("---\na: 1\nb: 2\n---\n", "a.md").head

    assert head
    assert head.line(("b",)) == 3


def test_a_head_may_be_empty() -> None:
    document = read("---\n---\n## Ett\n\nx\n", "a.md")

    assert document.head
    assert document.head.tree == {}
    assert document.parts[0].line == 3


@pytest.mark.parametrize(
    ("text", "line", "code"),
    [
        ("", 1, "head-missing"),
        ("## Ett\n", 1, "head-missing"),
        ("---\ntitle: x\n## Ett\n", 1, "head-not-closed"),
        ("---\ntitle: x", 1, "head-not-closed"),
        ("---\ntitle: x: y\n---\n", 2, "yaml-colon"),
        ("---\na: 1\na: 2\n---\n", 3, "yaml-duplicate"),
        (f"{HEAD}# Ett\n", 4, "heading-level"),
        (f"{HEAD}### Ett\n", 4, "heading-level"),
        (f"{HEAD}\n**fet**\n", 5, "markdown-not-allowed"),
        (f"{HEAD}\n*kursiv* och _mer_\n", 5, "markdown-not-allowed"),
        (f"{HEAD}\n[länk](javascript:alert(1))\n", 5, "markdown-not-allowed"),
        (f"{HEAD}\n![bild](a.png)\n", 5, "markdown-not-allowed"),
        (f"{HEAD}\n`kod`\n", 5, "markdown-not-allowed"),
        (f"{HEAD}\n```\nkod\n```\n", 5, "markdown-not-allowed"),
        (f"{HEAD}\n    kod\n", 5, "markdown-not-allowed"),
        (f"{HEAD}\n> citat\n", 5, "markdown-not-allowed"),
        (f"{HEAD}\n***\n", 5, "markdown-not-allowed"),
        (f"{HEAD}\ntext\n---\n", 6, "markdown-not-allowed"),
        (f"{HEAD}\n1. ett\n2. två\n", 5, "markdown-not-allowed"),
    ],
)
def test_all_else_is_refused_with_its_line(text: str, line: int, code: str) -> None:
    assert [(f.file, f.line, f.code) for f in read(text, "a.md").faults] == [("a.md", line, code)]


def test_all_faults_of_a_file_are_told() -> None:
    document = read("## Ett\n\n**fet**\n\n# Två\n\n> citat\n", "a.md")

    assert [(f.line, f.code) for f in document.faults] == [
        (1, "head-missing"),
        (3, "markdown-not-allowed"),
        (5, "heading-level"),
        (7, "markdown-not-allowed"),
    ]


@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script>", "a &lt; b", "[namn]: https://a.example", "<https://a.example>"]
)
def test_nothing_vanishes_and_nothing_becomes_html(text: str) -> None:
    (part,) = read(f"{HEAD}\n## Ett\n\n{text}\n", "a.md").parts

    assert part.blocks == (Block("paragraph", text),)


def test_text_before_the_first_heading_is_kept() -> None:
    document = read(f"{HEAD}\nFöre.\n\n## Ett\n", "a.md")

    assert [(part.heading, len(part.blocks)) for part in document.parts] == [("", 1), ("Ett", 0)]


def test_examples_are_read_as_they_stand() -> None:
    examples = bullets("# Rubrik\n- *hej* [du](x)\n\n## suicide\n-   två  \n", "a.md")

    assert examples.lines == (Example("", 2, "*hej* [du](x)"), Example("suicide", 5, "två"))
    assert examples.labels == (("suicide", 4),)
    assert examples.faults == ()


def test_lines_without_a_dash_are_told() -> None:
    examples = bullets("- a\nb\n-c\n-\n* d\n", "a.md")

    assert [(f.line, f.code, f.values["text"]) for f in examples.faults] == [
        (2, "dash-missing", "b"),
        (3, "dash-missing", "-c"),
        (4, "dash-missing", "-"),
        (5, "dash-missing", "* d"),
    ]


def test_only_line_feeds_end_a_line() -> None:
    assert bullets("- a\u2028b\n- c\n", "a.md").lines == (Example("", 1, "a\u2028b"), Example("", 2, "c"))
