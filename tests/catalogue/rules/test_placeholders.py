import pytest

from bot.catalogue.codes import Code
from tests.catalogue.folder import Folder

SV = "entries/larmet/sv.md"
TEXT = "Du får ett larm hem."


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("{min_aeg}", "placeholder-unknown"),
        ("{min age}", "placeholder-malformed"),
        ("{ min_age }", "placeholder-malformed"),
        ("{min_age:65}", "placeholder-malformed"),
        ("{contact}", "placeholder-malformed"),
        ("{contact: nod-112}", "placeholder-malformed"),
        ("{}", "placeholder-malformed"),
        ("öppen { klammer", "placeholder-malformed"),
        ("stängd } klammer", "placeholder-malformed"),
        ("{max_age}", "placeholder-without-fact"),
        ("{occasions}", "placeholder-without-fact"),
        ("{place}", "placeholder-without-fact"),
        ("{contact:aldre-dirket}", "contact-unknown"),
    ],
)
def test_a_brace_belongs_to_a_placeholder_that_can_be_filled(typed: str, code: Code) -> None:
    folder = Folder().edit(SV, TEXT, f"Du får {typed} nu.")

    told = [place for place in folder.told() if place[2] != "placeholder-differs"]
    assert told == [(SV, folder.line(SV, "Du får"), code)]


def test_the_summary_is_filled_too() -> None:
    folder = Folder().edit(SV, "summary: Ett larm", "summary: Ett larm {occasions}")

    assert (SV, folder.line(SV, "summary:"), "placeholder-without-fact") in folder.told()


@pytest.mark.parametrize("field", ["title: Larmet", "button: Larm hemma"])
def test_titles_and_buttons_are_shown_as_they_stand(field: str) -> None:
    folder = Folder().edit(SV, field, f"{field} {{min_age}}")

    folder.only(SV, field, "placeholder-not-here")


@pytest.mark.parametrize("name", ["crisis/sv.md", "elsewhere/sv.md"])
def test_fixed_texts_have_contacts_only(name: str) -> None:
    folder = Folder()
    folder.put(name, folder.files[name] + "\nDu är {min_age} år.\n")

    assert (name, folder.line(name, "{min_age}"), "placeholder-not-here") in folder.told()


def test_near_names_are_suggested() -> None:
    folder = Folder().edit(SV, TEXT, "Ring {contact:aldre-dirket} eller {min_aeg}.")

    meant = {f.code: f.values.get("meant") for f in folder.loaded().findings}
    assert meant["contact-unknown"] == "aldre-direkt"
    assert meant["placeholder-unknown"] == "min_age"
