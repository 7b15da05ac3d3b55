import pytest

from bot.catalogue.codes import Code
from tests.catalogue.folder import Folder


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("title: Larmet", "title: lotsen", "title-twice"),
        ("button: Larm hemma", "button: Hjälp med papper", "button-twice"),
    ],
)
def test_titles_and_buttons_stand_once_in_a_language(old: str, new: str, code: Code) -> None:
    larmet, lotsen = "entries/larmet/sv.md", "entries/lotsen/sv.md"
    folder = Folder().edit(larmet, old, new)

    (finding,) = folder.loaded().findings
    assert finding.code == code
    assert {finding.file, finding.values["other"].partition(":")[0]} == {larmet, lotsen}


def test_the_same_title_in_two_languages_is_no_fault() -> None:
    assert Folder().edit("entries/larmet/en.md", "title: The alarm", "title: Larmet").told() == []


def test_a_button_has_at_most_36_characters() -> None:
    name = "entries/larmet/sv.md"

    assert Folder().edit(name, "button: Larm hemma", f"button: {'x' * 36}").told() == []
    finding = Folder().edit(name, "button: Larm hemma", f"button: {'x' * 37}").only(name, "button:", "text-too-long")
    assert finding.values["limit"] == "36"
