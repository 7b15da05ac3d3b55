from datetime import date

import pytest

from bot.catalogue.model import Catalogue
from bot.catalogue.status import State, bounds, status_on
from tests.catalogue.folder import Folder

LOTSEN, LARMET = "entries/lotsen/entry.yaml", "entries/larmet/entry.yaml"


def catalogue(folder: Folder) -> Catalogue:
    loaded = folder.loaded()
    assert loaded.catalogue, loaded.errors
    return loaded.catalogue


@pytest.mark.parametrize(
    ("day", "state"),
    [
        (date(2026, 2, 28), State.OPENS_ON),
        (date(2026, 3, 1), State.OPEN),
        (date(2027, 1, 30), State.OPEN),
        (date(2027, 1, 31), State.ENDS_SOON),
        (date(2027, 3, 31), State.ENDS_SOON),
        (date(2027, 4, 1), State.ENDED),
    ],
)
def test_the_state_follows_the_day(day: date, state: State) -> None:
    small = catalogue(Folder())

    status = status_on(small.entries["lotsen"], small, day)
    assert (status.state, status.first, status.last) == (state, date(2026, 3, 1), date(2027, 3, 31))


def test_an_answer_has_no_time() -> None:
    small = catalogue(Folder())

    assert status_on(small.entries["om-hjalpen"], small, date(2026, 6, 1)).state is State.INFO
    assert bounds(small.entries["om-hjalpen"], small) == (None, None)


def test_what_ended_names_the_decision_that_replaces_its_own() -> None:
    small = catalogue(Folder().edit(LARMET, "decision: nytt-beslut", "decision: gammalt-beslut"))

    status = status_on(small.entries["larmet"], small, date(2026, 6, 1))
    assert (status.state, status.replaced_by) == (State.ENDED, "nytt-beslut")


def test_what_ended_without_a_decision_has_nothing_that_replaces_it() -> None:
    folder = Folder().edit(LOTSEN, "decision: nytt-beslut\n", "").edit(LOTSEN, "[access, decision,", "[access,")
    small = catalogue(folder)

    assert status_on(small.entries["lotsen"], small, date(2028, 1, 1)).replaced_by is None


def test_every_day_of_the_calendar_has_a_status() -> None:
    folder = Folder().edit(LOTSEN, "{from: 2026-03-01, until: 2027-03-31}", "{from: 0001-01-01, until: 9999-12-31}")
    small = catalogue(folder)

    for day in (date.min, date.max):
        status_on(small.entries["lotsen"], small, day)
