from bot.catalogue.finding import Severity
from tests.catalogue.folder import Folder

LOTSEN, LARMET = "entries/lotsen/entry.yaml", "entries/larmet/entry.yaml"
DISTRICT = "  - {kind: district, any_of: [sodermalm]}\n"
DATES = "valid: {from: 2026-03-01, until: 2027-03-31}\n"


def test_a_pilot_needs_districts_or_dates() -> None:
    folder = Folder().edit(LARMET, "access: open", "access: pilot")

    folder.only(LARMET, "access: pilot", "pilot-unbounded")


def test_dates_alone_bound_a_pilot() -> None:
    words = [f"entries/lotsen/{code}.md" for code in ("sv", "en")]
    folder = (
        Folder().edit(LOTSEN, DISTRICT, "").edit(words[0], " i {districts}", "").edit(words[1], " in {districts}", "")
    )

    assert folder.told() == []


def test_districts_alone_bound_a_pilot() -> None:
    folder = Folder().edit(LOTSEN, DATES, "").edit(LOTSEN, "decision, valid, ", "decision, ")

    assert folder.told() == []


def test_an_application_has_no_decision_of_this_kind() -> None:
    folder = (
        Folder()
        .edit(LARMET, "access: open", "access: application")
        .edit("entries/lotsen/entry.yaml", "alternatives: [larmet]", "alternatives: []")
    )

    folder.only(LARMET, "decision:", "access-with-decision")


def test_dates_are_only_for_what_can_be_offered() -> None:
    name = "entries/om-hjalpen/entry.yaml"
    folder = (
        Folder()
        .edit(name, "access: info\n", "access: info\nvalid: {from: 2026-01-01}\n")
        .edit(name, "[access,", "[access, valid,")
    )

    folder.only(name, "valid:", "access-with-dates")


def test_an_exemption_needs_a_decision() -> None:
    folder = (
        Folder()
        .edit(LARMET, "documentation: advice", "documentation: exempt")
        .edit(LARMET, "decision: nytt-beslut\n", "")
        .edit(LARMET, "[access, decision,", "[access,")
    )

    assert (LARMET, folder.line(LARMET, "documentation: exempt"), "exempt-without-decision") in folder.told()
    assert {f.code for f in folder.loaded().findings if f.severity is Severity.ERROR} == {"exempt-without-decision"}
