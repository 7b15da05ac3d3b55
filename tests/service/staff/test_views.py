"""Signing in and out by the pages."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from service.staff.accounts import Accounts
from tests.service.pages import Server, hidden, server


@pytest.fixture
async def site(tmp_path: Path) -> AsyncIterator[Server]:
    async with server(tmp_path) as running:
        await running.staff("amina", "Amina")
        yield running


class TestSignIn:
    async def test_leads_to_the_page_that_was_wanted(self, site: Server) -> None:
        async with site.visitor() as staff:
            page = await staff.get("/staff/cases/abc")
            assert page.status_code == 401
            target = hidden(page.text, "next")
            form = {"login": "Amina ", "password": "ett gott lösenord", "next": target}
            answer = await staff.post("/staff/sign-in", data=form, follow_redirects=False)
        assert answer.status_code == 303
        assert answer.headers["location"] == "/staff/cases/abc"
        cookie = answer.headers["set-cookie"]
        assert "HttpOnly" in cookie
        assert "SameSite=strict" in cookie

    @pytest.mark.parametrize(
        "target", ["https://evil.test", "//evil.test", "/staff//x", "/staffx", "/staff/\\x", "", "é"]
    )
    async def test_leads_nowhere_else(self, site: Server, target: str) -> None:
        async with site.visitor() as staff:
            form = {"login": "amina", "password": "ett gott lösenord", "next": target}
            answer = await staff.post("/staff/sign-in", data=form, follow_redirects=False)
        assert answer.headers["location"] == "/staff"

    @pytest.mark.parametrize(
        ("login", "password"), [("amina", "fel"), ("nobody", "ett gott lösenord"), ("", ""), ("\x00", "é" * 300)]
    )
    async def test_the_same_words_whatever_was_wrong(self, site: Server, login: str, password: str) -> None:
        async with site.visitor() as staff:
            answer = await staff.sign_in(login, password)
        assert answer.status_code == 401
        assert "Fel användarnamn eller lösenord." in answer.text

    async def test_too_many_tries(self, site: Server) -> None:
        async with site.visitor() as staff:
            for _ in range(5):
                await staff.sign_in("amina", "fel")
            answer = await staff.sign_in("amina")
        assert answer.status_code == 429
        assert int(answer.headers["retry-after"]) > 0
        assert "minuter" in answer.text


class TestSession:
    async def test_nothing_without_one(self, site: Server) -> None:
        async with site.visitor() as nobody:
            for path in ("/staff", "/staff/cases/x", "/staff/entries/kast", "/staff/events", "/staff/cases/x/events"):
                assert (await nobody.get(path)).status_code == 401
            for path in ("take", "say", "release", "close"):
                assert (await nobody.post(f"/staff/cases/x/{path}")).status_code == 401

    async def test_ends_with_signing_out(self, site: Server) -> None:
        async with site.visitor() as staff:
            await staff.sign_in("amina")
            old = staff.cookies["staff"]
            answer = await staff.act("/staff/sign-out")
            assert str(answer.url).endswith("/staff/sign-in")
            staff.cookies.set("staff", old, domain="chat.test")
            assert (await staff.get("/staff")).status_code == 401

    async def test_ends_when_the_account_is_shut(self, site: Server) -> None:
        async with site.visitor() as staff:
            await staff.sign_in("amina")
            await site.parts.database.run(lambda c: Accounts(c).disable("amina", site.clock()))
            assert (await staff.get("/staff")).status_code == 401

    async def test_ends_when_nobody_is_there(self, site: Server) -> None:
        async with site.visitor() as staff:
            await staff.sign_in("amina")
            site.clock.forward(minutes=20)
            assert (await staff.get("/staff")).status_code == 200
            site.clock.forward(minutes=20)
            assert (await staff.get("/staff", headers={"part": "live"})).status_code == 200
            site.clock.forward(minutes=20)
            assert (await staff.get("/staff")).status_code == 401

    async def test_a_new_key_with_each_sign_in(self, site: Server) -> None:
        async with site.visitor() as staff:
            await staff.sign_in("amina")
            old = staff.cookies["staff"]
            await staff.sign_in("amina")
            assert staff.cookies["staff"] != old
            staff.cookies.set("staff", old, domain="chat.test")
            assert (await staff.get("/staff")).status_code == 401

    @pytest.mark.parametrize("csrf", ["", "wrong", "é" * 50])
    async def test_forms_carry_the_sessions_token(self, site: Server, csrf: str) -> None:
        async with site.visitor() as staff:
            await staff.sign_in("amina")
            for path in ("/staff/sign-out", "/staff/cases/x/take", "/staff/cases/x/say"):
                assert (await staff.post(path, data={"csrf": csrf})).status_code == 403
            assert (await staff.get("/staff")).status_code == 200
