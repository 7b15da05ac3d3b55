import pytest

from bot.catalogue.rules.examples import folded
from tests.catalogue.folder import Folder

SV, EN = "entries/lotsen/examples.sv.md", "entries/lotsen/examples.en.md"


def test_swedish_needs_twenty_five() -> None:
    folder = Folder().edit(SV, "- kan jag få hjälp med papper\n", "")

    finding = folder.only(SV, "", "examples-few")
    assert finding.values == {"count": "24", "least": "25"}


def test_english_needs_twenty() -> None:
    folder = Folder()
    lines = folder.files[EN].split("\n")

    assert folder.put(EN, "\n".join(lines[:20])).told() == []
    finding = folder.put(EN, "\n".join(lines[:19])).only(EN, "", "examples-few")
    assert finding.values == {"count": "19", "least": "20"}


def test_the_same_sentence_under_two_entries_names_both_places() -> None:
    folder = Folder().edit(
        "entries/larmet/examples.sv.md", "- var finns ett larm\n", "- Var finns   hjälp att ringa?!\n"
    )

    (finding,) = folder.loaded().findings
    places = {f"{finding.file}:{finding.line}", finding.values["other"]}
    assert finding.code == "example-twice"
    assert places == {
        f"entries/larmet/examples.sv.md:{folder.line('entries/larmet/examples.sv.md', 'hjälp att ringa')}",
        f"{SV}:{folder.line(SV, 'var finns hjälp att ringa')}",
    }


def test_the_same_sentence_twice_in_one_file() -> None:
    folder = Folder()
    folder.put(SV, folder.files[SV] + "- kan jag få hjälp med papper\n")

    assert folder.told() == [(SV, 26, "example-twice")]


def test_an_entrys_example_is_no_danger() -> None:
    folder = Folder().edit("crisis/examples.sv.md", "- han slår mig nu", "- han slår mig nu\n- var finns larm hemma")

    assert [code for _, _, code in folder.told()] == ["example-twice"]


def test_what_only_sounds_like_danger_may_be_an_entrys_example() -> None:
    folder = Folder().edit("crisis/examples.sv.md", "- jag dör av skratt", "- var finns larm hemma")

    assert folder.told() == []


def test_the_same_sentence_in_two_languages_is_no_fault() -> None:
    assert Folder().edit("smalltalk/examples.en.md", "- hello", "- hello\n- hej").told() == []


@pytest.mark.parametrize("text", ["x", "x" * 401])
def test_an_example_has_two_to_four_hundred_characters(text: str) -> None:
    folder = Folder()
    folder.put(SV, folder.files[SV] + f"- {text}\n")

    folder.only(SV, f"- {text}", "example-length")


def test_small_talk_may_be_a_single_sign() -> None:
    assert Folder().edit("smalltalk/examples.sv.md", "- hej", "- hej\n- ?\n- 👋").told() == []


def test_sentences_are_the_same_without_case_and_punctuation() -> None:
    assert folded("  Hej, du!") == folded("hej du")
    assert folded("?") != folded("!")
