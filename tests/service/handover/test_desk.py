import asyncio
import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Connection, func, select

from bot.catalogue.model import CrisisType
from bot.ports import StaleConversation
from service.errors import CaseAlreadyTaken, CaseClosed, CaseNotHeld, NotFound
from service.handover import desk
from service.handover.desk import SqlDesk, case, close, held_case, queue, release, take
from service.handover.model import Case, Outcome, TrailEvent
from service.handover.repository import Handovers
from service.handover.tables import HANDOVER_TRAIL, HANDOVERS
from service.live.tables import CHANGES
from service.staff.accounts import Staff
from service.storage.engine import Database
from tests.fakes import NOON
from tests.service.handover.samples import begin, hire, new_case, open_case

MINUTE = timedelta(minutes=1)


@pytest.fixture
async def kim(database: Database) -> Staff:
    return await database.run(lambda connection: hire(connection, "Kim"))


@pytest.fixture
async def alex(database: Database) -> Staff:
    return await database.run(lambda connection: hire(connection, "Alex"))


@pytest.fixture
async def handover(database: Database) -> str:
    return await database.run(lambda connection: open_case(connection, "a"))


async def published(database: Database) -> int:
    count = select(func.count()).select_from(CHANGES).where(CHANGES.c.topic == "queue")
    return await database.read(lambda connection: connection.scalar(count)) or 0


def trail(found: Case) -> list[tuple[TrailEvent, str | None]]:
    return [(row.event, row.staff) for row in found.trail]


async def test_open_case_waits_in_the_list_without_words(database: Database, handover: str) -> None:
    (waiting,) = await database.read(queue)
    assert (waiting.id, waiting.entry, waiting.language) == (handover, "anhorigstod", "ar")
    assert (waiting.opened_at, waiting.crisis, waiting.holder) == (NOON, None, None)
    assert re.fullmatch(r"[A-Z]{3}-[3-9][A-Z3-9]{2}", waiting.reference)
    assert "Mina egna ord" not in str(waiting)
    assert await published(database) == 1


async def test_case_has_the_need_and_the_trail(database: Database, handover: str) -> None:
    found = await database.read(lambda connection: case(connection, handover))
    assert (found.need, found.visible_from) == ("Mina egna ord", 3)
    assert trail(found) == [(TrailEvent.OPENED, None)]


async def test_list_has_danger_first_then_the_oldest(database: Database) -> None:
    def unit(connection: Connection) -> list[str]:
        old, new, danger = (open_case(connection, key, NOON + n * MINUTE) for n, key in enumerate("abc"))
        conversation = case(connection, danger).conversation
        SqlDesk(connection).alarm(conversation, CrisisType.SUICIDE, NOON + 5 * MINUTE)
        return [danger, old, new]

    wanted = await database.run(unit)
    listed = await database.read(queue)
    assert [one.id for one in listed] == wanted
    assert listed[0].crisis is CrisisType.SUICIDE
    found = await database.read(lambda connection: case(connection, wanted[0]))
    assert found.crisis_at == NOON + 5 * MINUTE


async def test_taking_shows_who_has_it(database: Database, handover: str, kim: Staff) -> None:
    taken = await database.run(lambda connection: take(connection, handover, kim.id, NOON + MINUTE))
    assert taken.listed.holder is not None
    assert (taken.listed.holder.name, taken.listed.holder.since) == ("Kim", NOON + MINUTE)
    assert trail(taken) == [(TrailEvent.OPENED, None), (TrailEvent.TAKEN, "Kim")]
    assert await database.read(lambda connection: held_case(connection, handover, kim.id)) == taken
    assert await published(database) == 2


async def test_second_is_told_who_was_faster(database: Database, handover: str, kim: Staff, alex: Staff) -> None:
    await database.run(lambda connection: take(connection, handover, kim.id, NOON))
    for staff in (alex, kim):
        with pytest.raises(CaseAlreadyTaken) as caught:
            await database.run(lambda connection, staff=staff: take(connection, handover, staff.id, NOON + MINUTE))  # type: ignore[misc]
        assert (caught.value.by, caught.value.staff, caught.value.since) == ("Kim", kim.id, NOON)
    assert await published(database) == 2


async def test_released_case_can_be_taken_again(database: Database, handover: str, kim: Staff, alex: Staff) -> None:
    await database.run(lambda connection: take(connection, handover, kim.id, NOON))
    released = await database.run(lambda connection: release(connection, handover, kim.id, NOON))
    assert released.listed.holder is None
    taken = await database.run(lambda connection: take(connection, handover, alex.id, NOON))
    assert trail(taken)[2:] == [(TrailEvent.RELEASED, "Kim"), (TrailEvent.TAKEN, "Alex")]


async def test_closed_case_leaves_the_list_and_stays_closed(database: Database, handover: str, kim: Staff) -> None:
    await database.run(lambda connection: take(connection, handover, kim.id, NOON))
    closed = await database.run(lambda connection: close(connection, handover, kim.id, Outcome.BOOKED, NOON + MINUTE))
    assert (closed.outcome, closed.closed_at) == (Outcome.BOOKED, NOON + MINUTE)
    assert trail(closed)[-1] == (TrailEvent.CLOSED, "Kim")
    assert await database.read(queue) == []
    for act in actions(handover, kim):
        with pytest.raises(CaseClosed):
            await database.run(act)


async def test_only_the_holder_may_act(database: Database, handover: str, kim: Staff, alex: Staff) -> None:
    for act in actions(handover, alex)[1:]:
        with pytest.raises(CaseNotHeld):
            await database.run(act)
    await database.run(lambda connection: take(connection, handover, kim.id, NOON))
    before = await database.read(lambda connection: case(connection, handover))
    for act in actions(handover, alex)[1:]:
        with pytest.raises(CaseNotHeld):
            await database.run(act)
    assert await database.read(lambda connection: case(connection, handover)) == before


@pytest.mark.parametrize("stranger", ["", "nobody", "'; --", "å\ud800\x00"])
async def test_strangers_id_is_not_found(database: Database, kim: Staff, stranger: str) -> None:
    for act in actions(stranger, kim):
        with pytest.raises(NotFound):
            await database.run(act)


def actions(handover: str, staff: Staff) -> list[Callable[[Connection], Case]]:
    return [
        lambda connection: take(connection, handover, staff.id, NOON),
        lambda connection: release(connection, handover, staff.id, NOON),
        lambda connection: close(connection, handover, staff.id, Outcome.ADVISED, NOON),
        lambda connection: held_case(connection, handover, staff.id),
    ]


async def test_conversation_may_ask_again_after_closing(database: Database, kim: Staff) -> None:
    def unit(connection: Connection) -> tuple[str, str]:
        conversation = begin(connection, "a")
        first = SqlDesk(connection).open(new_case(conversation), NOON)
        handover = queue(connection)[0].id
        take(connection, handover, kim.id, NOON)
        close(connection, handover, kim.id, Outcome.NOT_REACHED, NOON)
        return first, SqlDesk(connection).open(new_case(conversation), NOON)

    first, second = await database.run(unit)
    assert first != second
    assert len(await database.read(queue)) == 1


async def test_used_reference_is_drawn_again(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    draws = iter(["BCD-333", "BCD-333", "BCD-333", "BCD-334"])
    monkeypatch.setattr(desk, "new_reference", lambda: next(draws))
    await database.run(lambda connection: open_case(connection, "a"))
    await database.run(lambda connection: open_case(connection, "b"))
    assert {one.reference for one in await database.read(queue)} == {"BCD-333", "BCD-334"}


async def test_no_free_reference_is_told(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(desk, "new_reference", lambda: "BCD-333")
    await database.run(lambda connection: open_case(connection, "a"))
    with pytest.raises(StaleConversation):
        await database.run(lambda connection: open_case(connection, "b"))


async def test_many_openings_make_one_case(database: Database) -> None:
    conversation = await database.run(lambda connection: begin(connection, "a"))
    references = await asyncio.gather(
        *(database.run(lambda connection: SqlDesk(connection).open(new_case(conversation), NOON)) for _ in range(20))
    )
    assert len(set(references)) == 1
    assert len(await database.read(queue)) == 1


async def test_of_a_thousand_takes_one_wins(database: Database, handover: str) -> None:
    staff = await database.run(lambda connection: [hire(connection, f"Staff {n}") for n in range(20)])
    gate = asyncio.Semaphore(64)

    async def try_to_take(number: int) -> str:
        one = staff[number % len(staff)]
        async with gate:
            try:
                taken = await database.run(lambda connection: take(connection, handover, one.id, NOON))
            except CaseAlreadyTaken as error:
                return error.by
        assert taken.listed.holder is not None
        assert taken.listed.holder.staff == one.id
        return "won"

    outcomes = await asyncio.gather(*(try_to_take(number) for number in range(1000)))
    assert outcomes.count("won") == 1
    holder = (await database.read(queue))[0].holder
    assert holder is not None
    assert set(outcomes) == {"won", holder.name}

    def rows(connection: Connection) -> tuple[int, int]:
        trails = select(func.count()).select_from(HANDOVER_TRAIL).where(HANDOVER_TRAIL.c.event == "taken")
        return connection.scalar(trails) or 0, connection.scalar(select(func.count()).select_from(HANDOVERS)) or 0

    assert await database.read(rows) == (1, 1)


async def test_release_between_two_looks_is_tried_again(
    database: Database, handover: str, kim: Staff, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, calls = Handovers.take, []

    def too_late_once(rows: Handovers, *args: Any) -> bool:
        calls.append(1)
        return len(calls) > 1 and real(rows, *args)

    monkeypatch.setattr(Handovers, "take", too_late_once)
    taken = await database.run(lambda connection: take(connection, handover, kim.id, NOON))
    assert taken.listed.holder is not None
    assert len(calls) == 2
