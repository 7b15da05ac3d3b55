from bot.catalogue.finding import Severity
from tests.catalogue.folder import Folder

FILE = "neighbourhoods.yaml"


def test_a_neighbourhood_stands_once() -> None:
    folder = Folder().edit(FILE, "{name: Fagersjö,", "{name: hökarängen,")

    folder.only(FILE, "name: hökarängen", "place-twice")


def test_a_name_does_not_lead_to_two_districts() -> None:
    folder = Folder().edit(FILE, "places: [Reimers]", "places: [Reimers, Hökis]")

    finding = folder.only(FILE, "Reimers, Hökis", "place-name-twice")
    assert finding.values["line"] == str(folder.line(FILE, "also_called: [Hökis]"))


def test_a_name_is_not_inside_and_outside_the_city() -> None:
    Folder().edit(FILE, "{name: Solna,", "{name: Fagersjö,").only(FILE, "municipality:", "place-name-twice")


def test_a_name_that_is_said_to_be_ambiguous_may() -> None:
    folder = (
        Folder().edit(FILE, "places: [Reimers]", "places: [Reimers, Hökis]").edit(FILE, "[Sthlm]", "[Sthlm, Hökis]")
    )

    assert folder.told() == []


def test_a_district_has_neighbourhoods() -> None:
    folder = Folder().edit(FILE, "Reimersholme, district: sodermalm", "Reimersholme, district: farsta")

    finding = folder.only("districts.yaml", "sodermalm:", "district-without-places")
    assert finding.values == {"name": "Södermalm"}


def test_a_common_word_is_the_name_of_a_place() -> None:
    Folder().edit(FILE, "common_words: [Söder]", "common_words: [Sönder]").only(
        FILE, "common_words", "common-word-unknown", Severity.WARNING
    )
