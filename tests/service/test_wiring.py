"""Everything put together: it opens by itself, takes in edits, and lives through faulty ones."""

import asyncio
import shutil
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from fastapi import FastAPI
from starlette.responses import Response

from bot.guide import Inbound, Typed
from bot.ports import Address, Channel
from service import wiring
from service.app import create_app
from service.settings import Settings
from service.wiring import Wired, open_shelf, wired
from tests.service.pages import ROOT, KeywordReader, Visitor, make_settings, wire


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    monkeypatch.setattr(wiring, "REFRESH_SECONDS", 0.05)
    knowledge = tmp_path / "knowledge"
    shutil.copytree(ROOT / "knowledge", knowledge)
    return make_settings(tmp_path, knowledge_dir=knowledge)


async def _until(true: Callable[[], bool]) -> None:
    async with asyncio.timeout(20):
        while not true():  # noqa: ASYNC110 - a thread changes it, which sets no event
            await asyncio.sleep(0.05)


async def test_a_question_on_a_database_that_is_not_there_yet(settings: Settings) -> None:
    async with wired(settings, open_shelf(settings, KeywordReader)) as parts:
        receipt = await parts.guide.receive(Inbound(Address(Channel.TERMINAL, "a"), "1", Typed("trygghetslarm")))
    assert receipt.kept.conversation.entry == "trygghetslarm"


async def test_an_edit_is_taken_in_and_a_faulty_one_is_not(settings: Settings) -> None:
    words = settings.knowledge_dir / "entries" / "trygghetslarm" / "sv.md"
    good = words.read_text(encoding="utf-8")
    async with wired(settings, open_shelf(settings, KeywordReader)) as parts:
        first = parts.shelf.library.catalogue.version
        words.write_text("ingenting är som det ska", encoding="utf-8")
        await _until(lambda: parts.shelf.trouble is not None)
        assert parts.shelf.library.catalogue.version == first
        assert parts.shelf.trouble is not None
        assert any(found.file.endswith("trygghetslarm/sv.md") for found in parts.shelf.trouble.findings)
        words.write_text(good + "\n", encoding="utf-8")
        await _until(lambda: parts.shelf.library.catalogue.version != first)
        assert parts.shelf.trouble is None


async def test_a_hook_runs_beside_the_pages(tmp_path: Path) -> None:
    seen: list[str] = []

    @asynccontextmanager
    async def hook(parts: Wired, app: FastAPI) -> AsyncIterator[None]:
        async def called() -> Response:
            return Response(parts.shelf.library.catalogue.version)

        app.add_api_route("/machine/call", called, methods=["POST"])
        seen.append("begun")
        yield
        seen.append("ended")

    app = create_app(make_settings(tmp_path), wire, hooks=[hook], machines=["/machine/"])
    async with app.router.lifespan_context(app), Visitor(app) as machine:
        del machine.headers["origin"]
        assert (await machine.post("/machine/call")).status_code == 200
        assert (await machine.post("/leave")).status_code == 403
    assert seen == ["begun", "ended"]
