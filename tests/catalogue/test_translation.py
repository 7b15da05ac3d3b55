import pytest

from bot.catalogue.markdown_lines import read
from bot.catalogue.translation import Translation, made_from, source_hash, translations

TEXT = """\
---
title: Larmet
also_called: [knappen, trygghet]
state: source
---

## Vad du får

Du får ett larm.

- hemma
- ute

## Så går det till

Ring oss.
"""


def hashed(text: str) -> str:
    return source_hash(read(text, "sv.md"))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Du får ett larm.", "Du  får\nett larm. "),
        ("- hemma\n- ute\n", "-   hemma\n\n- ute\n\n"),
        ("title: Larmet\nalso_called: [knappen, trygghet]", 'also_called:\n  - knappen\n  - trygghet\ntitle: "Larmet"'),
        ("state: source", "state: reviewed\nsource_hash: 123"),
        ("Vad du får", "Det här får du"),
        ("får", "fa\u030ar"),
    ],
)
def test_what_is_no_word_does_not_count(old: str, new: str) -> None:
    assert old in TEXT
    assert hashed(TEXT.replace(old, new)) == hashed(TEXT)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("ett larm.", "ett larm!"),
        ("title: Larmet", "title: Larm"),
        ("[knappen, trygghet]", "[knappen trygghet]"),
        ("- ute\n", ""),
        ("Ring oss.", "{ages:young} Ring oss."),
        ("- ute\n\n## Så går det till\n\n", "\n## Så går det till\n\n- ute\n\n"),
    ],
)
def test_every_word_counts(old: str, new: str) -> None:
    assert old in TEXT
    assert hashed(TEXT.replace(old, new)) != hashed(TEXT)


def test_the_ages_that_a_text_is_for_count() -> None:
    texts = [TEXT.replace("Ring oss.", f"{start}Ring oss.") for start in ("{ages:young} ", "{ages:old} ", "young ")]

    assert len({hashed(text) for text in texts}) == 3


def test_a_text_that_is_for_all_ages_keeps_its_hash() -> None:
    assert hashed(TEXT) == "2ac3f1341dfc"


def test_the_hash_is_short_and_plain() -> None:
    assert len(hashed(TEXT)) == 12
    assert int(hashed(TEXT), 16) >= 0


def test_the_translations_of_a_folder() -> None:
    names = ["entries/a/sv.md", "entries/a/fi.md", "entries/a/examples.fi.md", "entries/b/fi.md", "crisis/sv.md"]

    assert list(translations([*names, "crisis/ar.md", "languages/fi.yaml"])) == [
        Translation("crisis/ar.md", "crisis/sv.md", "crisis", "ar"),
        Translation("entries/a/fi.md", "entries/a/sv.md", "a", "fi"),
    ]


@pytest.mark.parametrize(("line", "expected"), [("source_hash: 00ab", "00ab"), ("source_hash:", None), ("x: y", None)])
def test_what_a_translation_says_that_it_was_made_from(line: str, expected: str | None) -> None:
    assert made_from(read(f"---\n{line}\n---\n", "fi.md")) == expected
