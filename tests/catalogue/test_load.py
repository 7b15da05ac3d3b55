from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.catalogue.finding import CatalogueError
from bot.catalogue.load import load
from tests.catalogue.folder import Folder, good_files, write_folder

NAMES = sorted(good_files())
SCRAPS = [
    "",
    "\n",
    ":",
    "- ",
    "{",
    "}",
    "[",
    "]",
    "#",
    "## ",
    "---\n",
    "*",
    "&a ",
    "!!x ",
    "'",
    '"',
    "\t",
    "112",
    "å",
    "x" * 300,
    "0771-22 00 60",
    "\u2028",
    "null",
    "{min_age}",
    "<b>",
    ">",
    "|",
]


def test_a_good_folder_becomes_a_catalogue(tmp_path: Path) -> None:
    catalogue = load(write_folder(tmp_path))

    assert catalogue.words_for("lotsen", "en")[1] == "en"
    assert catalogue.words_for("lotsen", "fi")[1] == "sv"


def test_a_faulty_folder_is_refused_with_every_fault(tmp_path: Path) -> None:
    files = good_files()
    files["sources.yaml"] = "sources: ["
    files["contacts.yaml"] += "mer: fel\n"

    with pytest.raises(CatalogueError) as caught:
        load(write_folder(tmp_path, files))
    assert [(f.file, f.code) for f in caught.value.findings] == [
        ("contacts.yaml", "field-unknown"),
        ("sources.yaml", "yaml-indent"),
    ]
    first, second, advice = str(caught.value).splitlines()
    assert first == "contacts.yaml:10  field-unknown"
    assert second.startswith("sources.yaml:1")
    assert advice == "The knowledge folder has faults. Run: insatsguiden knowledge check"


def test_all_faults_are_told_at_once() -> None:
    folder = (
        Folder()
        .edit("decisions.yaml", "replaces: gammalt-beslut", "replaces: annat-beslut")
        .edit("entries/lotsen/entry.yaml", "access: pilot", "access: free")
        .edit("entries/lotsen/sv.md", "title: Lotsen", "titel: Lotsen")
        .edit("entries/lotsen/sv.md", "Du kan få hjälp {occasions} gånger.", "Ring 08-508 00 508.")
        .edit("entries/larmet/sv.md", "Du får ett larm hem.", "**Larm** hemma.")
        .edit("entries/larmet/entry.yaml", "related: [lotsen]", "related: [lostsen]")
        .edit("crisis/en.md", "Call {contact:nod-112} now. Call {contact:bris}.", "Call somebody.")
        .edit("contacts.yaml", '"90101"', '"90102"')
        .drop("smalltalk/examples.en.md")
        .put("neighbourhoods.yaml", "neighbourhoods: *all\n")
    )

    assert {(name, code) for name, _, code in folder.told()} >= {
        ("decisions.yaml", "decision-unknown"),
        ("entries/lotsen/entry.yaml", "value-not-allowed"),
        ("entries/lotsen/sv.md", "field-unknown"),
        ("entries/lotsen/sv.md", "field-missing"),
        ("entries/lotsen/sv.md", "phone-typed"),
        ("entries/larmet/sv.md", "markdown-not-allowed"),
        ("entries/larmet/entry.yaml", "entry-unknown"),
        ("crisis/en.md", "crisis-without-contact"),
        ("contacts.yaml", "crisis-number-changed"),
        ("smalltalk/examples.en.md", "file-missing"),
        ("neighbourhoods.yaml", "yaml-alias"),
    }


def test_findings_are_sorted_by_file_and_line() -> None:
    folder = Folder().edit("contacts.yaml", '"90101"', '"90102"').edit("contacts.yaml", '"112"', '"113"')
    folder.edit("crisis/sv.md", "## overdose", "## overdos")

    told = folder.told()
    assert told == sorted(told)
    assert len({name for name, _, _ in told}) == 2


def test_two_faults_on_one_line_are_both_told() -> None:
    folder = Folder().edit("entries/lotsen/entry.yaml", "related: [larmet]", "related: [larmt, lrmet]")

    assert [f.values["id"] for f in folder.loaded().findings] == ["larmt", "lrmet"]


edits = st.tuples(
    st.sampled_from(NAMES),
    st.floats(0, 1),
    st.integers(0, 40),
    st.one_of(st.sampled_from(SCRAPS), st.text(max_size=20)),
)


@settings(max_examples=300, deadline=None)
@given(st.lists(edits, min_size=1, max_size=4), st.sampled_from(["edit", "drop", "empty"]))
def test_no_edit_makes_reading_fail_or_lets_a_fault_through(
    changes: list[tuple[str, float, int, str]], how: str
) -> None:
    files = good_files()
    for name, where, length, text in changes:
        whole = files.get(name, "")
        at = int(where * len(whole))
        files[name] = whole[:at] + text.encode(errors="replace").decode() + whole[at + length :]
    if how == "drop":
        del files[changes[0][0]]
    elif how == "empty":
        files[changes[0][0]] = ""
    folder = Folder()
    folder.files = files

    loaded = folder.loaded()
    assert (loaded.catalogue is None) == bool(loaded.errors)
    assert all(f.line <= files.get(f.file, "").count("\n") + 1 for f in loaded.findings), loaded.findings
    if how == "drop":
        assert loaded.catalogue is None
