from tests.catalogue.folder import Folder

FILE = "languages/en.yaml"


def test_every_language_has_all_headings() -> None:
    finding = Folder().edit(FILE, "  cost: What it costs\n", "").only(FILE, "headings:", "heading-missing")
    assert finding.values == {"field": "cost"}


def test_headings_differ() -> None:
    folder = Folder().edit(FILE, "cost: What it costs", "cost: what you get")

    assert (FILE, folder.line(FILE, "cost:"), "heading-same") in folder.told()


def test_dates_can_be_written_in_the_language() -> None:
    folder = Folder()
    for name in [name for name in folder.files if name.endswith(("/en.md", ".en.md", "/en.yaml"))]:
        folder.put(name.replace("en.", "qq."), folder.files.pop(name))
    folder.edit("languages/qq.yaml", "code: en", "code: qq")

    assert ("languages/qq.yaml", 1, "language-unknown") in folder.told()


def test_there_are_entries() -> None:
    assert ("entries", 0, "entries-missing") in Folder().drop_below("entries/").told()


def test_a_language_cannot_be_taken_away_by_its_file_alone() -> None:
    Folder().drop("languages/en.yaml").only("languages/en.yaml", "", "file-missing")


def test_swedish_is_there() -> None:
    told = Folder().drop("languages/sv.yaml").told()

    assert ("languages/sv.yaml", 0, "file-missing") in told
    assert not [name for name, _, code in told if code == "file-unexpected"]
