"""What is taken out of a message before anything is done with it."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.incoming import MAX_LENGTH, REMOVED, Clean, Trouble, clean, without_numbers

# Skatteverket's own example for tests, and numbers derived from it by the rule (date, three digits, Luhn digit).
REAL = "640823-3234"


@pytest.mark.parametrize(
    "written",
    [
        "640823-3234",
        "6408233234",
        "19640823-3234",
        "196408233234",
        "640823 3234",
        "64 08 23 3234",
        "1964-08-23-3234",
        "640823+3234",
        "640823–3234",
        "６４０８２３-３２３４",
        "640883-3231",
    ],
)
def test_identity_number_is_removed(written: str) -> None:
    assert without_numbers(f"jag heter Kim {written} och undrar") == f"jag heter Kim {REMOVED} och undrar"


def test_wrong_check_digit_is_removed_beside_the_word() -> None:
    assert without_numbers("mitt personnummer är 640823-3235") == f"mitt personnummer är {REMOVED}"


@pytest.mark.parametrize(
    "harmless",
    [
        "ring 112 eller 90101",
        "ring 020-50 50 50 nu",
        "den 2026-11-22 klockan 14.30",
        "det kostar 1 234 567 kr",
        "jag är 79 och hon är 81",
        "diarienummer SON 2025/238",
        "070-123 45 67",
        "640823-3235",
    ],
)
def test_other_numbers_stay(harmless: str) -> None:
    assert without_numbers(harmless) == harmless


@pytest.mark.parametrize("nothing", ["", "   ", "\n\n", "\x00\x01\x02", "\u200b\u200b", "\u202e"])
def test_nothing_to_read(nothing: str) -> None:
    assert clean(nothing) is Trouble.EMPTY


def test_too_long() -> None:
    assert clean("a" * (MAX_LENGTH + 1)) is Trouble.TOO_LONG
    assert clean("a" * 100_000) is Trouble.TOO_LONG
    assert clean("a" * MAX_LENGTH) == Clean("a" * MAX_LENGTH)


def test_hidden_characters_are_dropped() -> None:
    assert clean("he\x00j\u202e d\u2066u") == Clean("he j du")


def test_persian_joiners_are_kept() -> None:
    assert clean("می\u200cخواهم") == Clean("می\u200cخواهم")


def test_removal_is_told() -> None:
    assert clean(f"hej {REAL}") == Clean(f"hej {REMOVED}", removed=True)


@given(st.text(max_size=300))
def test_any_text_is_handled(text: str) -> None:
    cleaned = clean(text)
    if isinstance(cleaned, Clean):
        assert cleaned.text
        assert clean(cleaned.text) == Clean(cleaned.text)


def test_hostile_text_takes_no_time() -> None:
    begun = time.process_time()
    for hostile in ("1" * 3999, "64 08 23 " * 440, "19 " * 1300, "-" * 3999):
        clean(hostile)
    # Linear in the text: four messages of full length in far less than what one quadratic search would take.
    assert time.process_time() - begun < 2
