"""What the check takes for fillable is exactly what the bot fills."""

from datetime import date
from pathlib import Path

import pytest

from bot.catalogue.folder import snapshot
from bot.catalogue.model import Catalogue
from bot.catalogue.placeholders import FACTS, contacts_in, facts_of, replaced
from bot.catalogue.reading import FolderReader
from bot.wording import facts
from tests.catalogue.folder import Folder

KNOWLEDGE = Path(__file__).resolve().parents[2] / "knowledge"


def real() -> Catalogue:
    return FolderReader(snapshot(KNOWLEDGE).files).catalogue("test")


def small() -> Catalogue:
    catalogue = Folder().loaded().catalogue
    assert catalogue
    return catalogue


@pytest.mark.parametrize("catalogue", [real(), small()], ids=["real", "small"])
@pytest.mark.parametrize("today", [date(2025, 1, 1), date(2026, 6, 1), date(2029, 1, 1)])
def test_the_facts_are_those_that_the_words_are_filled_with(catalogue: Catalogue, today: date) -> None:
    for entry in catalogue.entries.values():
        filled = facts.values(entry, catalogue, "sv", today)
        assert set(filled) == set(facts_of(entry, catalogue)), entry.id
        assert set(filled) <= set(FACTS)


def test_contacts_are_found_in_order() -> None:
    assert list(contacts_in("{min_age} {contact:bris} {contact} {contact:nod-112}")) == ["bris", "nod-112"]


def test_placeholders_are_replaced_by_name() -> None:
    assert replaced("a {min_age} b {contact:bris}", lambda name: name.upper()) == "a MIN_AGE b CONTACT"
