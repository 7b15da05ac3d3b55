from tests.catalogue.folder import Folder

LARMET = "entries/larmet/entry.yaml"


def test_there_is_one_condition_on_age() -> None:
    folder = Folder().edit(
        LARMET, "  - {kind: age, from: 65}\n", "  - {kind: age, from: 65}\n  - {kind: age, to: 90}\n"
    )

    finding = folder.only(LARMET, "to: 90", "condition-twice")
    assert finding.values == {"kind": "age"}
