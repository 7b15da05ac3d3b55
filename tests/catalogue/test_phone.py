import time

import pytest

from bot.catalogue.phone import digits_of, numbers_in, phones_in

SHORT = {"112", "11313", "1177", "90101", "116111"}


@pytest.mark.parametrize(
    "text",
    [
        "112", "113 13", "1177", "90 101", "90101", "116 111", "116 117", "020-50 50 50", "020–505050", "8 112",
        "(08) 123 45 67", "08/123 456", "+46 20 50 50 50", "0046 20-505050", "070 123 45 67", "020-2025", "12345",
        "08-2025 2026", "100 000", "٠٢٠-٥٠٥٠٥٠", "020\u00a050\u00a050\u00a050", "08.123.45.67",
    ],
)  # fmt: skip
def test_what_looks_like_a_phone_number_is_found(text: str) -> None:
    assert list(phones_in(f"ring {text} nu", SHORT)) == [text]


@pytest.mark.parametrize(
    "text",
    [
        "", "15 år", "65–80 år", "mellan 13 och 26", "2025", "1 juli 2025", "2025–2026", "2026 och 2027", "2025-07-01",
        "24 timmar", "kl 8-16", "klockan 12.30", "10 000 kr", "300 000 kronor", "1,5", "5 gånger", "SOF 2023/625",
    ],
)  # fmt: skip
def test_other_numbers_are_not(text: str) -> None:
    assert list(phones_in(f"det är {text} nu", SHORT)) == []


@pytest.mark.parametrize(
    "typed", ["0771-22 00 60", "0771220060", "+46 771 22 00 60", "+46(0)771-220060", "0046771220060", "(0771) 22 00 60"]
)
def test_the_same_number_has_the_same_digits(typed: str) -> None:
    assert digits_of(typed) == "0771220060"
    assert [digits_of(found) for found in numbers_in(f"a {typed} b")] == ["0771220060"]


@pytest.mark.parametrize("text", ["1" * 50_000, "1 " * 25_000, "1-" * 25_000, "0" + ". " * 25_000, "(" * 50_000])
def test_hostile_text_takes_no_time(text: str) -> None:
    began = time.process_time()
    list(phones_in(text, SHORT))

    assert time.process_time() - began < 0.5
