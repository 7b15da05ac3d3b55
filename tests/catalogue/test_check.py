from io import StringIO
from pathlib import Path

import pytest

from bot.catalogue.check import draw, main_check
from bot.catalogue.sentences import read_sentences
from bot.editing.inspection import inspect
from tests.catalogue.folder import TODAY, good_files, write_folder

LOCALES = Path(__file__).resolve().parents[2] / "locales"


def whole() -> dict[str, str]:
    return {**good_files(), "questions/sv.yaml": "", "questions/en.yaml": ""}


def faulty() -> dict[str, str]:
    files = whole()
    files["contacts.yaml"] = files["contacts.yaml"].replace('"90101"', '"90102"')
    files["entries/lotsen/entry.yaml"] = files["entries/lotsen/entry.yaml"].replace(
        "related: [larmet]", "related: [larmt]"
    )
    files["entries/larmet/entry.yaml"] = files["entries/larmet/entry.yaml"].replace("advice", "unknown")
    del files["smalltalk/examples.en.md"]
    return files


def test_a_good_folder_gives_exit_code_0(tmp_path: Path) -> None:
    out = StringIO()

    assert main_check(inspect(write_folder(tmp_path, whole()), LOCALES, TODAY), LOCALES, "sv", out) == 0
    assert out.getvalue() == f"Inga fel. Varningar: 0. Filer: {len(whole())}.\n"


def test_every_finding_is_told_with_place_and_advice(tmp_path: Path) -> None:
    out = StringIO()

    assert main_check(inspect(write_folder(tmp_path, faulty()), LOCALES, TODAY), LOCALES, "sv", out) == 1
    assert out.getvalue().split("\n\n") == [
        'contacts.yaml:3  Numret till "sjalvmordslinjen" är 90102, men ska vara 90101. Skriv tillbaka 90101. Har '
        "numret verkligen ändrats måste även programmet ändras.",
        "entries/larmet/entry.yaml:6  Varning: Det är inte känt vad som skrivs ner om personen. Fråga den som ansvarar "
        "för insatsen. Tills dess säger boten att personalen kan berätta.",
        'entries/lotsen/entry.yaml:11  Insatsen "larmt" finns inte. Menade du "larmet"? Rätta namnet: det ska vara en '
        "mapp i entries/.",
        "smalltalk/examples.en.md  Filen saknas. Skapa den. Mallen står i knowledge/README.md.",
        f"Fel: 3. Varningar: 1. Filer: {len(whole()) - 1}. Tills felen är rättade använder boten den senaste "
        "felfria versionen.\n",
    ]


def test_the_report_speaks_english_too(tmp_path: Path) -> None:
    report = inspect(write_folder(tmp_path, faulty()), LOCALES, TODAY)

    text = draw(report, read_sentences(LOCALES, "en"))
    assert 'There is no entry "larmt". Did you mean "larmet"?' in text
    assert "Warning: It is not known" in text


def test_warnings_alone_give_exit_code_0(tmp_path: Path) -> None:
    files = whole()
    files["entries/larmet/entry.yaml"] = files["entries/larmet/entry.yaml"].replace("advice", "unknown")

    report = inspect(write_folder(tmp_path, files), LOCALES, TODAY)
    assert (report.errors, report.warnings, report.exit_code) == (0, 1, 0)


@pytest.mark.parametrize("root", ["missing", "empty"])
def test_a_folder_that_is_not_there_is_told(tmp_path: Path, root: str) -> None:
    (tmp_path / "empty").mkdir()
    out = StringIO()

    assert main_check(inspect(tmp_path / root, LOCALES, TODAY), LOCALES, "sv", out) == 1
    assert f"Mappen {root} är tom eller finns inte." in out.getvalue()


def test_findings_of_one_file_stand_together(tmp_path: Path) -> None:
    files = faulty()
    files["contacts.yaml"] = files["contacts.yaml"].replace('"112"', '"113"')

    text = draw(inspect(write_folder(tmp_path, files), LOCALES, TODAY), read_sentences(LOCALES, "sv"))
    first = text.split("\n\n")[0].split("\n")
    assert [line.split("  ")[0] for line in first] == ["contacts.yaml:2", "contacts.yaml:3"]
