import pytest

from bot.catalogue.condition import RelationCondition
from bot.catalogue.rules.terms import terms_of
from tests.catalogue.folder import Folder

LARMET = "entries/larmet/entry.yaml"


@pytest.mark.parametrize("code", ["sv", "en"])
def test_every_language_has_a_word_for_every_term(code: str) -> None:
    folder = Folder()
    name = f"languages/{code}.yaml"
    line = next(line for line in folder.files[name].split("\n") if "practical-support" in line)
    folder.edit(name, f"{line}\n", "  something-else: x\n")

    finding = folder.only(name, "terms:", "term-missing")
    assert finding.values["id"] == "practical-support"
    assert finding.values["other"].startswith("entries/lotsen/entry.yaml:")


@pytest.mark.parametrize(
    "condition",
    [
        "{kind: audience, audience: older-people}",
        "{kind: diagnosis, diagnosis: dementia}",
        "{kind: prerequisite, requires: a-phone}",
        "{kind: exclusion, excludes: a-home}",
        "{kind: relation, any_of: [self]}",
    ],
)
def test_every_kind_of_condition_with_a_term_is_looked_at(condition: str) -> None:
    folder = Folder().edit(LARMET, "  - {kind: age, from: 65}\n", f"  - {{kind: age, from: 65}}\n  - {condition}\n")

    assert {code for _, _, code in folder.told()} == {"term-missing"}


def test_each_relation_is_a_term() -> None:
    assert terms_of(RelationCondition(kind="relation", any_of=("self", "child"))) == ("self", "child")


def test_every_language_has_a_name_for_every_contact() -> None:
    folder = Folder().edit("languages/en.yaml", "  bris: Bris\n", "")

    finding = folder.only("languages/en.yaml", "contacts:", "contact-term-missing")
    assert finding.values == {"id": "bris"}
