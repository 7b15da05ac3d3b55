import pytest

from bot.catalogue.meant import meant


@pytest.mark.parametrize(
    ("typed", "found"), [("anhorigstöd", "anhorigstod"), ("boendstod", "boendestod"), ("zzz", None), ("", None)]
)
def test_the_nearest_name_is_meant(typed: str, found: str | None) -> None:
    assert meant(typed, ["anhorigstod", "boendestod", "kast"]).get("meant") == found


def test_of_nothing_nothing_is_meant() -> None:
    assert meant("kast", []) == {}
