"""The chat page: the same for a browser without scripts, for one with them, and for a screen reader.

Everything is a plain form: what is sent comes back as a redirect to the page. A browser with scripts sends the same
forms with the header `Part: talk`, and gets the part of the page that shows the talk instead of the redirect; it
listens to `/events` to hear when to fetch that part again.
"""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from bot.dialogue.state import Case
from bot.guide import STOCKHOLM, Arrived, Guide, Inbound, Opened, Pushed, Typed
from bot.incoming import Clean, clean
from bot.library import Library
from bot.ports import Kept
from bot.wording.catalogs import FALLBACK
from bot.wording.fill import spans
from service.conversations.repository import SqlConversations
from service.live.publish import conversation_topic
from service.web.context import Context
from service.web.cookies import Cookie
from service.web.forms import fields
from service.web.streams import stream
from service.webchat.language import preferred
from service.webchat.session import address, new_token
from service.webchat.talk import Talk, beginning, talk

ELSEWHERE = "https://www.smhi.se/"
"""Where "leave this page" leads: the weather, which anybody may have been looking at."""

EMERGENCY = "nod-112"
MAX_ID = 64


@dataclass(frozen=True)
class _Sent:
    """A form as it came in, made fit."""

    message: str
    arrived: Arrived
    language: str


class Chat:
    """The pages of the web chat.

    Args:
        context: what all pages need.
        guide: where messages go.
    """

    def __init__(self, context: Context, guide: Guide) -> None:
        self._context = context
        self._guide = guide
        self._cookie = Cookie("chat", "lax", context.secure_cookies)

    def router(self) -> APIRouter:
        """The routes of the web chat."""
        router = APIRouter(include_in_schema=False)
        router.add_api_route("/", self.page, methods=["GET", "HEAD"])
        router.add_api_route("/", self.send, methods=["POST"])
        router.add_api_route("/talk", self.part, methods=["GET"])
        router.add_api_route("/events", self.events, methods=["GET"])
        router.add_api_route("/leave", self.leave, methods=["POST"])
        return router

    async def page(self, request: Request) -> Response:
        """The whole page. Nothing is stored for somebody who only looks."""
        shown = await self._talk(request)
        if shown is None:
            return self._drawn(self._beginning(self._language(request, request.query_params)), new=True)
        return self._drawn(shown)

    async def part(self, request: Request) -> Response:
        """Only what shows the talk, for a page that is open."""
        shown = await self._talk(request)
        if shown is None:
            return self._drawn(self._beginning(self._language(request, request.query_params)), new=True, part=True)
        return self._drawn(shown, part=True)

    async def send(self, request: Request) -> Response:
        """A message, or a press of a button."""
        form = await fields(request)
        sent = _Sent(_id(form.get("message")), _arrived(form), self._language(request, form))
        is_part = request.headers.get("part") == "talk"
        token = self._cookie.read(request)
        kept = await self._find(token)
        if kept is None and (trouble := _trouble(sent.arrived)):
            return self._drawn(self._beginning(sent.language, trouble), new=True, part=is_part, status=422)
        if token is None or kept is None:
            token = new_token()
            await self._receive(token, sent.language, f"{sent.message}.open", Opened(sent.language))
        kept = await self._receive(token, sent.language, sent.message, sent.arrived)
        response = self._drawn(await self._read(kept), part=True) if is_part else RedirectResponse("/#latest", 303)
        self._cookie.write(request, response, token)
        return response

    async def events(self, request: Request) -> Response:
        """The stream that tells when there is something new in the visitor's own conversation."""
        kept = await self._find(self._cookie.read(request))
        if kept is None:
            return Response(status_code=204)  # which tells the browser not to come back
        seen = request.headers.get("last-event-id") or request.query_params.get("seen", "")
        conversation = kept.id

        async def look() -> str:
            return str(await self._context.database.read(lambda c: SqlConversations(c).get(conversation).version))

        return stream(self._context.changes, [conversation_topic(conversation)], seen[:MAX_ID], look)

    async def leave(self, request: Request) -> Response:
        """Forget the visitor, and lead them away."""
        library = self._context.library
        values = {"page": self._frame(library, self._language(request, {})), "elsewhere": ELSEWHERE}
        response = self._context.pages.page("webchat/left.html", values)
        response.headers["refresh"] = f"0; url={ELSEWHERE}"
        response.headers["clear-site-data"] = '"cache", "cookies", "storage"'
        self._cookie.forget(request, response)
        return response
