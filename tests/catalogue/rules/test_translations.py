import pytest

from bot.catalogue.finding import Severity
from bot.catalogue.rules.translations import source_hash
from tests.catalogue.folder import Folder

SV, EN = "entries/larmet/sv.md", "entries/larmet/en.md"


@pytest.mark.parametrize("name", [SV, "crisis/sv.md", "elsewhere/sv.md"])
@pytest.mark.parametrize("state", ["draft", "reviewed"])
def test_swedish_is_the_source(name: str, state: str) -> None:
    Folder().edit(name, "state: source", f"state: {state}").only(name, "state:", "state-not-source")


@pytest.mark.parametrize("name", [EN, "crisis/en.md", "elsewhere/en.md"])
def test_no_other_language_is(name: str) -> None:
    folder = Folder()
    state = "state: reviewed" if name == EN else "state: draft"

    folder.edit(name, state, "state: source").only(name, "state:", "state-source")


def test_a_translation_of_an_older_text_is_told() -> None:
    folder = Folder()
    folder.edit(EN, "state: reviewed", f"state: reviewed\nsource_hash: {source_hash(folder.files[SV])}")
    assert folder.told() == []

    folder.edit(SV, "Du får ett larm hem.", "Du får ett bra larm hem.")
    finding = folder.only(EN, "source_hash:", "translation-stale", Severity.WARNING)
    assert finding.values == {"file": SV, "hash": source_hash(folder.files[SV])}


def test_a_number_that_got_lost_in_translation_is_told() -> None:
    folder = Folder().edit(EN, "If a life is in danger, call {contact:nod-112}.", "")

    finding = folder.only(EN, "", "placeholder-differs", Severity.WARNING)
    assert finding.values == {"file": SV, "lacking": "{contact:nod-112}", "extra": "–"}
