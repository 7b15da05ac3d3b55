from tests.catalogue.folder import Folder

SV, EN = "entries/om-hjalpen/sv.md", "entries/om-hjalpen/en.md"
ENTRY = "entries/om-hjalpen/entry.yaml"


def test_the_mandatory_sections_are_there() -> None:
    finding = Folder().edit(EN, "## Who it is for\n\nIt is for all.\n\n", "").only(EN, "", "section-missing")
    assert finding.values == {"heading": "Who it is for"}


def test_a_translation_says_as_much_as_the_source() -> None:
    folder = Folder()
    folder.put(SV, folder.files[SV] + "\n## Vad det kostar\n\nDet kostar inget.\n").edit(ENTRY, "how]", "how, cost]")

    finding = folder.only(EN, "", "section-untranslated")
    assert finding.values == {"heading": "What it costs"}


def test_a_translation_says_no_more_than_the_source() -> None:
    folder = Folder()
    folder.put(EN, folder.files[EN] + "\n## What it costs\n\nIt is free.\n")

    folder.only(EN, "## What it costs", "section-not-in-source")
