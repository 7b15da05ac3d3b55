import pytest

from bot.catalogue.finding import Severity
from tests.catalogue.folder import Folder

LOTSEN = "entries/lotsen/entry.yaml"


@pytest.mark.parametrize("fact", ["access", "decision", "valid", "conditions", "extent", "documentation"])
def test_every_fact_has_a_source(fact: str) -> None:
    backs = ["access", "decision", "valid", "conditions", "extent", "documentation"]
    left = ", ".join(name for name in backs if name != fact)
    folder = Folder().edit(LOTSEN, ", ".join(backs), left)

    finding = folder.only(LOTSEN, f"{fact}:", "fact-without-source")
    assert finding.values["field"] == fact


def test_contacts_have_a_source() -> None:
    folder = Folder().edit("entries/larmet/entry.yaml", "backs: [contacts]", "backs: []")

    folder.only("entries/larmet/entry.yaml", "contacts:", "fact-without-source")


def test_every_section_has_a_source() -> None:
    folder = Folder().edit(LOTSEN, "[get, for_whom, how]", "[get, how]")

    folder.only("entries/lotsen/sv.md", "## Vem det är för", "section-without-source")


def test_a_source_backs_only_what_there_is() -> None:
    folder = Folder().edit(LOTSEN, "[get, for_whom, how]", "[get, for_whom, how, written_down]")

    folder.only(LOTSEN, "written_down", "backs-nothing", Severity.WARNING)


def test_a_source_may_back_that_something_is_not_so() -> None:
    folder = Folder().edit(LOTSEN, "documentation: doc", "safety: false\ndocumentation: doc")

    assert folder.edit(LOTSEN, "backs: [access,", "backs: [access, safety,").told() == []


def test_a_source_backs_something_that_exists() -> None:
    folder = Folder().edit(LOTSEN, "[get, for_whom, how]", "[get, for_whom, how, hwo]")

    finding = folder.only(LOTSEN, "hwo", "backs-unknown")
    assert "written_down" in finding.values["allowed"]
