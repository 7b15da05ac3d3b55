import re

import pytest

from bot.catalogue.finding import Severity
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


@pytest.mark.parametrize(
    ("text", "code", "old", "new"),
    [
        ("larmet", "en", "Du får ett larm hem.", "Du får ett bra larm hem."),
        ("crisis", "en", "Ring {contact:nod-112} nu. Ring {contact:kvinnofridslinjen}.", "{contact:nod-112} "),
        ("elsewhere", "en", "Fråga SL om bussen.", "Fråga SL om allt."),
    ],
)
def test_a_translation_of_an_older_text_is_told(text: str, code: str, old: str, new: str) -> None:
    place = f"entries/{text}" if text == "larmet" else text
    loaded = Folder().edit(f"{place}/sv.md", old, new).as_it_is()

    finding = next(f for f in loaded.findings if f.file == f"{place}/{code}.md" and f.code == "translation-stale")
    assert finding.line == Folder().line(finding.file, "source_hash:")
    assert finding.severity is Severity.WARNING
    assert finding.values == {"file": f"{place}/sv.md", "language": code, "id": text}


def test_a_translation_that_does_not_say_what_it_was_made_from_counts_as_older() -> None:
    folder = Folder().put(EN, re.sub(r"source_hash: .*\n", "", Folder().files[EN]))

    folder.only(EN, "state:", "translation-unstamped", Severity.WARNING)
    catalogue = folder.loaded().catalogue
    assert catalogue is not None
    assert catalogue.older == {EN}


def test_the_catalogue_knows_which_translations_are_older() -> None:
    assert (whole := Folder().as_it_is().catalogue) is not None
    assert whole.older == frozenset()

    edited = Folder().edit(SV, "Du får ett larm hem.", "Du får ett bra larm hem.").as_it_is().catalogue
    assert edited is not None
    assert edited.is_older("entries/larmet", "en")
    assert not edited.is_older("entries/larmet", "sv")
    assert not edited.is_older("entries/lotsen", "en")


def test_a_number_that_got_lost_in_translation_is_told() -> None:
    folder = Folder().edit(EN, "If a life is in danger, call {contact:nod-112}.", "")

    finding = folder.only(EN, "", "placeholder-differs", Severity.WARNING)
    assert finding.values == {"file": SV, "lacking": "{contact:nod-112}", "extra": "–"}
