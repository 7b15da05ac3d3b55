"""What people are shown when something went wrong: kind, in Swedish and English, and nothing of our insides.

Every refusal and every crash ends here, in one place: a `GuideError` with its sentence, a plain HTTP status, and
anything that nobody expected, which is logged by its kind and place only, as its message may hold what somebody wrote.
"""

import logging
import traceback
from http import HTTPStatus

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.library import Shelf
from bot.wording.catalogs import FALLBACK
from bot.wording.fill import spans
from service.errors import GuideError
from service.web.pages import Pages

KNOWN = frozenset({400, 403, 404, 405, 409, 413, 422, 429, 500, 503})
LANGUAGES = (FALLBACK, "en")
EMERGENCY = "nod-112"

_log = logging.getLogger(__name__)


class Problems:
    """Draws the pages for what went wrong; from memory, so that they are there when nothing else is.

    Args:
        pages: the templates.
        shelf: where the sentences and the emergency number are.
    """

    def __init__(self, pages: Pages, shelf: Shelf) -> None:
        self._pages = pages
        self._shelf = shelf

    def page(self, status: int, home: str = "/") -> Response:
        """The page for a status.

        Args:
            status: the HTTP status; one that has no page of its own gets the page of its class.
            home: where the way back leads.
        """
        shown = status if status in KNOWN else (500 if status >= 500 else 400)
        library = self._shelf.library
        texts = library.wording.catalogs
        contacts = library.catalogue.contacts
        parts = [
            {
                "language": language,
                "title": texts.text(language, f"problem.{shown}.title"),
                "text": texts.text(language, f"problem.{shown}.text"),
                "back": texts.text(language, "problem.back"),
                "danger": spans(texts.text(language, "web.danger"), {}, lambda contact: contacts[contact].number),
            }
            for language in LANGUAGES
        ]
        title = texts.text(FALLBACK, "web.title")
        return self._pages.page("web/problem.html", {"parts": parts, "home": home, "title": title}, status)


def _home(path: str) -> str:
    return "/staff" if path == "/staff" or path.startswith("/staff/") else "/"


def _problems(scope: Scope) -> Problems | None:
    found = getattr(scope["app"].state, "problems", None) if "app" in scope else None
    return found if isinstance(found, Problems) else None


def answer(scope: Scope, error: Exception) -> Response:
    """What somebody is shown for an error.

    Args:
        scope: the request.
        error: what was raised.
    """
    headers: dict[str, str] = {}
    if isinstance(error, HTTPException):
        status = error.status_code
        headers.update(error.headers or {})
    elif isinstance(error, GuideError):
        status = error.status
        if status == HTTPStatus.SERVICE_UNAVAILABLE:
            headers["retry-after"] = "10"
    else:
        status = 500
    problems = _problems(scope)
    response = problems.page(status, _home(scope["path"])) if problems else Response(status_code=status)
    response.headers.update(headers)
    return response


async def handle(request: Request, error: Exception) -> Response:
    """See `answer`; for FastAPI's table of handlers."""
    return answer(request.scope, error)


async def handle_invalid(request: Request, _error: Exception) -> Response:
    """The same for a request that does not have the shape that a route wants."""
    return answer(request.scope, HTTPException(422))


class Catch:
    """Turns what is raised anywhere further in into a page. The innermost edge of the server: nothing passes it.

    Args:
        app: the application.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one connection."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started = False

        async def sending(message: Message) -> None:
            nonlocal started
            started = started or message["type"] == "http.response.start"
            await send(message)

        try:
            await self._app(scope, receive, sending)
        except Exception as error:  # noqa: BLE001 - this is the edge
            if not isinstance(error, (HTTPException, GuideError)):
                _report(error, scope)
            if not started:
                await answer(scope, error)(scope, receive, send)


def _report(error: Exception, scope: Scope) -> None:
    """Log what kind of error it was and where it came from: no message and no values, as they may be a resident's."""
    frames = traceback.extract_tb(error.__traceback__)[-6:]
    where = " < ".join(f"{frame.filename.rpartition('/')[2]}:{frame.lineno}" for frame in reversed(frames))
    route = getattr(scope.get("route"), "path", "?")
    _log.error("%s on %s %s at %s", type(error).__name__, scope["method"], route, where)
