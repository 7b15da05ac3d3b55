"""What holds for every answer: headers, origins, sizes, kind error pages."""

import ast
import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from starlette.routing import Route

from bot.wording.catalogs import read_catalogs
from service.errors import StorageUnavailable
from service.web.pages import TEMPLATES, Pages, telephone
from tests.service.pages import ORIGIN, ROOT, Server, server

CANARY = "hemligt-ord-som-ingen-far-se"


@pytest.fixture
async def site(tmp_path: Path) -> AsyncIterator[Server]:
    async with server(tmp_path) as running:
        yield running


class TestHeaders:
    @pytest.mark.parametrize("path", ["/", "/talk", "/nope", "/staff", "/staff/sign-in", "/health", "/static/base.css"])
    async def test_on_every_answer(self, site: Server, path: str) -> None:
        async with site.visitor() as visitor:
            headers = (await visitor.get(path)).headers
        policy = headers["content-security-policy"]
        assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self'")
        assert "unsafe" not in policy
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"
        assert headers["cross-origin-opener-policy"] == "same-origin"
        assert "strict-transport-security" not in headers

    async def test_pages_are_not_stored(self, site: Server) -> None:
        async with site.visitor() as visitor:
            assert (await visitor.get("/")).headers["cache-control"] == "no-store"
            assert "immutable" in (await visitor.get("/static/base.css")).headers["cache-control"]

    async def test_https_is_held_to(self, site: Server) -> None:
        async with site.visitor() as visitor:
            answer = await visitor.get("https://chat.test/")
        assert "max-age=31536000" in answer.headers["strict-transport-security"]

    async def test_nothing_inline_in_any_template(self) -> None:
        served = [path for path in TEMPLATES.rglob("*.html") if path.parent.name != "knowledge"]
        assert served, "reports for editors are files of their own, which no server sends"
        for path in served:
            text = path.read_text(encoding="utf-8")
            assert not re.search(r"<style|\sstyle=|\son[a-z]+=|<script(?! src=)|javascript:", text), path

    async def test_every_template_compiles(self) -> None:
        pages = Pages()
        for path in TEMPLATES.rglob("*.html"):
            pages.environment.get_template(str(path.relative_to(TEMPLATES)))

    async def test_no_api_pages(self, site: Server) -> None:
        async with site.visitor() as visitor:
            for path in ("/docs", "/redoc", "/openapi.json"):
                assert (await visitor.get(path)).status_code == 404


class TestOrigin:
    @pytest.mark.parametrize(
        "headers",
        [
            {"origin": "https://evil.test"},
            {"origin": "null"},
            {"origin": ORIGIN, "sec-fetch-site": "cross-site"},
            {"origin": ORIGIN, "sec-fetch-site": "same-site"},
            {"origin": ORIGIN.replace("http:", "https:")},
        ],
    )
    async def test_others_are_refused(self, site: Server, headers: dict[str, str]) -> None:
        async with site.visitor(**headers) as visitor:
            answer = await visitor.say("trygghetslarm")
        assert answer.status_code == 403
        assert "set-cookie" not in answer.headers

    async def test_nothing_told_is_refused(self, site: Server) -> None:
        async with site.visitor() as visitor:
            del visitor.headers["origin"]
            assert (await visitor.say("trygghetslarm")).status_code == 403

    async def test_the_browsers_own_word_is_enough(self, site: Server) -> None:
        async with site.visitor(**{"origin": "null", "sec-fetch-site": "same-origin"}) as visitor:
            assert (await visitor.say("trygghetslarm")).status_code == 200

    async def test_only_our_host_with_a_public_url(self, tmp_path: Path) -> None:
        async with server(tmp_path, public_url="https://chat.test") as running, running.visitor() as visitor:
            assert (await visitor.get("/")).status_code == 200
            assert (await visitor.get("/health", headers={"host": "127.0.0.1:8000"})).status_code == 200
            for host in ("evil.test", "[broken", ""):
                assert (await visitor.get("/", headers={"host": host})).status_code == 404


class TestProblems:
    async def test_kind_in_two_languages(self, site: Server) -> None:
        async with site.visitor() as visitor:
            answer = await visitor.get("/there-is-no-such-page")
        assert answer.status_code == 404
        assert 'lang="sv"' in answer.text
        assert 'lang="en"' in answer.text
        assert 'href="tel:112"' in answer.text

    async def test_a_wrong_method(self, site: Server) -> None:
        async with site.visitor() as visitor:
            answer = await visitor.put("/", content=b"x")
        assert answer.status_code == 405
        assert "<h1>" in answer.text

    @pytest.mark.parametrize("announced", [True, False])
    async def test_too_large(self, site: Server, announced: bool) -> None:
        async def chunks() -> AsyncIterator[bytes]:
            yield b"text="
            for _ in range(100):
                yield b"x" * 1000

        async with site.visitor() as visitor:
            if announced:
                answer = await visitor.say("x" * 100_000)
            else:
                form = {"content-type": "application/x-www-form-urlencoded"}
                answer = await visitor.post("/", content=chunks(), headers=form)
        assert answer.status_code == 413
        assert "4 000" in answer.text

    async def test_a_broken_form(self, site: Server) -> None:
        async with site.visitor() as visitor:
            headers = {"content-type": "multipart/form-data; boundary=x"}
            answer = await visitor.post("/", content=b"--y\r\nbroken", headers=headers)
            assert answer.status_code in {400, 422}
            many = "&".join(f"f{number}=1" for number in range(100))
            headers = {"content-type": "application/x-www-form-urlencoded"}
            assert (await visitor.post("/", content=many, headers=headers)).status_code == 400

    async def test_a_crash_tells_nothing(self, site: Server, caplog: pytest.LogCaptureFixture) -> None:
        async def crash() -> None:
            raise RuntimeError(CANARY)

        site.app.router.routes.insert(0, _route("/crash", crash))
        async with site.visitor() as visitor:
            answer = await visitor.get("/crash")
        assert answer.status_code == 500
        assert CANARY not in answer.text
        assert CANARY not in caplog.text
        assert "RuntimeError" in caplog.text

    async def test_no_database(self, site: Server) -> None:
        async def gone() -> None:
            raise StorageUnavailable

        site.app.router.routes.insert(0, _route("/gone", gone))
        async with site.visitor() as visitor:
            answer = await visitor.get("/gone")
        assert answer.status_code == 503
        assert answer.headers["retry-after"] == "10"

    async def test_health(self, site: Server) -> None:
        async with site.visitor() as visitor:
            answer = await visitor.get("/health")
            assert answer.json()["status"] == "ok"
            assert answer.json()["knowledge"]["version"] == site.parts.shelf.library.catalogue.version
            await site.parts.database.close()


def _route(path: str, endpoint: object) -> Route:
    app = FastAPI()
    app.add_api_route(path, endpoint)  # type: ignore[arg-type]
    return next(route for route in app.routes if isinstance(route, Route) and route.path == path)


def test_telephone_keeps_what_can_be_dialled() -> None:
    assert telephone("020-50 50 50") == "tel:020505050"
    assert telephone("+46 8 123") == "tel:+468123"


def test_texts_asked_for_by_templates_are_known() -> None:
    guide, staff = read_catalogs(ROOT / "locales", "guide"), read_catalogs(ROOT / "locales", "staff")
    for path in TEMPLATES.rglob("*.html"):
        texts = guide if path.parent.name in {"webchat", "web"} else staff
        for name in re.findall(r'page\.(?:text|spans)\([\'"]([a-z.-]+)[\'"][,)]', path.read_text(encoding="utf-8")):
            assert texts.has("sv", name), f"{path.name}: {name}"


def test_views_speak_no_sql() -> None:
    for path in TEMPLATES.parent.glob("*/views.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        names = [node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
        assert not any(name.startswith("sqlalchemy") for name in names), path
