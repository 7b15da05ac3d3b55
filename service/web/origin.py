"""Refusing what other sites send us.

Theory of operation. A form on another site can make a browser post to us, with our cookies where the browser is old.
Browsers tell where a request comes from in two ways: `Sec-Fetch-Site` (all since 2023) and `Origin`. What changes
something is let through only where all that the browser tells says "from here", and something is told at all.

Pages carry `<meta name="referrer" content="same-origin">`: under the policy `no-referrer` of our headers alone,
browsers would send `Origin: null` with our own forms.

The `Host` header is compared as well, so that a stranger's name that points at our address (DNS rebinding) is no way
around: with a public URL only that name and this very machine's are served.
"""

from collections.abc import Sequence
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Receive, Scope, Send

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})


class SameOrigin:
    """Lets requests through that change nothing, or that come from our own pages; refuses the rest with 403.

    It stands inside the error pages, so that a refusal is a page too.

    Args:
        app: the application.
        public_url: where residents reach the service; without it any name will do.
        machines: beginnings of paths that are not for browsers, and prove themselves in another way.
    """

    def __init__(self, app: ASGIApp, public_url: str | None, machines: Sequence[str] = ()) -> None:
        self._app = app
        self._host = urlsplit(public_url).hostname if public_url else None
        self._machines = tuple(machines)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one connection."""
        if scope["type"] == "http":
            self._check(scope, Headers(scope=scope))
        await self._app(scope, receive, send)

    def _check(self, scope: Scope, headers: Headers) -> None:
        host = headers.get("host", "")
        name = _name(host)
        if self._host and name not in {self._host, *LOOPBACK}:
            raise HTTPException(404)
        if scope["method"] in SAFE or (self._machines and scope["path"].startswith(self._machines)):
            return
        if not _from_here(scope["scheme"], host, headers):
            raise HTTPException(403)


def _name(host: str) -> str | None:
    try:
        return urlsplit(f"//{host}").hostname
    except ValueError:  # a bracket that never closes
        return None


def _from_here(scheme: str, host: str, headers: Headers) -> bool:
    site = headers.get("sec-fetch-site")
    origin = headers.get("origin")
    if site is not None and site != "same-origin":
        return False
    if origin is None or origin == "null":
        return site is not None
    return origin == f"{scheme}://{host}"
