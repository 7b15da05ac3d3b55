import pytest

from tests.catalogue.folder import Folder

# Skatteverket's own example for tests.
NUMBER = "640823-3234"


@pytest.mark.parametrize(
    ("name", "old"),
    [
        ("entries/lotsen/examples.sv.md", "- kan jag få hjälp med papper"),
        ("crisis/examples.en.md", "- dad hits me"),
        ("smalltalk/examples.sv.md", "- hej"),
        ("elsewhere/examples.sv.md", "- när går bussen"),
    ],
)
def test_no_example_holds_an_identity_number(name: str, old: str) -> None:
    finding = Folder().edit(name, f"{old}\n", f"{old}, {NUMBER}\n").only(name, NUMBER, "identity-number")

    assert NUMBER not in str(finding.values)


def test_other_numbers_may_stand() -> None:
    assert Folder().edit("smalltalk/examples.sv.md", "- hej\n", "- hej, ring 08-80 65 65 den 2026-11-22\n").told() == []
