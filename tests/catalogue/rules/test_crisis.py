import pytest

from bot.catalogue.crisis_numbers import FIXED, REQUIRED
from bot.catalogue.model import CrisisType
from tests.catalogue.folder import Folder

FILE, CONTACTS = "crisis/sv.md", "contacts.yaml"


@pytest.mark.parametrize(("contact", "number"), FIXED.items())
def test_an_edit_that_alters_a_crisis_number_is_refused(contact: str, number: str) -> None:
    folder = Folder().edit(CONTACTS, f'"{number}"', '"08-12 34 56"')

    finding = folder.only(CONTACTS, f"{contact}:", "crisis-number-changed")
    assert finding.values == {"id": contact, "number": number, "value": "08-12 34 56"}
    assert folder.loaded().catalogue is None


@pytest.mark.parametrize("contact", FIXED)
def test_an_edit_that_removes_a_crisis_number_is_refused(contact: str) -> None:
    folder = Folder()
    lines = folder.files[CONTACTS].split("\n")
    folder.put(CONTACTS, "\n".join(line for line in lines if not line.startswith(f"  {contact}:")))

    assert (CONTACTS, 1, "crisis-contact-missing") in folder.told()
    assert folder.loaded().catalogue is None


def test_spaces_in_a_number_do_not_matter() -> None:
    assert Folder().edit(CONTACTS, "020-50 50 50", "020-505 050").told() == []


@pytest.mark.parametrize(
    ("crisis", "contact"), [(crisis, contact) for crisis, contacts in REQUIRED.items() for contact in contacts]
)
def test_every_crisis_text_names_its_numbers(crisis: CrisisType, contact: str) -> None:
    folder = Folder()
    before, heading, after = folder.files[FILE].partition(f"## {crisis}\n")
    text, break_, rest = after.partition("\n## ")
    folder.put(FILE, before + heading + text.replace(f"{{contact:{contact}}}", "någon") + break_ + rest)

    finding = next(f for f in folder.loaded().findings if f.code == "crisis-without-contact")
    assert (finding.file, finding.line) == (FILE, folder.line(FILE, f"## {crisis}"))
    assert finding.values == {"heading": crisis, "id": contact}


@pytest.mark.parametrize("crisis", list(CrisisType))
@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_language_has_every_crisis_text(crisis: CrisisType, language: str) -> None:
    name = f"crisis/{language}.md"
    folder = Folder()
    before, _, after = folder.files[name].partition(f"## {crisis}\n")
    _, break_, rest = after.partition("## ")
    folder.put(name, before + break_ + rest)

    finding = next(f for f in folder.loaded().findings if f.code == "crisis-missing")
    assert (finding.file, finding.line, finding.values) == (name, 0, {"heading": crisis})


def test_a_heading_without_a_text_is_told_once() -> None:
    folder = Folder().edit(FILE, "## overdose\n\nRing {contact:nod-112} nu.\n", "## overdose\n")

    assert (FILE, folder.line(FILE, "## overdose"), "section-empty") in folder.told()
    assert "crisis-missing" not in {code for _, _, code in folder.told()}


def test_the_emergency_number_comes_first() -> None:
    old = "Ring {contact:nod-112} nu. Ring {contact:kvinnofridslinjen}."
    folder = Folder().edit(FILE, old, "Ring {contact:kvinnofridslinjen}. Ring {contact:nod-112} nu.")

    folder.only(FILE, "## violence", "crisis-number-not-first")


@pytest.mark.parametrize("label", [*CrisisType, "not-crisis"])
def test_every_kind_of_danger_has_examples(label: str) -> None:
    folder = Folder()
    name = "crisis/examples.sv.md"
    before, _, after = folder.files[name].partition(f"## {label}\n")
    _, break_, rest = after.partition("## ")
    folder.put(name, before + break_ + rest)

    finding = folder.only(name, "", "crisis-examples-missing")
    assert finding.values == {"heading": label}


def test_contacts_that_could_not_be_read_are_not_said_to_be_missing() -> None:
    folder = Folder().edit(CONTACTS, "never_show:", "never_shown:")

    assert {code for _, _, code in folder.told()} == {"field-unknown", "field-missing"}
