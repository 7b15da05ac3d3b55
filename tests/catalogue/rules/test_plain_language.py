import pytest

from bot.catalogue.finding import Severity
from tests.catalogue.folder import Folder

SV, EN = "entries/larmet/sv.md", "entries/larmet/en.md"
HARD = "Kommunfullmäktiges verksamhetsplanering förutsätter samverkansöverenskommelser."
LONG = "Du får " + " ".join(["ett"] * 24) + "."


@pytest.mark.parametrize("old", ["Du får ett larm hem.", "Ett larm för dig som är {min_age} år eller mer."])
def test_a_swedish_text_is_not_too_hard(old: str) -> None:
    folder = Folder().edit(SV, old, HARD)

    (finding,) = [f for f in folder.loaded().findings if f.code != "placeholder-differs"]
    assert (finding.file, finding.line, finding.code) == (SV, folder.line(SV, HARD), "text-hard")
    assert finding.values == {"lix": "104", "limit": "40"}


def test_english_has_no_lix() -> None:
    assert Folder().edit(EN, "You get an alarm at home.", HARD).told() == []


def test_a_crisis_text_is_easier_than_others() -> None:
    text = "Ring {contact:nod-112} nu och berätta precis vad som händer där hemma hos dig."
    name = "crisis/sv.md"
    folder = Folder().edit(name, "## overdose\n\nRing {contact:nod-112} nu.", f"## overdose\n\n{text}")

    finding = folder.only(name, text, "text-hard")
    assert finding.values["limit"] == "20"


def test_a_sentence_has_at_most_25_words() -> None:
    folder = Folder().edit(SV, "Du får ett larm hem.", LONG)

    finding = folder.only(SV, "Du får ett ett", "sentence-long")
    assert finding.values == {"text": "Du får ett ett ett ett", "count": "26", "limit": "25"}
    assert Folder().edit(SV, "Du får ett larm hem.", LONG.replace(" ett.", ".")).told() == []


def test_in_other_languages_a_long_sentence_is_a_warning() -> None:
    folder = Folder().edit(EN, "You get an alarm at home.", LONG)

    folder.only(EN, "Du får", "sentence-long", Severity.WARNING)
