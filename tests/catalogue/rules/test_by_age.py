import pytest

from bot.catalogue.codes import Code
from tests.catalogue.folder import Folder

ENTRY = "entries/om-hjalpen/entry.yaml"
SV, EN = "entries/om-hjalpen/sv.md", "entries/om-hjalpen/en.md"
TWO = "  young: {to: 14}\n  old: {from: 15}\n"


def folder(by_age: str = TWO) -> Folder:
    return (
        Folder()
        .edit(ENTRY, "related: [lotsen, larmet]\n", f"related: [lotsen, larmet]\nby_age:\n{by_age}")
        .edit(ENTRY, "backs: [access,", "backs: [access, by_age,")
        .edit(SV, "Du får ett svar.\n", "{ages:young} Högst {max_age} år.\n\n- {ages:old} Minst {min_age} år.\n")
        .edit(EN, "You get an answer.\n", "{ages:young} At most {max_age}.\n\n- {ages:old} At least {min_age}.\n")
    )


def test_words_for_each_age() -> None:
    loaded = folder().loaded()
    assert [f.code for f in loaded.findings] == []
    assert loaded.catalogue is not None
    blocks = next(iter(loaded.catalogue.words["sv"]["om-hjalpen"].sections.values()))
    assert [(block.ages, block.text) for block in blocks] == [
        ("young", "Högst {max_age} år."),
        ("old", "Minst {min_age} år."),
    ]


@pytest.mark.parametrize(
    ("old", "new", "on", "code"),
    [
        ("old: {from: 15}", "old: {from: 14}", "old:", "ages-overlap"),
        ("young: {to: 14}", "young: {from: 3}", "old:", "ages-overlap"),
        ("young: {to: 14}", "young: {}", "young:", "age-without-limit"),
        ("young: {to: 14}", "young: {from: 20, to: 14}", "young:", "age-reversed"),
        ("young: {to: 14}", "young: {until: 14}", "young:", "field-unknown"),
        ("young: {to: 14}", "Young!: {to: 14}", "Young!:", "id-malformed"),
    ],
)
def test_wrong_ages_are_refused_with_their_line(old: str, new: str, on: str, code: Code) -> None:
    broken = folder().edit(ENTRY, old, new)
    assert (ENTRY, broken.line(ENTRY, on), code) in broken.told()


def test_ages_that_no_entry_has() -> None:
    broken = folder().edit(SV, "{ages:old}", "{ages:olds}")
    found = {(f.file, f.line, f.code): f.values for f in broken.loaded().findings}
    assert found[SV, broken.line(SV, "{ages:olds}"), "ages-unknown"] == {"id": "olds", "meant": "old"}
    assert (SV, 0, "ages-without-words") in found


def test_ages_in_words_that_belong_to_no_entry() -> None:
    broken = Folder().edit("crisis/sv.md", "## child\n\n", "## child\n\n{ages:young} ")
    assert ("crisis/sv.md", broken.line("crisis/sv.md", "{ages:young}"), "ages-unknown") in broken.told()


def test_ages_stand_before_a_text_only() -> None:
    broken = folder().edit(SV, "Det är för alla.", "Det är {ages:young} för alla.")
    assert (SV, broken.line(SV, "Det är {ages"), "placeholder-unknown") in broken.told()


def test_no_placeholder_for_a_limit_that_is_not_there() -> None:
    broken = folder().edit(SV, "Högst {max_age} år.", "Minst {min_age} år.")
    assert (SV, broken.line(SV, "{ages:young}"), "placeholder-without-fact") in broken.told()


def test_limit_is_not_typed_again() -> None:
    broken = folder().edit(SV, "Högst {max_age} år.", "Högst {max_age} år, alltså 14.")
    assert (SV, broken.line(SV, "{ages:young}"), "fact-typed") in broken.told()


def test_ages_have_a_source() -> None:
    broken = folder().edit(ENTRY, "by_age, ", "")
    assert (ENTRY, broken.line(ENTRY, "by_age:"), "fact-without-source") in broken.told()
