import pytest

from bot.library import Library
from bot.matching.matcher import Matcher
from bot.matching.reading import Outcome


def needs(reader: Matcher, text: str) -> list[str]:
    return [need.entry for need in reader.read(text).needs]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "hjälp med mina skulder och lån, och mamma behöver hjälp hemma med städning",
            {"skuldradgivning", "hemtjanst"},
        ),
        ("I have debts and cannot pay. Also I want a chlamydia test", {"skuldradgivning", "ungdomsmottagning"}),
        (
            "hjälp med mina skulder, jag vill ha preventivmedel för unga, och städning och mat till min gamla pappa",
            {"skuldradgivning", "ungdomsmottagning", "hemtjanst"},
        ),
    ],
)
def test_each_need_is_found(matcher: Matcher, text: str, found: set[str]) -> None:
    assert set(needs(matcher, text)) == found


@pytest.mark.parametrize(
    "text",
    [
        "jag har skulder och kan inte betala",
        "mamma behöver hjälp hemma med städning, dusch och mat",
        "hej, jag vill dö. mina skulder",
        "tack",
        "skulder städning",
        "",
    ],
)
def test_one_need_is_not_cut(matcher: Matcher, text: str) -> None:
    assert needs(matcher, text) == []


def test_the_answer_comes_first(matcher: Matcher) -> None:
    reading = matcher.read("mamma behöver hjälp hemma med städning och mat. Jag vill ha hjälp med mina skulder")
    assert reading.outcome is Outcome.ANSWER
    assert reading.needs[0] == reading.entries[0]
    assert len(reading.needs) == 2


@pytest.mark.parametrize(
    ("text", "one", "other"),
    [
        (
            "Min pappa vill ha trygghetslarm, och själv har jag skulder hos Kronofogden",
            "trygghetslarm",
            "budget-och-skuldradgivning",
        ),
        (
            "My husband and I want family counselling, and I also need help to stop drinking alcohol",
            "familjeradgivning",
            "oppenvard-beroende",
        ),
    ],
)
def test_needs_in_the_real_catalogue(library: Library, text: str, one: str, other: str) -> None:
    reading = library.reader.read(text)
    assert {one, other} <= {need.entry for need in reading.needs}
