import pytest

from bot.matching.spelling import Speller

SPELLER = Speller({"skulder": 5, "skuldra": 1, "hemtjanst": 3, "mat": 9, "lagenhet": 2, "akut112": 1})


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("skuldr", "skulder"),
        ("skuldre", "skulder"),
        ("hemtjnst", "hemtjanst"),
        ("hmetjanst", "hemtjanst"),
        ("emtjanst", "hemtjanst"),
        ("laggenhet", "lagenhet"),
    ],
)
def test_mistake_is_corrected(written: str, meant: str) -> None:
    assert SPELLER.correct(written) == meant


@pytest.mark.parametrize("written", ["skulder", "mta", "xyzzyxyzzy", "akut113", "", "hus"])
def test_nothing_is_made_up(written: str) -> None:
    assert SPELLER.correct(written) is None


def test_memory_is_bounded() -> None:
    speller = Speller({"skulder": 1})
    for number in range(10_000):
        speller.correct("q" + "".join(chr(97 + int(digit)) for digit in str(number)))
    assert len(speller._found) <= 4096
