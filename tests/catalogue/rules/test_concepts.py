import pytest

from bot.catalogue.finding import Severity
from tests.catalogue.folder import Folder

SWEDISH = "mother: mamma, mors*\ndebt: skuld*, på minus\n"


def faults(folder: Folder) -> list[tuple[str, int, str]]:
    return [(f.file, f.line, f.code) for f in folder.loaded().findings if f.severity is Severity.ERROR]


def test_lists_are_read_by_language_and_concept() -> None:
    folder = Folder().put("concepts/sv.yaml", SWEDISH).put("concepts/en.yaml", "mother: mum\n")
    catalogue = folder.loaded().catalogue
    assert catalogue is not None
    assert catalogue.concepts["sv"]["mother"] == ("mamma", "mors*")
    assert catalogue.concepts["sv"]["debt"] == ("skuld*", "på minus")
    assert catalogue.concepts["en"] == {"mother": ("mum",)}


def test_only_swedish_must_have_a_list() -> None:
    catalogue = Folder().loaded().catalogue
    assert catalogue is not None
    assert set(catalogue.concepts) == {"sv"}
    assert Folder().put("concepts/en.yaml", "").told() == []


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "{}\n"])
def test_the_swedish_list_is_not_empty(text: str) -> None:
    Folder().put("concepts/sv.yaml", text).only("concepts/sv.yaml", "", "concepts-empty")


def test_the_swedish_list_is_there() -> None:
    Folder().drop("concepts/sv.yaml").only("concepts/sv.yaml", "", "file-missing")


@pytest.mark.parametrize("sign", [";", "؛", "،"])
def test_commas_stand_between_the_words(sign: str) -> None:
    folder = Folder().put("concepts/sv.yaml", f"mother: mamma\ngreeting: hej{sign} tjo\n")
    finding = folder.only("concepts/sv.yaml", "greeting", "concept-semicolon")
    assert finding.values["field"] == "greeting"


def test_concept_that_the_swedish_list_does_not_have() -> None:
    folder = Folder().put("concepts/sv.yaml", SWEDISH).put("concepts/en.yaml", "# People\nmothr: mum\n")
    assert faults(folder) == [("concepts/en.yaml", 2, "concept-unknown")]


def test_star_ends_the_beginning_of_a_word() -> None:
    folder = Folder().put("concepts/sv.yaml", "mother: mam*ma\ndebt: s*\nrent: hyra*, hyr*, hyr m*\n")
    assert faults(folder) == [
        ("concepts/sv.yaml", 1, "star-misplaced"),
        ("concepts/sv.yaml", 2, "star-misplaced"),
    ]
