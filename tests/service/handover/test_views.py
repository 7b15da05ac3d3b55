"""The queue and the page of a case, as browsers without scripts use them."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.catalogue.finding import Finding
from bot.library import Trouble
from service.handover.desk import queue
from service.handover.transcript import told
from service.handover.visible import Piece, pieces
from tests.service.pages import Server, Visitor, server

SECRET = "min granne slår sina barn"


@pytest.fixture
async def site(tmp_path: Path) -> AsyncIterator[Server]:
    async with server(tmp_path) as running:
        await running.staff("amina", "Amina")
        await running.staff("bo", "Bo")
        yield running


@pytest.fixture
async def amina(site: Server) -> AsyncIterator[Visitor]:
    async with site.visitor() as staff:
        await staff.sign_in("amina")
        yield staff


@pytest.fixture
async def bo(site: Server) -> AsyncIterator[Visitor]:
    async with site.visitor() as staff:
        await staff.sign_in("bo")
        yield staff


@pytest.fixture
async def resident(site: Server) -> AsyncIterator[Visitor]:
    async with site.visitor() as visitor:
        yield visitor


class TestQueue:
    async def test_tells_what_but_no_words(self, site: Server, resident: Visitor, amina: Visitor) -> None:
        await resident.say(f"anhorigstod {SECRET}")
        case = await site.hand_over(resident, SECRET)
        page = (await amina.get("/staff")).text
        assert SECRET not in page
        assert "Kön (1)" in page
        assert f'action="{case}/take"' in page
        assert site.parts.shelf.library.catalogue.words["sv"]["anhorigstod"].front.title in page

    async def test_danger_comes_first(self, site: Server, resident: Visitor, amina: Visitor) -> None:
        await site.hand_over(resident)
        async with site.visitor() as other:
            await site.hand_over(other)
            await other.say("jag vill ta livet av mig")
        page = (await amina.get("/staff")).text
        assert page.count("Fara: självmord") == 1
        cases = await site.parts.database.read(queue)
        assert cases[0].crisis
        assert page.index(cases[0].id) < page.index("Fara: självmord") < page.index(cases[1].id)

    async def test_faults_in_the_knowledge_are_shown(self, site: Server, amina: Visitor) -> None:
        found = Finding("entries/kast/sv.md", 12, "head-missing")
        site.parts.shelf.trouble = Trouble((found,), datetime(2026, 11, 22, 10, 0, tzinfo=UTC))
        page = (await amina.get("/staff")).text
        assert "entries/kast/sv.md:12" in page
        assert "sedan 11:00" in page
        async with site.visitor() as nobody:
            assert "kast/sv.md" not in (await nobody.get("/staff/sign-in")).text


class TestCase:
    async def test_the_whole_way(self, site: Server, resident: Visitor, amina: Visitor) -> None:
        case = await site.hand_over(resident)
        page = await amina.act(f"{case}/take")
        assert "Du har ärendet." in page.text
        assert "Amina är här nu" in (await resident.get("/")).text
        page = await amina.act(f"{case}/say", text="Hej!\nVad undrar du?", message="m1")
        talk = (await resident.get("/")).text
        assert "Vad undrar du?" in talk
        assert '<bdi>Amina</bdi> <span class="role">Personal</span>' in talk
        assert "Var är ni?" in (await resident.say("Var är ni?")).text
        assert "Var är ni?" in (await amina.get(case)).text
        page = await amina.act(f"{case}/close", outcome="advised")
        assert str(page.url).endswith("/staff")
        assert "avslutat: Fick råd" in (await amina.get(case)).text
        assert "Samtalet med personalen är slut" in (await resident.get("/")).text
        assert 'id="compose"' not in (await amina.get(case)).text

    async def test_only_what_the_resident_shares(self, site: Server, resident: Visitor, amina: Visitor) -> None:
        await resident.say(f"trygghetslarm {SECRET}")
        case = await site.hand_over(resident, "Jag undrar en sak", share="private")
        page = (await amina.get(case)).text
        assert SECRET not in page
        assert "Jag undrar en sak" in page
        await resident.say("en ny rad")
        assert "en ny rad" in (await amina.get(case)).text

    async def test_in_swedish_for_staff(self, site: Server, amina: Visitor) -> None:
        async with site.visitor(**{"accept-language": "en"}) as visitor:
            await visitor.say("my mother is in need of trygghetslarm")
            await visitor.press("more:trygghetslarm")
            case = await site.hand_over(visitor, "I need some help")
        page = (await amina.act(f"{case}/take")).text
        assert "Mer om det här" in page
        assert "<summary>Trygghetslarm</summary>" in page
        assert "Safety alarm" not in page
        assert 'lang="en">my mother is in need' in page
        assert "skrivet på annat språk" in page
        assert "Personen läser på engelska" in page

    async def test_what_was_written_stays_text(self, site: Server, resident: Visitor, amina: Visitor) -> None:
        vector = '"><script>alert(1)</script><a href="javascript:alert(1)">'
        case = await site.hand_over(resident, vector)
        page = (await amina.act(f"{case}/take")).text
        assert "<script>alert" not in page
        assert 'href="javascript' not in page
        await amina.act(f"{case}/say", text=vector, message="m")
        assert "<script>alert" not in (await resident.get("/")).text

    async def test_a_message_sent_twice_counts_once(self, site: Server, resident: Visitor, amina: Visitor) -> None:
        case = await site.hand_over(resident)
        await amina.act(f"{case}/take")
        for _ in range(3):
            await amina.act(f"{case}/say", text="Bara en gång", message="m1")
        assert (await resident.get("/")).text.count("Bara en gång") == 1

    @pytest.mark.parametrize("text", ["", " \n", "\x00", "x" * 4001])
    async def test_a_message_that_cannot_be_sent(
        self, site: Server, resident: Visitor, amina: Visitor, text: str
    ) -> None:
        case = await site.hand_over(resident)
        await amina.act(f"{case}/take")
        before = _turns((await resident.get("/")).text)
        answer = await amina.act(f"{case}/say", text=text, message="m1")
        assert answer.status_code == 422
        assert 'role="alert"' in answer.text
        assert _turns((await resident.get("/")).text) == before

    async def test_an_outcome_is_needed(self, site: Server, resident: Visitor, amina: Visitor) -> None:
        case = await site.hand_over(resident)
        await amina.act(f"{case}/take")
        assert (await amina.act(f"{case}/close", outcome="nonsense")).status_code == 422
        assert "Du har ärendet." in (await amina.get(case)).text

    @pytest.mark.parametrize("path", ["x", "a/b", "%00", "%2e%2e", "🙂", "x" * 500])
    async def test_a_case_that_does_not_exist(self, amina: Visitor, path: str) -> None:
        assert (await amina.get(f"/staff/cases/{path}")).status_code == 404
        assert (await amina.act(f"/staff/cases/{path}/take")).status_code == 404
        assert (await amina.get(f"/staff/entries/{path}")).status_code == 404

    async def test_what_the_resident_saw(self, amina: Visitor) -> None:
        page = (await amina.get("/staff/entries/trygghetslarm?lang=en")).text
        assert "Safety alarm" in page
        assert "På engelska" in page


class TestTwoAtOnce:
    async def test_the_second_is_told_who_and_when(
        self, site: Server, resident: Visitor, amina: Visitor, bo: Visitor
    ) -> None:
        case = await site.hand_over(resident)
        await amina.act(f"{case}/take")
        answer = await bo.act(f"{case}/take")
        assert answer.status_code == 409
        assert "Amina tog ärendet klockan 13:00." in answer.text
        assert "Bo är här" not in (await resident.get("/")).text

    async def test_the_same_one_twice_is_no_quarrel(self, site: Server, resident: Visitor, amina: Visitor) -> None:
        case = await site.hand_over(resident)
        first, second = await asyncio.gather(amina.act(f"{case}/take"), amina.act(f"{case}/take"))
        assert first.status_code == second.status_code == 200
        assert (await resident.get("/")).text.count("Amina är här nu") == 1

    async def test_exactly_one_of_two(self, site: Server, resident: Visitor, amina: Visitor, bo: Visitor) -> None:
        case = await site.hand_over(resident)
        answers = await asyncio.gather(amina.act(f"{case}/take"), bo.act(f"{case}/take"))
        assert sorted(answer.status_code for answer in answers) == [200, 409]

    async def test_what_was_written_too_late_is_not_lost(
        self, site: Server, resident: Visitor, amina: Visitor, bo: Visitor
    ) -> None:
        case = await site.hand_over(resident)
        await amina.act(f"{case}/take")
        await amina.act(f"{case}/release")
        await bo.act(f"{case}/take")
        answer = await amina.act(f"{case}/say", text="För sent ute", message="m1")
        assert answer.status_code == 409
        assert "För sent ute</textarea>" in answer.text
        assert "För sent ute" not in (await resident.get("/")).text

    async def test_only_the_holder_may(self, site: Server, resident: Visitor, amina: Visitor, bo: Visitor) -> None:
        case = await site.hand_over(resident)
        await amina.act(f"{case}/take")
        for path, form in (("say", {"text": "hej"}), ("release", {}), ("close", {"outcome": "advised"})):
            assert (await bo.act(f"{case}/{path}", **form)).status_code == 409
        await amina.act(f"{case}/close", outcome="advised")
        for path, form in (("take", {}), ("say", {"text": "hej"}), ("close", {"outcome": "advised"})):
            assert (await amina.act(f"{case}/{path}", **form)).status_code == 409

    async def test_released_is_free_for_others(
        self, site: Server, resident: Visitor, amina: Visitor, bo: Visitor
    ) -> None:
        case = await site.hand_over(resident)
        await amina.act(f"{case}/take")
        await amina.act(f"{case}/release")
        assert "Den som svarade dig har gått" in (await resident.get("/")).text
        assert "Du har ärendet" in (await bo.act(f"{case}/take")).text


class TestVisible:
    def test_marks_that_turn_are_shown_by_name(self) -> None:
        assert pieces("a\u202eb\u2066") == (Piece("a"), Piece("RLO", mark=True), Piece("b"), Piece("LRI", mark=True))

    def test_plain_text_is_one_piece(self) -> None:
        assert pieces("hej \u0645\u0631\u062d\u0628\u0627") == (Piece("hej \u0645\u0631\u062d\u0628\u0627"),)
        assert pieces("") == ()


def _turns(page: str) -> int:
    return page.count('class="turn')


class TestTold:
    async def test_questions_and_answers_in_swedish(self, site: Server) -> None:
        library, today = site.parts.shelf.library, site.clock().date()
        answers = {"age-65-": "within", "relation": "self", "need-gone-from-the-files": "yes"}
        (age, older), (_, who), (gone, yes) = told(library, "trygghetslarm", answers, today)
        assert age.endswith("?")
        assert "65" in older
        assert who
        assert (gone, yes) == ("…", library.wording.catalogs.text("sv", "option.yes"))

    async def test_age_is_told_as_the_span_that_was_pressed(self, site: Server) -> None:
        library, today = site.parts.shelf.library, site.clock().date()
        ((question, answer),) = told(library, "om-ditt-barn-15", {"ages": "15-17"}, today)
        assert question == library.wording.catalogs.text("sv", "question.ages")
        assert "15" in answer
        assert "17" in answer
