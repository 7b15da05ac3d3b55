import pytest

from bot.catalogue.codes import Code
from tests.catalogue.folder import Folder

LARMET = "entries/larmet/entry.yaml"


def test_there_is_one_condition_on_age() -> None:
    folder = Folder().edit(
        LARMET, "  - {kind: age, from: 65}\n", "  - {kind: age, from: 65}\n  - {kind: age, to: 90}\n"
    )

    finding = folder.only(LARMET, "to: 90", "condition-twice")
    assert finding.values == {"kind": "age"}


@pytest.mark.parametrize(
    "condition",
    [
        "{kind: period, from: 2026-09-01, until: 2026-10-31}",
        "{kind: period, from: 2026-09-01}",
        "{kind: period, until: 2026-10-31}",
        "{kind: period, months: {from: 11, to: 2}}",
        "{kind: period, within_months: 12, since: practical-support}",
    ],
)
def test_time_in_which_one_can_begin(condition: str) -> None:
    assert _with(condition).told() == []


@pytest.mark.parametrize(
    ("condition", "code"),
    [
        ("{kind: period}", "period-unclear"),
        ("{kind: period, from: 2026-09-01, months: {from: 9, to: 11}}", "period-unclear"),
        ("{kind: period, within_months: 12}", "period-unclear"),
        ("{kind: period, since: practical-support}", "period-unclear"),
        ("{kind: period, from: 2026-09-01, within_months: 12, since: practical-support}", "period-unclear"),
        ("{kind: period, from: 2026-09-01, until: 2026-08-31}", "period-reversed"),
        ("{kind: period, from: september}", "date-malformed"),
        ("{kind: period, months: {from: 9, to: 13}}", "number-out-of-range"),
        ("{kind: period, months: {from: 9}}", "field-missing"),
        ("{kind: period, months: [9, 10]}", "fields-expected"),
        ("{kind: period, within_months: 0, since: practical-support}", "number-out-of-range"),
        ("{kind: period, within_months: twelve, since: practical-support}", "number-malformed"),
        ("{kind: period, since: Practical Support, within_months: 12}", "id-malformed"),
        ("{kind: period, untill: 2026-08-31}", "field-unknown"),
        ("{kind: periods, until: 2026-08-31}", "condition-unknown"),
    ],
)
def test_wrong_time_is_refused_with_its_line(condition: str, code: Code) -> None:
    folder = _with(condition)
    assert (LARMET, folder.line(LARMET, condition), code) in folder.told()


def test_event_has_a_name_in_every_language() -> None:
    codes = [code for _, _, code in _with("{kind: period, within_months: 12, since: child-born}").told()]
    assert codes == ["term-missing", "term-missing"]


def _with(condition: str) -> Folder:
    return Folder().edit(LARMET, "  - {kind: age, from: 65}\n", f"  - {{kind: age, from: 65}}\n  - {condition}\n")
