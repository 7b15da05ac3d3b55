import pytest

from tests.catalogue.folder import Folder

SV = "entries/lotsen/sv.md"


@pytest.mark.parametrize(("typed", "fact"), [("5", "{occasions}"), ("15", "{min_age}")])
@pytest.mark.parametrize("text", ["Du får hjälp {} gånger.", "Du är {}.", "Högst {}, sedan slut."])
def test_a_fact_is_not_typed_again(typed: str, fact: str, text: str) -> None:
    folder = Folder().edit(SV, "- att ringa", f"- {text.format(typed)}")

    finding = folder.only(SV, text.format(typed), "fact-typed")
    assert finding.values == {"number": typed, "name": fact}


@pytest.mark.parametrize(
    "text", ["Du är 18 år.", "Det är 2015.", "Klockan 15:30.", "Det tar 0,5 dagar.", "Mellan 15-16."]
)
def test_other_numbers_may_stand(text: str) -> None:
    assert Folder().edit(SV, "- att ringa", f"- {text}").told() == []


def test_another_entrys_age_may_stand() -> None:
    assert Folder().edit("entries/larmet/sv.md", "Du får ett larm hem.", "Du som är 15 kan fråga.").told() == []
