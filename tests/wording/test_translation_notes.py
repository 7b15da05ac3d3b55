"""A text that is older than the Swedish one, or is not there in the resident's language, is never shown in silence."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import MappingProxyType

import pytest

from bot.catalogue.model import Catalogue, CrisisType, Talk
from bot.dialogue.actions import Action, ActionName
from bot.dialogue.replies import (
    CrisisCard,
    ElsewhereCard,
    EntryCard,
    EntryConditions,
    EntryMore,
    PersonLine,
    Reply,
    Say,
    Shown,
)
from bot.library import Library
from bot.wording.catalogs import Catalogs, read_catalogs
from bot.wording.drawing import Wording
from bot.wording.screen import Bubble
from tests.catalogue.folder import Folder

TODAY = date(2026, 6, 1)
GUIDE = read_catalogs(Path(__file__).parents[2] / "locales", "guide")
OLDER, MISSING = (GUIDE.text("en", f"translation.{kind}") for kind in ("older", "missing"))
EDITS = {
    "entries/larmet/sv.md": ("Du får ett larm hem.", "Du får två larm hem."),
    "crisis/sv.md": ("## overdose\n\nRing {contact:nod-112} nu.", "## overdose\n\nRing {contact:nod-112} genast."),
    "elsewhere/sv.md": ("Fråga SL om bussen.", "Fråga SL."),
}
TEXTS = [
    ("entries/larmet", EntryCard(entry="larmet")),
    ("entries/larmet", EntryMore(entry="larmet")),
    ("crisis", CrisisCard(crisis=CrisisType.SUICIDE)),
    ("elsewhere", ElsewhereCard(topic="transport")),
]


def edited(*names: str) -> Catalogue:
    folder = Folder()
    for name in names:
        folder.edit(name, *EDITS[name])
    catalogue = folder.as_it_is().catalogue
    assert catalogue is not None
    return catalogue


def whole() -> Catalogue:
    catalogue = Folder().as_it_is().catalogue
    assert catalogue is not None
    return catalogue


def without_english(catalogue: Catalogue) -> Catalogue:
    talk: Mapping[str, Talk] = {
        **catalogue.talk,
        "en": replace(catalogue.talk["en"], crisis_texts=MappingProxyType({}), elsewhere_texts=MappingProxyType({})),
    }
    return replace(catalogue, words=MappingProxyType({"sv": catalogue.words["sv"]}), talk=MappingProxyType(talk))


def drawn(catalogue: Catalogue, reply: Reply, language: str = "en", guide: Catalogs = GUIDE) -> Bubble:
    (bubble,) = Wording(guide, catalogue).screen(Shown(replies=(reply,)), language, TODAY).bubbles
    return bubble


def lines(bubble: Bubble) -> list[str]:
    return [paragraph.plain for paragraph in bubble.paragraphs]


@pytest.mark.parametrize(("text", "reply"), TEXTS)
def test_an_older_text_says_so_last_of_all(text: str, reply: Reply) -> None:
    bubble = drawn(edited(f"{text}/sv.md"), reply)

    assert lines(bubble) == [*lines(drawn(whole(), reply)), OLDER]
    assert bubble.language == "en"
    assert bubble.paragraphs[-1].kind == "small"


def test_what_leads_over_to_the_buttons_stands_after_the_note(library: Library) -> None:
    catalogue = replace(library.catalogue, older=frozenset({"entries/boendestod/fi.md"}))
    bubble = drawn(catalogue, EntryCard(entry="boendestod"), "fi")
    assert lines(bubble)[-2:] == [GUIDE.text("fi", "translation.older"), GUIDE.text("fi", "verdict.meanwhile")]


@pytest.mark.parametrize(("text", "reply"), TEXTS)
def test_the_swedish_text_and_other_texts_do_not(text: str, reply: Reply) -> None:
    catalogue = edited(f"{text}/sv.md")

    assert GUIDE.text("sv", "translation.older") not in lines(drawn(catalogue, reply, "sv"))
    assert OLDER not in lines(drawn(catalogue, EntryCard(entry="lotsen")))
    assert OLDER not in lines(drawn(catalogue, PersonLine(text="Hej", alias="Anna")))


@pytest.mark.parametrize(("_text", "reply"), [*TEXTS, ("", EntryConditions(entry="larmet"))])
def test_a_text_in_another_language_is_announced_in_the_residents(_text: str, reply: Reply) -> None:
    bubble = drawn(without_english(whole()), reply)

    note = bubble.paragraphs[-1]
    assert (note.plain, note.kind, note.language or bubble.language) == (MISSING, "small", "en")
    assert "sv" in {paragraph.language or bubble.language for paragraph in bubble.paragraphs}
    assert lines(bubble).count(MISSING) == 1


def test_what_stands_in_the_residents_language_within_a_swedish_card_is_marked_so() -> None:
    bubble = drawn(without_english(whole()), EntryCard(entry="larmet"))

    assert bubble.language == "sv"
    assert [paragraph.language for paragraph in bubble.paragraphs] == [None, None, "en", "en"]
    assert {paragraph.direction for paragraph in bubble.paragraphs if paragraph.language} == {"ltr"}


def test_a_sentence_that_the_language_lacks_is_announced() -> None:
    texts = {name: text for name, text in GUIDE.texts["en"].items() if name != "welcome"}
    bubble = drawn(whole(), Say(message="welcome"), guide=Catalogs("guide", {**GUIDE.texts, "en": texts}))

    assert lines(bubble) == [GUIDE.text("sv", "welcome"), MISSING]
    assert [paragraph.language for paragraph in bubble.paragraphs] == ["sv", None]


def test_a_button_that_the_language_lacks_is_announced() -> None:
    entry, language = Action(name=ActionName.ENTRY, value="larmet"), Action(name=ActionName.LANGUAGE, value="sv")

    for buttons, expected in ((entry, language), [[MISSING]]), ((language,), []):
        shown = Wording(GUIDE, without_english(whole())).screen(Shown(buttons=buttons), "en", TODAY)
        assert [lines(bubble) for bubble in shown.bubbles] == expected
        assert {button.language for button in shown.buttons} == {"sv"}


def test_a_crisis_says_it_after_every_number() -> None:
    for catalogue in (edited("crisis/sv.md"), without_english(whole())):
        bubble = drawn(catalogue, CrisisCard(crisis=CrisisType.SUICIDE))

        numbers = [at for at, paragraph in enumerate(bubble.paragraphs) for span in paragraph.spans if span.phone]
        assert numbers
        assert max(numbers) < len(bubble.paragraphs) - 1
        assert lines(bubble)[-1] in {OLDER, MISSING}
