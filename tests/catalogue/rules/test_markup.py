import pytest

from tests.catalogue.folder import Folder

FILE = "entries/larmet/sv.md"


@pytest.mark.parametrize(
    "text", ["https://a.example/x", "HTTP://A", "www.stockholm.se", "stockholm.se", "namn@stockholm.se"]
)
def test_texts_hold_no_addresses(text: str) -> None:
    folder = Folder().edit(FILE, "Du får ett larm hem.", f"Läs mer på {text} nu.")

    folder.only(FILE, "Läs mer", "link-typed")


@pytest.mark.parametrize("text", ["<b>larm</b>", "larm<br>", "&nbsp;", "&#60;"])
def test_texts_hold_no_html(text: str) -> None:
    folder = Folder().edit(FILE, "Du får ett larm hem.", f"Du får {text} hem.")

    folder.only(FILE, text, "html-typed")


@pytest.mark.parametrize("text", ["larm & hjälp", "3 < 5", "t.ex. ett larm", "hem.Se där", "larm@hemma"])
def test_ordinary_text_is_neither(text: str) -> None:
    folder = Folder().edit(FILE, "Du får ett larm hem.", f"Du får {text}.")

    assert folder.told() == []
