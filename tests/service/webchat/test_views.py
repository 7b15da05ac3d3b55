"""The chat page, as a browser without scripts uses it."""

import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.ports import Channel
from service.conversations.repository import SqlConversations
from service.webchat.session import address
from tests.service.pages import Server, hidden, server

PERSONAL = "640823-3234"


@pytest.fixture
async def site(tmp_path: Path) -> AsyncIterator[Server]:
    async with server(tmp_path) as running:
        yield running


async def _conversations(site: Server) -> int:
    count = await site.parts.database.read(
        lambda connection: connection.exec_driver_sql("SELECT count(*) FROM conversations").scalar_one()
    )
    return int(count)


class TestPage:
    async def test_who_only_looks_leaves_nothing(self, site: Server) -> None:
        async with site.visitor() as visitor:
            answer = await visitor.get("/")
        assert answer.status_code == 200
        assert "set-cookie" not in answer.headers
        assert await _conversations(site) == 0

    async def test_a_neutral_title(self, site: Server) -> None:
        async with site.visitor() as visitor:
            assert "<title>Chatt</title>" in (await visitor.get("/")).text
            assert "<title>Chatt</title>" in (await visitor.say("anhorigstod")).text

    async def test_help_is_always_there(self, site: Server) -> None:
        async with site.visitor() as visitor:
            for page in (await visitor.get("/"), await visitor.say("trygghetslarm")):
                assert 'href="tel:112"' in page.text
                assert 'name="code" value="person"' in page.text
                assert 'action="/leave"' in page.text

    @pytest.mark.parametrize(
        ("accepts", "language"),
        [
            ("en-GB,en;q=0.9", "en"),
            ("sv", "sv"),
            ("xx, en;q=0.1", "en"),
            ("xx", "sv"),
            ("", "sv"),
            (";;q=nan,en;q=x,,", "sv"),
        ],
    )
    async def test_language_of_the_browser(self, site: Server, accepts: str, language: str) -> None:
        async with site.visitor(**{"accept-language": accepts}) as visitor:
            assert f'<html lang="{language}"' in (await visitor.get("/")).text

    async def test_language_by_link(self, site: Server) -> None:
        async with site.visitor() as visitor:
            page = (await visitor.get("/?lang=en")).text
            assert '<html lang="en"' in page
            assert '<html lang="sv"' in (await visitor.get("/?lang=klingon")).text
            talk = await visitor.press("help", lang=hidden(page, "lang"))
            assert '<html lang="en"' in talk.text
            assert 'value="language:sv"' in talk.text


class TestSending:
    async def test_a_question_and_its_answer(self, site: Server) -> None:
        async with site.visitor() as visitor:
            answer = await visitor.say("Min mamma behöver trygghetslarm")
        assert str(answer.url).endswith("/#latest")
        assert "Min mamma behöver trygghetslarm" in answer.text
        assert "<strong>Trygghetslarm</strong>" in answer.text
        assert 'value="more:trygghetslarm"' in answer.text

    async def test_only_the_hash_of_the_key_is_kept(self, site: Server) -> None:
        async with site.visitor() as visitor:
            answer = await visitor.post("/", data={"text": "hej"}, follow_redirects=False)
            token = visitor.cookies["chat"]
            cookie = answer.headers["set-cookie"]
        assert len(token) == 43
        assert "HttpOnly" in cookie
        assert "SameSite=lax" in cookie
        place = address(token)
        assert place.channel is Channel.WEB
        assert token not in place.key
        assert await site.parts.database.read(lambda connection: SqlConversations(connection).find(place))

    async def test_the_cookie_is_for_https_only_there(self, site: Server) -> None:
        async with site.visitor(origin="https://chat.test") as visitor:
            answer = await visitor.post("https://chat.test/", data={"text": "hej"}, follow_redirects=False)
        cookie = answer.headers["set-cookie"]
        assert cookie.startswith("__Host-chat=")
        assert "Secure" in cookie
        assert "Path=/" in cookie

    async def test_sent_twice_counts_once(self, site: Server) -> None:
        async with site.visitor() as visitor:
            page = await visitor.say("hej")
            message = hidden(page.text, "message")
            for _ in range(3):
                page = await visitor.say("trygghetslarm tack", message=message)
        assert page.text.count(">trygghetslarm tack<") == 1

    async def test_a_part_for_scripts(self, site: Server) -> None:
        async with site.visitor() as visitor:
            answer = await visitor.post("/", data={"text": "trygghetslarm"}, headers={"part": "talk"})
            assert answer.text.startswith('<div id="talk"')
            assert "<html" not in answer.text
            assert "data-live" in answer.text
            again = await visitor.get("/talk")
        assert _turns(again.text) == _turns(answer.text)

    async def test_old_buttons_disappear(self, site: Server) -> None:
        async with site.visitor() as visitor:
            await visitor.say("trygghetslarm")
            answer = await visitor.say("boskola")
        assert 'value="more:boskola"' in answer.text
        assert 'value="more:trygghetslarm"' not in answer.text

    async def test_danger_is_answered_with_numbers(self, site: Server) -> None:
        async with site.visitor() as visitor:
            answer = await visitor.say("jag vill ta livet av mig")
        assert 'class="bubble crisis"' in answer.text
        assert re.search(r'<a class="tel" href="tel:90101"><bdi dir="ltr">90101</bdi></a>', answer.text)

    async def test_what_is_typed_stays_text(self, site: Server) -> None:
        async with site.visitor() as visitor:
            answer = await visitor.say("<img src=x onerror=alert(1)>\"'{{ 7*7 }}")
        assert "<img src=x" not in answer.text
        assert "&lt;img src=x onerror=alert(1)&gt;" in answer.text
        assert "{{ 7*7 }}" in answer.text

    async def test_an_identity_number_is_not_kept(self, site: Server) -> None:
        async with site.visitor() as visitor:
            answer = await visitor.say(f"Mitt nummer är {PERSONAL}")
        assert PERSONAL not in answer.text
        assert "[…]" in answer.text


class TestBadInput:
    @pytest.mark.parametrize("text", ["", "   \n ", "\x00\x01\x02", "\u200b\u202e", "x" * 4001, "å" * 4001])
    async def test_a_first_message_that_cannot_be_read(self, site: Server, text: str) -> None:
        async with site.visitor() as visitor:
            answer = await visitor.say(text)
        assert answer.status_code == 422
        assert "<title>Chatt</title>" in answer.text
        assert 'id="compose"' in answer.text
        assert await _conversations(site) == 0

    async def test_a_later_one_gets_a_kind_word(self, site: Server) -> None:
        async with site.visitor() as visitor:
            await visitor.say("hej")
            empty, long = await visitor.say("\x00"), await visitor.say("x" * 5000)
        texts = site.parts.shelf.library.wording.catalogs
        assert empty.status_code == long.status_code == 200
        assert texts.text("sv", "trouble.empty") in empty.text
        assert texts.text("sv", "trouble.too-long") in long.text

    @pytest.mark.parametrize("code", ["", "nope", "entry:nope", "language:xx", "x" * 200, "entry:\x00", "🙂"])
    async def test_a_button_that_does_not_exist(self, site: Server, code: str) -> None:
        async with site.visitor() as visitor:
            answer = await visitor.press(code)
        assert answer.status_code == 200
        assert site.parts.shelf.library.wording.catalogs.text("sv", "button-unknown") in answer.text

    async def test_not_a_form(self, site: Server) -> None:
        async with site.visitor() as visitor:
            assert (await visitor.post("/", json={"text": "hej"})).status_code == 422
            odd = {"content-type": "application/x-www-form-urlencoded"}
            assert (await visitor.post("/", content=b"\xff\xfe%ff=%zz&text", headers=odd)).status_code == 422

    async def test_a_key_that_nobody_has(self, site: Server) -> None:
        async with site.visitor() as visitor:
            visitor.cookies.set("chat", "a-made-up-key")
            assert (await visitor.get("/")).status_code == 200
            assert (await visitor.get("/events")).status_code == 204
            await visitor.say("hej")
            assert await _conversations(site) == 1
            assert await site.parts.database.read(lambda c: SqlConversations(c).find(address("a-made-up-key"))) is None

    async def test_nobody_reads_anothers_talk(self, site: Server) -> None:
        async with site.visitor() as one, site.visitor() as other:
            await one.say("mitt trygghetslarm")
            assert "mitt trygghetslarm" not in (await other.get("/")).text
            assert "mitt trygghetslarm" not in (await other.say("hej")).text


class TestLeaving:
    async def test_forgets_and_leads_away(self, site: Server) -> None:
        async with site.visitor() as visitor:
            await visitor.say("mitt trygghetslarm")
            answer = await visitor.post("/leave")
            assert answer.headers["refresh"].startswith("0; url=https://www.smhi.se/")
            assert '"cookies"' in answer.headers["clear-site-data"]
            assert "<title>Chatt</title>" in answer.text
            assert "chat" not in visitor.cookies
            assert "mitt trygghetslarm" not in (await visitor.get("/")).text


def _turns(page: str) -> list[str]:
    return re.findall(r'id="line-\d+"', page)
