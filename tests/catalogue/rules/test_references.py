import pytest

from bot.catalogue.codes import Code
from tests.catalogue.folder import Folder

LOTSEN, LARMET = "entries/lotsen/entry.yaml", "entries/larmet/entry.yaml"


@pytest.mark.parametrize(
    ("name", "old", "new", "code", "meant"),
    [
        (LARMET, "decision: nytt-beslut", "decision: nytt-besult", "decision-unknown", "nytt-beslut"),
        ("decisions.yaml", "replaces: gammalt-beslut", "replaces: gamalt-beslut", "decision-unknown", "gammalt-beslut"),
        (LOTSEN, "related: [larmet]", "related: [larmt]", "entry-unknown", "larmet"),
        (LOTSEN, "alternatives: [larmet]", "alternatives: [zzz]", "entry-unknown", None),
        (LARMET, "[aldre-direkt, nod-112]", "[aldre-direct, nod-112]", "contact-unknown", "aldre-direkt"),
        (LOTSEN, "any_of: [sodermalm]", "any_of: [södermalm]", "id-malformed", None),
        (LOTSEN, "any_of: [sodermalm]", "any_of: [sodramalm]", "district-unknown", "sodermalm"),
        (
            "neighbourhoods.yaml",
            "Fagersjö, district: farsta",
            "Fagersjö, district: frasta",
            "district-unknown",
            "farsta",
        ),
        ("neighbourhoods.yaml", "[farsta, sodermalm]", "[frasta, sodermalm]", "district-unknown", "farsta"),
        (LARMET, 'document: "001"', 'document: "002"', "document-unknown", None),
        ("decisions.yaml", 'document: "001", place: Beslut', 'document: "9", place: Beslut', "document-unknown", None),
        ("languages/sv.yaml", "  bris: Bris", "  bris: Bris\n  brisk: Bris", "contact-unknown", "bris"),
    ],
)
def test_every_id_that_is_referred_to_exists(name: str, old: str, new: str, code: Code, meant: str | None) -> None:
    folder = Folder().edit(name, old, new)

    finding = next(f for f in folder.loaded().findings if f.code == code)
    assert (finding.file, finding.line) == (name, folder.line(name, new.rsplit("\n", maxsplit=1)[-1]))
    assert finding.values.get("meant") == meant


def test_an_entry_that_could_not_be_read_is_not_said_to_be_missing() -> None:
    folder = Folder().edit(LARMET, "access: open", "access: opne")

    folder.only(LARMET, "access:", "value-not-allowed")


@pytest.mark.parametrize("name", ["decisions.yaml", "contacts.yaml", "districts.yaml", "sources.yaml"])
def test_what_stands_in_a_broken_file_is_not_said_to_be_missing(name: str) -> None:
    folder = Folder()
    folder.put(name, folder.files[name] + "mer: fel\n")

    assert [(file, code) for file, _, code in folder.told() if "differs" not in code] == [(name, "field-unknown")]
