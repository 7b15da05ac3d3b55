"""The chat page: the same for a browser without scripts, for one with them, and for a screen reader.

Everything is a plain form: what is sent comes back as a redirect to the page. A browser with scripts sends the same
forms with the header `Part: talk`, and gets the part of the page that shows the talk instead of the redirect; it
listens to `/events` to hear when to fetch that part again.
"""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from bot.dialogue.state import Case
from bot.guide import Arrived, Guide, Inbound, Opened, Pushed, Typed
from bot.incoming import MAX_LENGTH, Clean, clean
from bot.ports import Kept
from bot.wording.catalogs import FALLBACK
from service.conversations.repository import SqlConversations
from service.live.publish import conversation_topic
from service.web.context import Context
from service.web.cookies import Cookie
from service.web.forms import fields
from service.web.streams import Watched, stream
from service.webchat.frame import Frame
from service.webchat.language import preferred
from service.webchat.session import address, new_token
from service.webchat.talk import Talk, beginning, talk

ELSEWHERE = "https://www.smhi.se/"
"""Where "leave this page" leads: the weather, which anybody may have been looking at."""

MAX_ID = 64
MAX_DIGITS = 12


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
        router.add_api_route("/look", self.look, methods=["GET"])
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

    async def look(self) -> Response:
        """The page again, for a link on it: a link to `/#latest` would only scroll where one is there already."""
        return RedirectResponse("/#latest", 303)

    async def events(self, request: Request) -> Response:
        """The stream that tells when there is something new in the visitor's own conversation."""
        kept = await self._find(self._cookie.read(request))
        if kept is None:
            return Response(status_code=204)  # which tells the browser not to come back
        conversation, known = kept.id, _number(request.headers.get("last-event-id") or request.query_params.get("seen"))

        async def look() -> str:
            nonlocal known
            after = known
            lines = await self._context.database.read(lambda c: SqlConversations(c).lines(conversation, after))
            known = max((line.seq for line in lines), default=known)
            return str(known)

        return stream(Watched(self._context.changes, [conversation_topic(conversation)], look), str(known))

    async def leave(self, request: Request) -> Response:
        """Forget the visitor, and lead them away."""
        library = self._context.library
        language = library.catalogue.languages[self._language(request, {})]
        values = {"page": Frame(library, language), "elsewhere": ELSEWHERE}
        response = self._context.pages.page("webchat/left.html", values)
        response.headers["refresh"] = f"0; url={ELSEWHERE}"
        response.headers["clear-site-data"] = '"cache", "cookies", "storage"'
        self._cookie.forget(request, response)
        return response

    async def _receive(self, token: str, language: str, message: str, arrived: Arrived) -> Kept:
        receipt = await self._guide.receive(Inbound(address(token), message, arrived, language))
        return receipt.kept

    async def _find(self, token: str | None) -> Kept | None:
        if not token:
            return None
        place = address(token)
        return await self._context.database.read(lambda connection: SqlConversations(connection).find(place))

    async def _talk(self, request: Request) -> Talk | None:
        kept = await self._find(self._cookie.read(request))
        return await self._read(kept) if kept else None

    async def _read(self, kept: Kept) -> Talk:
        lines = await self._context.database.read(lambda connection: SqlConversations(connection).lines(kept.id))
        return talk(self._context.library, kept.conversation, lines, self._context.today)

    def _beginning(self, language: str, trouble: str | None = None) -> Talk:
        return beginning(self._context.library, language, self._context.today, trouble=trouble)

    def _language(self, request: Request, chosen: Mapping[str, str]) -> str:
        available = self._context.library.catalogue.languages
        if (wanted := chosen.get("lang")) in available:
            return str(wanted)
        return preferred(request.headers.get("accept-language", ""), available) or FALLBACK

    def _drawn(self, shown: Talk, *, new: bool = False, part: bool = False, status: int = 200) -> Response:
        library = self._context.library
        values = {
            "page": Frame(library, shown.language),
            "talk": shown,
            "new": new,
            "message": secrets.token_urlsafe(16),
            "held": shown.case is Case.HELD,
            "waiting": shown.case is Case.WAITING,
            "elsewhere": ELSEWHERE,
            "max_length": MAX_LENGTH,
        }
        return self._context.pages.page("webchat/talk.html" if part else "webchat/page.html", values, status)


def _id(sent: str | None) -> str:
    """The id of a message: what our own form gave it, or a fresh one for whatever else posts to us."""
    return sent if sent and len(sent) <= MAX_ID and sent.isascii() and sent.isprintable() else secrets.token_urlsafe(16)


def _number(mark: str | None) -> int:
    return int(mark) if mark and mark.isascii() and mark.isdigit() and len(mark) < MAX_DIGITS else 0


def _arrived(form: Mapping[str, str]) -> Arrived:
    return Pushed(form["code"]) if "code" in form else Typed(form.get("text", ""))


def _trouble(arrived: Arrived) -> str | None:
    """The id of the sentence that says why a message cannot be read, if it cannot."""
    if not isinstance(arrived, Typed) or isinstance(cleaned := clean(arrived.text), Clean):
        return None
    return f"trouble.{cleaned}"
