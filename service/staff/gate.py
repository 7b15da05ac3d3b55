"""Who stands behind a request for a staff page."""

import hmac
from collections.abc import Mapping

from starlette.requests import Request

from service.staff.sessions import Session, Sessions
from service.web.context import Context
from service.web.cookies import Cookie
from service.web.forms import fields


class SignedOut(Exception):  # noqa: N818 - named after what happened
    """Nobody is signed in, or not any more."""


class Forged(Exception):  # noqa: N818 - named after what happened
    """A form did not carry the session's own token: it was not drawn by us for this session."""


class Gate:
    """Lets members of staff in, and nobody else.

    Args:
        context: what all pages need.
    """

    def __init__(self, context: Context) -> None:
        self._context = context
        self.cookie = Cookie("staff", "strict", context.secure_cookies)

    async def session(self, request: Request) -> Session | None:
        """The session behind a request, if it holds; only looks.

        Args:
            request: the request.
        """
        token = self.cookie.read(request)
        if not token:
            return None
        now = self._context.clock()
        return await self._context.database.read(lambda connection: Sessions(connection).find(token, now))

    async def enter(self, request: Request) -> Session:
        """The session behind a page that somebody opened; counts as a sign that they are there.

        What a page's script fetches by itself (the header `Part`) is no such sign.

        Args:
            request: the request.

        Raises:
            SignedOut: there is none.
        """
        session = await self.session(request)
        if session is None:
            raise SignedOut
        token = self.cookie.read(request)
        if token and session.touch_due and not (request.method == "GET" and "part" in request.headers):
            now = self._context.clock()
            await self._context.database.run(lambda connection: Sessions(connection).touch(token, now))
        return session

    async def form(self, request: Request) -> tuple[Session, Mapping[str, str]]:
        """The session behind a form, and its fields.

        Args:
            request: the request.

        Raises:
            SignedOut: there is none.
            Forged: the form does not carry the session's token.
        """
        session = await self.enter(request)
        form = await fields(request)
        if not hmac.compare_digest(form.get("csrf", "").encode("utf-8", "replace"), session.csrf.encode()):
            raise Forged
        return session, form
