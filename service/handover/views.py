"""The staff's queue and the page of a case.

Every page works by reloading it. With scripts, a page listens to a stream that tells when there is something new, and
then fetches itself again; no stream carries anything about anybody.
"""

import hashlib
import secrets
from collections.abc import Mapping, Sequence
from typing import Any

from babel import Locale
from fastapi import APIRouter
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from bot.dialogue.replies import EntryCard, EntryMore, Shown
from bot.incoming import MAX_LENGTH
from service.conversations.repository import SqlConversations
from service.errors import CaseAlreadyTaken, GuideError, NotFound
from service.handover import desk
from service.handover.casework import Casework
from service.handover.model import Case, Outcome, Waiting
from service.handover.transcript import told, transcript
from service.handover.visible import pieces
from service.live.publish import QUEUE, conversation_topic, staff_topic
from service.staff.sessions import Session
from service.staff.views import HOME, SignInPages
from service.storage.engine import Connection
from service.web.context import Context
from service.web.streams import Watched, stream

LANGUAGE = "sv"
MAX_ID = 64


class CasePages:
    """The pages of the queue.

    Args:
        context: what all pages need.
        door: who may come in, and the frame of the pages.
        casework: what staff do with a case.
    """

    def __init__(self, context: Context, door: SignInPages, casework: Casework) -> None:
        self._context = context
        self._door = door
        self._casework = casework

    def router(self) -> APIRouter:
        """The routes of the queue and of cases."""
        router = APIRouter(include_in_schema=False)
        reading = {
            HOME: self.queue,
            f"{HOME}/events": self.queue_events,
            f"{HOME}/cases/{{case}}": self.case,
            f"{HOME}/cases/{{case}}/events": self.case_events,
            f"{HOME}/entries/{{entry}}": self.entry,
        }
        writing = {"take": self.take, "say": self.say, "release": self.release, "close": self.close}
        for path, view in reading.items():
            router.add_api_route(path, self._door.guarded(view), methods=["GET"])
        for name, view in writing.items():
            router.add_api_route(f"{HOME}/cases/{{case}}/{name}", self._door.guarded(view), methods=["POST"])
        return router

    async def queue(self, request: Request) -> Response:
        """The queue: who waits, for what, since when; nothing that a resident wrote."""
        session = await self._door.gate.enter(request)
        cases = await self._context.database.read(desk.queue)
        mine = [one for one in cases if one.holder and one.holder.staff == session.staff.id]
        values = {
            "page": self._door.frame(session, "queue.title", count=str(sum(not one.holder for one in cases))),
            "groups": [
                ("waiting", [one for one in cases if not one.holder]),
                ("mine", mine),
                ("others", [one for one in cases if one.holder and one not in mine]),
            ],
            "mark": _mark(cases),
            "entry_title": self._entry_title,
            "language_name": language_name,
        }
        return self._context.pages.page("handover/queue.html", values)

    async def queue_events(self, request: Request) -> Response:
        """The stream that tells when the queue is another."""
        session = await self._session(request)

        async def look() -> str | None:
            if await self._door.gate.session(request) is None:
                return None
            return _mark(await self._context.database.read(desk.queue))

        return stream(Watched(self._context.changes, [QUEUE, staff_topic(session.staff.id)], look), _seen(request))

    async def case(self, request: Request) -> Response:
        """The page of a case."""
        session = await self._door.gate.enter(request)
        return await self._case_page(session, await self._found(request))

    async def case_events(self, request: Request) -> Response:
        """The stream that tells when a case, or what was written in it, is another."""
        session = await self._session(request)
        found = await self._found(request)
        case, conversation = found.listed.id, found.conversation

        def read(connection: Connection) -> str:
            lines = SqlConversations(connection).lines(conversation)
            return _case_mark(desk.case(connection, case), lines[-1].seq if lines else 0)

        async def look() -> str | None:
            if await self._door.gate.session(request) is None:
                return None
            return await self._context.database.read(read)

        topics = [QUEUE, conversation_topic(conversation), staff_topic(session.staff.id)]
        return stream(Watched(self._context.changes, topics, look), _seen(request))

    async def entry(self, request: Request) -> Response:
        """An entry as residents see it, in Swedish and in the language of the case."""
        session = await self._door.gate.enter(request)
        library, entry = self._context.library, request.path_params["entry"]
        if entry not in library.catalogue.entries:
            raise NotFound
        wanted = request.query_params.get("lang", LANGUAGE)
        codes = [LANGUAGE] + [wanted] * (wanted != LANGUAGE and wanted in library.catalogue.languages)
        shown = Shown(replies=(EntryCard(entry=entry), EntryMore(entry=entry)))
        values = {
            "page": self._door.frame(session, "entry.title"),
            "screens": [(code, library.wording.screen(shown, code, self._context.today)) for code in codes],
            "language_name": language_name,
        }
        return self._context.pages.page("handover/entry.html", values)

    async def take(self, request: Request) -> Response:
        """Take a case; who comes second is told who was first."""
        session, _ = await self._door.gate.form(request)
        try:
            await self._casework.take(request.path_params["case"], session.staff)
        except GuideError as error:
            return await self._refused(request, session, error)
        return self._to_case(request)

    async def say(self, request: Request) -> Response:
        """Write to the resident."""
        session, form = await self._door.gate.form(request)
        message, text = form.get("message", "")[:MAX_ID] or secrets.token_urlsafe(16), form.get("text", "")
        try:
            trouble = await self._casework.say(request.path_params["case"], session.staff, message, text)
        except GuideError as error:
            return await self._refused(request, session, error, draft=text)
        if trouble:
            found = await self._found(request)
            return await self._case_page(session, found, 422, draft=text, problem=f"case.{trouble}")
        return self._to_case(request)

    async def release(self, request: Request) -> Response:
        """Put a case back in the queue."""
        session, _ = await self._door.gate.form(request)
        try:
            await self._casework.release(request.path_params["case"], session.staff)
        except GuideError as error:
            return await self._refused(request, session, error)
        return RedirectResponse(HOME, 303)

    async def close(self, request: Request) -> Response:
        """Close a case with an outcome."""
        session, form = await self._door.gate.form(request)
        if form.get("outcome") not in set(Outcome):
            return await self._case_page(session, await self._found(request), 422, problem="case.outcome-missing")
        try:
            await self._casework.close(request.path_params["case"], session.staff, Outcome(form["outcome"]))
        except GuideError as error:
            return await self._refused(request, session, error)
        return RedirectResponse(HOME, 303)

    async def _session(self, request: Request) -> Session:
        session = await self._door.gate.session(request)
        if session is None:
            raise HTTPException(401)
        return session

    async def _found(self, request: Request) -> Case:
        case = request.path_params["case"]
        return await self._context.database.read(lambda connection: desk.case(connection, case))

    async def _refused(self, request: Request, session: Session, error: GuideError, draft: str = "") -> Response:
        """The page of the case as it is now, with the reason on top; what somebody wrote is not lost."""
        values = dict(error.values)
        if isinstance(error, CaseAlreadyTaken):
            values["time"] = self._door.frame(session, "queue.title", count="").when(error.since)
        found = await self._found(request)
        return await self._case_page(session, found, error.status, draft=draft, problem=error.message_id, values=values)

    async def _case_page(  # noqa: PLR0913 - the page, and the reason why something was refused
        self,
        session: Session,
        found: Case,
        status: int = 200,
        *,
        draft: str = "",
        problem: str = "",
        values: Mapping[str, str] | None = None,
    ) -> Response:
        library, today = self._context.library, self._context.today
        lines = await self._context.database.read(lambda c: SqlConversations(c).lines(found.conversation))
        visible = [line for line in lines if line.seq >= found.visible_from]
        frame = self._door.frame(session, "case.title", reference=found.listed.reference)
        shown: dict[str, Any] = {
            "page": frame,
            "case": found,
            "state": _state(found, session),
            "mark": _case_mark(found, lines[-1].seq if lines else 0),
            "need": pieces(found.need),
            "told": told(library, found.listed.entry, found.told, today),
            "documentation": library.wording.catalogs.text(LANGUAGE, f"documentation.{found.listed.documentation}"),
            "shares_all": found.visible_from <= 1,
            "lines": transcript(library, visible, today),
            "entry_title": self._entry_title,
            "language_name": language_name,
            "message": secrets.token_urlsafe(16),
            "outcomes": list(Outcome),
            "max_length": MAX_LENGTH,
            "draft": draft,
            "problem": frame.text(problem, **(values or {})) if problem else "",
        }
        return self._context.pages.page("handover/case.html", shown, status)

    def _to_case(self, request: Request) -> Response:
        return RedirectResponse(f"{HOME}/cases/{request.path_params['case']}#latest", 303)

    def _entry_title(self, entry: str | None) -> str | None:
        """What an entry is called in Swedish; None where there is none, or an edit has taken it away."""
        words = self._context.library.catalogue.words[LANGUAGE].get(entry) if entry else None
        return words.front.title if words else None


def language_name(code: str) -> str:
    """What a language is called in Swedish ("engelska").

    Args:
        code: its code; one that nobody knows is given back.
    """
    return str(Locale(LANGUAGE).languages.get(code, code))


def _seen(request: Request) -> str:
    return (request.headers.get("last-event-id") or request.query_params.get("seen", ""))[:MAX_ID]


def _state(found: Case, session: Session) -> str:
    """How the case stands to who looks at it: free, mine, another's, or closed."""
    if found.closed_at is not None:
        return "closed"
    if found.listed.holder is None:
        return "free"
    return "mine" if found.listed.holder.staff == session.staff.id else "others"


def _mark(cases: Sequence[Waiting]) -> str:
    return hashlib.sha256(repr(cases).encode()).hexdigest()[:16]


def _case_mark(found: Case, last: int) -> str:
    return f"{_mark([found.listed])}-{len(found.trail)}-{last}"
