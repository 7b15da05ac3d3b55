"""Refusing requests that are larger than anything our forms send."""

from collections.abc import Sequence

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

MAX_BODY = 64 * 1024
"""Bytes of one request: a message of 4,000 characters of nearly any script fits, percent-encoded."""

MAX_MACHINE_BODY = 256 * 1024
"""Bytes of what a machine sends: an update of Telegram's holds the message that it answers as well."""


class BodyLimit:
    """Refuses a request with 413 by the length that it announces, or as soon as more than that has come.

    Args:
        app: the application.
        limit: bytes.
        machines: beginnings of paths that machines call, which may send `MAX_MACHINE_BODY`.
    """

    def __init__(self, app: ASGIApp, limit: int = MAX_BODY, machines: Sequence[str] = ()) -> None:
        self._app = app
        self._limit = limit
        self._machines = tuple(machines)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one connection."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        limit = MAX_MACHINE_BODY if scope["path"].startswith(self._machines) else self._limit
        announced = Headers(scope=scope).get("content-length", "")
        if announced.isascii() and announced.isdigit() and int(announced[:12]) > limit:
            raise HTTPException(413)
        received = 0

        async def counted() -> Message:
            nonlocal received
            message = await receive()
            received += len(message.get("body", b""))
            if received > limit:
                raise HTTPException(413)
            return message

        await self._app(scope, counted, send)
