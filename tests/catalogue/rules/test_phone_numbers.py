import pytest

from tests.catalogue.folder import Folder

NUMBER = "08-508 00 508"
PLACES = {
    "entries/larmet/sv.md": ["title: Larmet", "button: Larm hemma", "Ett larm för dig", "Du får ett larm hem."],
    "crisis/sv.md": ["Ring {contact:nod-112} nu. Ring {contact:bris}."],
    "elsewhere/en.md": ["Ask SL about the bus."],
    "languages/sv.yaml": ["Äldre direkt", "praktisk hjälp"],
}


@pytest.mark.parametrize(("name", "old"), [(name, old) for name, texts in PLACES.items() for old in texts])
def test_no_text_types_a_number(name: str, old: str) -> None:
    folder = Folder().edit(name, old, f"{old} {NUMBER}")

    finding = folder.only(name, NUMBER, "phone-typed")
    assert finding.values == {"number": NUMBER}


def test_names_hold_no_numbers_either() -> None:
    folder = Folder().edit("entries/lotsen/sv.md", "[praktiskt stöd]", f"[praktiskt stöd, {NUMBER}]")

    folder.only("entries/lotsen/sv.md", NUMBER, "phone-typed")


def test_not_even_the_emergency_number_is_typed() -> None:
    folder = Folder().edit("entries/larmet/sv.md", "Du får ett larm hem.", "Ring 112 nu.")

    folder.only("entries/larmet/sv.md", "Ring 112", "phone-typed")


def test_the_title_of_an_emergency_may_say_it() -> None:
    larmet = "entries/larmet/entry.yaml"
    folder = (
        Folder()
        .edit(larmet, "access: open", "access: urgent")
        .edit(larmet, "decision: nytt-beslut\n", "")
        .edit(larmet, "[access, decision,", "[access,")
        .edit("entries/larmet/sv.md", "title: Larmet", "title: Ring 112")
    )
    assert folder.told() == []

    folder.edit("entries/larmet/sv.md", "title: Ring 112", "title: Ring 112 eller 90101")
    assert [code for _, _, code in folder.told()] == ["phone-typed"]


@pytest.mark.parametrize(
    "typed", ["0771-22 00 60", "0771220060", "+46 771 22 00 60", "0771 - 22-00-60", "(0771) 220060"]
)
@pytest.mark.parametrize("name", ["entries/lotsen/examples.sv.md", "smalltalk/examples.en.md"])
def test_numbers_never_to_show_stand_nowhere(name: str, typed: str) -> None:
    folder = Folder()
    folder.put(name, folder.files[name] + f"- ring {typed} nu\n")

    finding = folder.only(name, typed, "phone-never-shown")
    assert finding.values["why"] == "closed in 2019"


def test_not_even_in_a_comment_of_a_yaml_file() -> None:
    folder = Folder()
    folder.put("sources.yaml", folder.files["sources.yaml"] + "# 0771 220060\n")

    folder.only("sources.yaml", "0771", "phone-never-shown")


def test_examples_may_hold_other_numbers() -> None:
    folder = Folder()
    name = "entries/lotsen/examples.sv.md"

    assert folder.put(name, folder.files[name] + "- det är inte 112 akut\n").told() == []
