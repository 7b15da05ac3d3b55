from datetime import date

import pytest

from bot.catalogue.codes import Code
from bot.catalogue.status import run_on
from tests.catalogue.folder import Folder

LARMET = "entries/larmet/entry.yaml"
SOURCES = '    sources: [{document: "001", place: Larm}]\n'
FIRST = f"  - who: namnden\n    until: 2026-06-30\n{SOURCES}"
THEN = f"  - who: staden\n    from: 2026-07-01\n{SOURCES}"


def folder(first: str = FIRST, then: str = THEN) -> Folder:
    found = Folder().edit(LARMET, "conditions:\n", f"run_by:\n{first}{then}conditions:\n")
    for language in ("sv", "en"):
        found.edit(f"languages/{language}.yaml", "terms:\n", "terms:\n  namnden: nämnden\n  staden: staden\n")
    return found


def test_each_day_has_the_one_who_runs_it() -> None:
    catalogue = folder().loaded().catalogue
    assert catalogue is not None
    larmet = catalogue.entries["larmet"]

    assert [one.who if one else None for one in run_on(larmet, date(2026, 6, 30))] == ["namnden", "staden"]
    assert [one.who if one else None for one in run_on(larmet, date(2026, 7, 1))] == ["staden", None]
    assert run_on(catalogue.entries["lotsen"], date(2026, 7, 1)) == (None, None)


@pytest.mark.parametrize(
    ("old", "new", "on", "code"),
    [
        ("from: 2026-07-01", "from: 2026-07-02", "- who: staden", "run-by-gap"),
        ("from: 2026-07-01", "from: 2026-06-30", "- who: staden", "run-by-overlap"),
        ("    until: 2026-06-30\n", "", "- who: namnden", "run-by-open-end"),
        ("    from: 2026-07-01\n", "", "- who: staden", "run-by-open-start"),
        (FIRST, FIRST.replace('"001"', '"010"'), "010", "document-unknown"),
    ],
)
def test_one_takes_over_from_the_other_on_the_next_day(old: str, new: str, on: str, code: Code) -> None:
    folder().edit(LARMET, old, new).only(LARMET, on, code)


@pytest.mark.parametrize(
    ("old", "new", "on", "code"),
    [
        ("who: staden", "whom: staden", "whom: staden", "field-unknown"),
        ("from: 2026-07-01", "from: 1 juli", "from: 1 juli", "date-malformed"),
        ("until: 2026-06-30", "from: 2026-07-01\n    until: 2026-06-30", "who: namnden", "period-reversed"),
        (FIRST, FIRST.replace(SOURCES, "    sources: []\n"), "sources: []", "list-too-short"),
    ],
)
def test_fault_in_a_field_has_its_line(old: str, new: str, on: str, code: Code) -> None:
    broken = folder().edit(LARMET, old, new)
    assert (LARMET, broken.line(LARMET, on), code) in broken.told()


def test_every_language_has_a_name_for_who_runs_it() -> None:
    broken = folder().edit("languages/en.yaml", "  staden: staden\n", "")

    finding = broken.only("languages/en.yaml", "terms:", "term-missing")
    assert finding.values == {"id": "staden", "other": f"{LARMET}:{broken.line(LARMET, 'who: staden')}"}
