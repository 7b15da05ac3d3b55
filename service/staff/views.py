"""Signing in and out, and the frame of the staff's pages."""

import re
from collections.abc import Awaitable, Callable
from functools import wraps
from typing import Any

from fastapi import APIRouter
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from bot.wording.catalogs import Catalogs
from service.errors import SignInFailed, TooManyTries
from service.staff.frame import Frame
from service.staff.gate import Forged, Gate, SignedOut
from service.staff.passwords import Passwords
from service.staff.sessions import Session, Sessions
from service.staff.sign_in import Try, sign_in
from service.web.context import Context
from service.web.forms import fields

HOME = "/staff"
_LOCAL = re.compile(r"/staff(/[A-Za-z0-9_-]+)*")
View = Callable[..., Awaitable[Response]]


class SignInPages:
    """The door to the staff's pages.

    Args:
        context: what all pages need.
        texts: the sentences for staff.
    """

    def __init__(self, context: Context, texts: Catalogs) -> None:
        self._context = context
        self._texts = texts
        self._passwords = Passwords()
        self.gate = Gate(context)

    def router(self) -> APIRouter:
        """The routes for signing in and out."""
        router = APIRouter(include_in_schema=False, prefix=HOME)
        router.add_api_route("/sign-in", self.page, methods=["GET", "HEAD"])
        router.add_api_route("/sign-in", self.sign_in, methods=["POST"])
        router.add_api_route("/sign-out", self.guarded(self.sign_out), methods=["POST"])
        return router

    def guarded(self, view: View) -> View:
        """A view that shows the page for signing in to whoever is not signed in, and refuses forged forms.

        Args:
            view: a view that asks the gate.
        """

        @wraps(view)
        async def guard(request: Request) -> Response:
            try:
                return await view(request)
            except SignedOut:
                target = request.url.path if request.method == "GET" else HOME
                return self._form(401, target, "sign-in.please")
            except Forged:
                raise HTTPException(403) from None

        return guard

    def frame(self, session: Session | None, title: str, **values: str) -> Frame:
        """The frame of a page.

        Args:
            session: who is signed in.
            title: the id of the page's title.
            values: what its placeholders stand for.
        """
        trouble = self._context.shelf.trouble
        frame = Frame(self._texts, session, trouble, self._context.clock(), "")
        return Frame(self._texts, session, trouble, frame.now, frame.text(title, **values))

    async def page(self, request: Request) -> Response:
        """The form to sign in with; whoever is in already is led on."""
        if await self.gate.session(request):
            return RedirectResponse(HOME, 303)
        return self._form(200, HOME)

    async def sign_in(self, request: Request) -> Response:
        """A try to sign in."""
        form = await fields(request)
        client = request.client.host if request.client else "unknown"
        attempt = Try(form.get("login", ""), form.get("password", ""), client)
        target = _local(form.get("next"))
        try:
            _, new = await sign_in(self._context.database, self._passwords, attempt, self._context.clock())
        except TooManyTries as error:
            response = self._form(error.status, target, error.message_id, error.values)
            response.headers["retry-after"] = str(error.retry_after)
            return response
        except SignInFailed as error:
            return self._form(error.status, target, error.message_id)
        await self._end(request)
        response = RedirectResponse(target, 303)
        self.gate.cookie.write(request, response, new.token)
        return response

    async def sign_out(self, request: Request) -> Response:
        """The end of a session, here and in every open page of it."""
        await self.gate.form(request)
        await self._end(request)
        response = RedirectResponse(f"{HOME}/sign-in", 303)
        self.gate.cookie.forget(request, response)
        response.headers["clear-site-data"] = '"cache", "storage"'
        return response

    async def _end(self, request: Request) -> None:
        token = self.gate.cookie.read(request)
        if token:
            await self._context.database.run(lambda connection: Sessions(connection).end(token))

    def _form(self, status: int, target: str, message: str = "", values: dict[str, str] | None = None) -> Response:
        frame = self.frame(None, "sign-in.title")
        shown: dict[str, Any] = {
            "page": frame,
            "target": target,
            "message": frame.text(message, **(values or {})) if message else "",
        }
        return self._context.pages.page("staff/sign_in.html", shown, status)


def _local(target: str | None) -> str:
    """Where to go after signing in: a page of ours, whatever the form says."""
    if target is None or not _LOCAL.fullmatch(target):
        return HOME
    return target
