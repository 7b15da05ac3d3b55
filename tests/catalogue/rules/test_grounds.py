from datetime import date

import pytest

from bot.catalogue.finding import Severity
from tests.catalogue.folder import Folder

LOTSEN, LARMET = "entries/lotsen/entry.yaml", "entries/larmet/entry.yaml"


@pytest.mark.parametrize(
    ("today", "days", "within"),
    [
        (date(2026, 12, 31), "90", "90"),
        (date(2027, 1, 29), "61", "90"),
        (date(2027, 1, 30), "60", "60"),
        (date(2027, 3, 1), "30", "30"),
        (date(2027, 3, 31), "0", "30"),
    ],
)
def test_editors_learn_before_a_ground_ends(today: date, days: str, within: str) -> None:
    folder = Folder()

    (finding,) = folder.loaded(today).findings
    assert (finding.file, finding.line) == (LOTSEN, folder.line(LOTSEN, "valid:"))
    assert (finding.code, finding.severity) == ("ground-ends", Severity.WARNING)
    assert finding.values == {"last": "2027-03-31", "days": days, "within": within}


def test_not_earlier_than_ninety_days() -> None:
    assert Folder().told(date(2026, 12, 30)) == []


def test_a_ground_that_has_ended_is_told_and_the_rest_still_serves() -> None:
    folder = Folder()

    loaded = folder.loaded(date(2027, 4, 1))
    assert [(f.code, f.values["last"]) for f in loaded.findings] == [("ground-ended", "2027-03-31")]
    assert loaded.catalogue is not None


def test_the_decision_is_pointed_at_where_it_is_what_ends() -> None:
    folder = Folder()

    finding = next(f for f in folder.loaded(date(2027, 12, 1)).findings if f.file == LARMET)
    assert (finding.code, finding.line) == ("ground-ends", folder.line(LARMET, "decision:"))


def test_without_a_day_nothing_ends() -> None:
    assert Folder().told(None) == []


def test_what_is_offered_has_a_decision_on_record() -> None:
    folder = Folder().edit(LARMET, "decision: nytt-beslut\n", "").edit(LARMET, "[access, decision,", "[access,")

    folder.only(LARMET, "access:", "decision-not-recorded", Severity.WARNING)


def test_what_is_written_down_is_known() -> None:
    folder = Folder().edit(LARMET, "documentation: advice", "documentation: unknown")

    folder.only(LARMET, "documentation:", "documentation-unknown", Severity.WARNING)


def test_a_ground_holds_on_some_day() -> None:
    folder = (
        Folder()
        .edit(LOTSEN, "{from: 2026-03-01, until: 2027-03-31}", "{from: 2028-03-01}")
        .edit("entries/lotsen/sv.md", " till {valid_until}", "")
        .edit("entries/lotsen/en.md", " to {valid_until}", "")
    )

    folder.only(LOTSEN, "decision:", "ground-never-holds")
