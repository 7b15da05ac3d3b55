import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.matching.text import beginning, fold, fold_all, folded_words, words, words_of


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("HJÄLP", "hjalp"),
        ("snälllllla", "snala"),
        ("don’t don't", "dont dont"),
        ("أحتاج إلى مساعدة", "احتاج الی مساعده"),
        ("كيف", "کیف"),
        ("می‌خواهم", "می خواهم"),
        ("İstanbul ışık", "istanbul isik"),
        ("łódź", "lodz"),
        ("٢٥ ۲۵ 25", "25 25 25"),
        ("зв'язок", "звязок"),
        ("ａｂｃ", "abc"),
    ],
)
def test_spelling_habits_do_not_matter(written: str, folded: str) -> None:
    assert fold(written) == folded


def test_words_keep_what_was_written() -> None:
    assert [(w.raw, w.folded) for w in words("Jag mår ÅÅÅH så-där!")] == [
        ("Jag", "jag"),
        ("mår", "mar"),
        ("ÅÅÅH", "ah"),
        ("så", "sa"),
        ("där", "dar"),
    ]


def test_words_and_folded_words_agree() -> None:
    text = "Don't, m'aider! كَيْفَ می‌خواهم 12:30 x́y"
    assert [w.folded for w in words(text)] == folded_words(text)


def test_arabic_article_is_no_beginning() -> None:
    assert beginning("المساعده") == beginning("مساعده") == "مساع"


def test_endless_word_is_cut() -> None:
    assert len(folded_words("ab" * 5000)[0]) == 40


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]))))
def test_texts_folded_together_are_folded_as_each_by_itself(texts: list[str]) -> None:
    assert [words_of(line) for line in fold_all(texts)] == [folded_words(text) for text in texts]
