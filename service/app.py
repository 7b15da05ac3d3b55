"""The server: all routers in one application, with everything that runs as long as it does.

    uvicorn.run(create_app(settings, partial(wired, shelf=open_shelf(settings))), access_log=False)

Telegram, which this module knows nothing of, comes in as a hook: a context that is open as long as the server is, and
that may add routes of its own.
"""

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager

from fastapi import APIRouter, FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope
from typing_extensions import override

from service.errors import GuideError, StorageUnavailable
from service.handover.casework import Casework
from service.handover.views import CasePages
from service.settings import Settings
from service.staff.views import SignInPages
from service.web.context import Context
from service.web.headers import SecurityHeaders
from service.web.limits import BodyLimit
from service.web.origin import SameOrigin
from service.web.pages import STATIC, Pages
from service.web.problems import Catch, Problems, handle, handle_invalid
from service.webchat.views import Chat
from service.wiring import WORK, Wired

Hook = Callable[[Wired, FastAPI], AbstractAsyncContextManager[None]]
"""Something that runs beside the pages; it may add routers to the application when it begins."""

Wire = Callable[[Settings], AbstractAsyncContextManager[Wired]]


def create_app(settings: Settings, wire: Wire, *, hooks: Sequence[Hook] = (), machines: Sequence[str] = ()) -> FastAPI:
    """Make the application; nothing is opened before it starts.

    Args:
        settings: the operator's settings.
        wire: opens everything (`wiring.wired`); tests hand in another matcher or clock.
        hooks: what runs beside the pages.
        machines: beginnings of paths that are called by machines and prove themselves (Telegram's webhook), so that
            the check for requests from other sites leaves them alone.
    """

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        async with AsyncExitStack() as stack:
            parts = await stack.enter_async_context(wire(settings))
            _add_pages(app, parts)
            for hook in hooks:
                await stack.enter_async_context(hook(parts, app))
            yield

    app = FastAPI(
        title="Insatsguiden",
        lifespan=lifespan,
        openapi_url=None,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        exception_handlers={HTTPException: handle, GuideError: handle, RequestValidationError: handle_invalid},
    )
    # The last one added is the outermost: headers for everything, then pages for whatever is raised further in.
    app.add_middleware(BodyLimit, machines=machines)
    app.add_middleware(SameOrigin, public_url=settings.public_url, machines=machines)
    app.add_middleware(Catch)
    app.add_middleware(SecurityHeaders)
    return app


def _add_pages(app: FastAPI, parts: Wired) -> None:
    pages = Pages()
    app.state.problems = Problems(pages, parts.shelf)
    context = Context(
        pages=pages,
        shelf=parts.shelf,
        database=parts.database,
        changes=parts.changes,
        clock=parts.clock,
        secure_cookies=parts.settings.secure_cookies,
    )
    staff = SignInPages(context, parts.staff_texts)
    casework = Casework(parts.database, WORK, parts.guide, parts.clock)
    app.include_router(Chat(context, parts.guide).router())
    app.include_router(staff.router())
    app.include_router(CasePages(context, staff, casework).router())
    app.include_router(_health(parts))
    app.mount("/static", _Static(directory=STATIC), name="static")


class _Static(StaticFiles):
    """Files that may be kept for a year: their address changes when they do."""

    @override
    async def get_response(self, path: str, scope: Scope) -> Response:
        response = await super().get_response(path, scope)
        response.headers["cache-control"] = "public, max-age=31536000, immutable"
        return response


def _health(parts: Wired) -> APIRouter:
    """Whether the server lives, its database answers, and which knowledge it uses; nothing about anybody."""
    router = APIRouter(include_in_schema=False)

    async def health() -> JSONResponse:
        try:
            await parts.database.read(lambda connection: connection.exec_driver_sql("SELECT 1").scalar())
            database = "ok"
        except StorageUnavailable:
            database = "unavailable"
        knowledge = {"version": parts.shelf.library.catalogue.version, "faulty_edit": parts.shelf.trouble is not None}
        status = 200 if database == "ok" else 503
        answer = {"status": "ok" if status == 200 else "unavailable", "database": database, "knowledge": knowledge}
        return JSONResponse(answer, status)

    router.add_api_route("/health", health, methods=["GET", "HEAD"])
    return router
