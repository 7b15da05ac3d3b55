import pytest

from bot.catalogue.codes import Code
from bot.catalogue.finding import Severity, fault
from bot.catalogue.folder import Snapshot
from bot.catalogue.load import build
from tests.catalogue.folder import Folder, good_files

LOTSEN = "entries/lotsen/entry.yaml"


@pytest.mark.parametrize("name", sorted(good_files()))
def test_no_file_can_be_missing(name: str) -> None:
    folder = Folder().drop(name)

    loaded = folder.loaded()
    assert (name, 0, "file-missing") in folder.told()
    assert loaded.catalogue is None
    assert {f.code for f in loaded.errors} == {"file-missing"}


@pytest.mark.parametrize("name", sorted(good_files()))
def test_a_file_that_is_no_text_is_told_once(name: str) -> None:
    files = Folder().drop(name).files
    loaded = build(Snapshot(files, "test", (fault(name, 3, "file-not-utf8"),)))

    assert [(f.file, f.line, f.code) for f in loaded.findings] == [(name, 3, "file-not-utf8")]


@pytest.mark.parametrize("name", sorted(good_files()))
def test_a_half_written_file_is_refused_or_still_right(name: str) -> None:
    whole = good_files()[name]
    for end in range(0, len(whole), max(1, len(whole) // 40)):
        loaded = Folder().put(name, whole[:end]).loaded()
        assert (loaded.catalogue is None) == bool(loaded.errors)
        if end < len(whole) // 3:
            assert loaded.catalogue is None, f"{name} cut at {end}"


def test_an_entry_folder_without_facts_is_told() -> None:
    folder = Folder().drop(LOTSEN)

    folder.only(LOTSEN, "", "file-missing")


def test_the_id_is_the_name_of_the_folder() -> None:
    folder = Folder().edit(LOTSEN, "id: lotsen", "id: lotsten")

    finding = folder.only(LOTSEN, "id:", "id-not-folder")
    assert finding.values == {"id": "lotsten", "folder": "lotsen"}


def test_the_code_is_the_name_of_the_file() -> None:
    folder = Folder().edit("languages/en.yaml", "code: en", "code: fi")

    folder.only("languages/en.yaml", "code:", "code-not-file")


@pytest.mark.parametrize(
    "name", ["entries/lotsen/de.md", "entries/lotsen/notes.md", "extra.yaml", "crisis/examples.de.md"]
)
def test_files_that_nothing_reads_are_told(name: str) -> None:
    Folder().put(name, "x").only(name, "", "file-unexpected", Severity.WARNING)


@pytest.mark.parametrize(
    ("name", "old", "new", "code"),
    [
        (LOTSEN, "access: pilot", "acces: pilot", "field-unknown"),
        (LOTSEN, "access: pilot\n", "", "field-missing"),
        (LOTSEN, "access: pilot", "access: Pilot", "value-not-allowed"),
        (LOTSEN, "decision: nytt-beslut", "decision: Nytt beslut", "id-malformed"),
        (LOTSEN, "decision: nytt-beslut", "decision:", "id-malformed"),
        (LOTSEN, "decision: nytt-beslut", "decision: [nytt-beslut]", "text-expected"),
        (LOTSEN, "from: 2026-03-01", "from: 1 mars 2026", "date-malformed"),
        (LOTSEN, "from: 2026-03-01", "from: 2026-02-30", "date-malformed"),
        (LOTSEN, "from: 2026-03-01", "from: 1772323200", "date-malformed"),
        (LOTSEN, "from: 2026-03-01", "from: 2028-03-01", "period-reversed"),
        (LOTSEN, "valid: {from: 2026-03-01, until: 2027-03-31}", "valid: 2026", "fields-expected"),
        (LOTSEN, "age, from: 15", "age, from: femton", "number-malformed"),
        (LOTSEN, "age, from: 15", "age, from: 150", "number-out-of-range"),
        (LOTSEN, "age, from: 15", "age, from: -1", "number-out-of-range"),
        (LOTSEN, "age, from: 15", "age, from: 15, to: 14", "age-reversed"),
        (LOTSEN, "{kind: age, from: 15}", "{kind: age}", "age-without-limit"),
        (LOTSEN, "{kind: age, from: 15}", "{kind: agee, from: 15}", "condition-unknown"),
        (LOTSEN, "{kind: age, from: 15}", "{from: 15}", "condition-without-kind"),
        (LOTSEN, "{kind: age, from: 15}", "{kind: age, form: 15}", "field-unknown"),
        (LOTSEN, "any_of: [sodermalm]", "any_of: []", "list-too-short"),
        (LOTSEN, "any_of: [sodermalm]", "any_of: sodermalm", "list-expected"),
        (LOTSEN, "occasions: 5", "occasions: 0", "number-out-of-range"),
        (LOTSEN, "documentation: documented", "documentation: documented\nsafety: kanske", "yes-or-no"),
        (LOTSEN, "documentation: documented", "documentation: documented\nforms: [brev]", "value-not-allowed"),
        (LOTSEN, "silent: [cost]", "silent: [costs]", "value-not-allowed"),
        ("neighbourhoods.yaml", "districts: [farsta, sodermalm]", "districts: [farsta]", "name-not-ambiguous"),
        ("contacts.yaml", "older people, grade: owner", "older people, grade: mine", "value-not-allowed"),
        ("languages/sv.yaml", "  get: Vad du får", "  got: Vad du får", "value-not-allowed"),
        ("languages/sv.yaml", "  bris: Bris", "  bris:", "text-empty"),
        ("entries/lotsen/sv.md", "title: Lotsen", "title: ", "text-empty"),
        ("entries/lotsen/sv.md", "state: source", "state: klar", "value-not-allowed"),
        ("crisis/sv.md", "state: source", "state: klar", "value-not-allowed"),
        ("crisis/sv.md", "state: source", "state: source\ntitle: x", "field-unknown"),
        (
            "decisions.yaml",
            "valid: {from: 2025-01-01, until: 2025-12-31}",
            "valid: {from: 2025-01-01, to: 2025-12-31}",
            "field-unknown",
        ),
    ],
)
def test_a_faulty_field_is_told_with_its_line(name: str, old: str, new: str, code: Code) -> None:
    folder = Folder().edit(name, old, new)

    finding = next(f for f in folder.loaded().findings if f.code == code)
    lines = {folder.line(name, part) for part in new.split("\n") if part} or {1}
    assert finding.file == name
    assert finding.line in lines
    assert folder.loaded().catalogue is None


def test_what_is_allowed_is_told() -> None:
    finding = Folder().edit(LOTSEN, "kind: age", "kind: agee").only(LOTSEN, "agee", "condition-unknown")
    assert finding.values["value"] == "agee"
    assert "age, district, place" in finding.values["allowed"]

    (finding,) = Folder().edit(LOTSEN, "access: pilot", "access: free").loaded().errors[:1]
    assert finding.values["allowed"] == "open, pilot, planned, application, referral, urgent, info"


@pytest.mark.parametrize(
    ("name", "old", "new", "code"),
    [
        ("entries/lotsen/sv.md", "## Vem det är för", "## Vem det passar", "heading-unknown"),
        ("entries/lotsen/sv.md", "## Vem det är för", "## Vad du får", "heading-twice"),
        ("entries/lotsen/sv.md", "## Vem det är för", "## vem det är för\n\n## Vad det kostar", "section-empty"),
        ("entries/lotsen/sv.md", "## Vad du får", "Hej.\n\n## Vad du får", "text-before-heading"),
        ("crisis/sv.md", "## overdose", "## overdos", "heading-unknown"),
        ("crisis/sv.md", "## overdose", "## suicide", "heading-twice"),
        ("elsewhere/sv.md", "## transport", "Hej.\n\n## transport", "text-before-heading"),
        ("crisis/examples.sv.md", "## overdose", "## overdos", "heading-unknown"),
        ("crisis/examples.sv.md", "## overdose", "## suicide", "heading-twice"),
        ("smalltalk/examples.sv.md", "## greeting", "- hejsan\n## greeting", "text-before-heading"),
        ("smalltalk/examples.sv.md", "## thanks", "## greeting", "heading-twice"),
        ("smalltalk/examples.sv.md", "- tack", "tack", "dash-missing"),
        (
            "entries/lotsen/examples.sv.md",
            "- kan jag få hjälp med papper",
            "## suicide\n- kan jag få hjälp med papper",
            "heading-not-here",
        ),
    ],
)
def test_a_faulty_heading_or_line_is_told(name: str, old: str, new: str, code: Code) -> None:
    folder = Folder().edit(name, old, new)

    finding = next(f for f in folder.loaded().findings if f.code == code)
    assert finding.file == name
    assert finding.line > 0
    assert folder.loaded().catalogue is None


def test_examples_under_a_heading_that_comes_twice_are_not_lost() -> None:
    folder = Folder().edit("smalltalk/examples.sv.md", "## thanks", "## greeting")
    catalogue = folder.loaded().catalogue

    assert catalogue is None
    folder.edit("smalltalk/examples.sv.md", "- hej\n\n## greeting\n", "- hej\n")
    catalogue = folder.loaded().catalogue
    assert catalogue is not None
    assert catalogue.talk["sv"].smalltalk["greeting"] == ("hej", "tack")
