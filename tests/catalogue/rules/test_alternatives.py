import pytest

from bot.catalogue.finding import Severity
from tests.catalogue.folder import Folder

LOTSEN = "entries/lotsen/entry.yaml"


@pytest.mark.parametrize("access", ["planned", "application"])
def test_an_alternative_can_be_had(access: str) -> None:
    larmet = "entries/larmet/entry.yaml"
    folder = (
        Folder()
        .edit(larmet, "access: open", f"access: {access}")
        .edit(larmet, "decision: nytt-beslut\n", "")
        .edit(larmet, "[access, decision,", "[access,")
    )

    finding = folder.only(LOTSEN, "alternatives:", "alternative-not-open")
    assert finding.values == {"id": "larmet", "access": access}


@pytest.mark.parametrize("field", ["related", "alternatives"])
def test_an_entry_does_not_name_itself(field: str) -> None:
    folder = Folder().edit(LOTSEN, f"{field}: [larmet]", f"{field}: [lotsen]")

    folder.only(LOTSEN, f"{field}:", "entry-names-itself")


def test_nothing_is_listed_twice() -> None:
    folder = Folder().edit(LOTSEN, "related: [larmet]", "related:\n  - larmet\n  - om-hjalpen\n  - larmet")

    (finding,) = folder.loaded().findings
    assert (finding.code, finding.line) == ("listed-twice", folder.line(LOTSEN, "- om-hjalpen") + 1)
    assert finding.severity is Severity.WARNING
