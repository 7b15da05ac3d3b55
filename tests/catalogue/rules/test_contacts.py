from bot.catalogue.finding import Severity
from tests.catalogue.folder import Folder

FILE = "contacts.yaml"


def test_a_number_looks_like_one() -> None:
    Folder().edit(FILE, "08-80 65 65", "växeln").only(FILE, "växeln", "contact-number-malformed")


def test_a_number_never_to_show_looks_like_one() -> None:
    Folder().edit(FILE, "0771-22 00 60", "okänt").only(FILE, "okänt", "contact-number-malformed")


def test_a_number_never_to_show_is_no_contact() -> None:
    finding = Folder().edit(FILE, "08-80 65 65", "+46 771 22 00 60").only(FILE, "+46", "contact-never-shown")
    assert finding.values["why"] == "closed in 2019"


def test_a_number_belongs_to_one_contact() -> None:
    finding = Folder().edit(FILE, "08-80 65 65", "116111").only(FILE, '"116111"', "contact-number-twice")
    assert finding.values["other"] == "bris"


def test_numbers_from_somebody_elses_page_are_listed() -> None:
    folder = Folder().edit(FILE, "for: older people, grade: owner", "for: older people, grade: other")

    folder.only(FILE, "aldre-direkt", "contact-not-owner", Severity.WARNING)
