"""Cookies that hold one secret each."""

from typing import Literal

from starlette.requests import Request
from starlette.responses import Response


def is_secure(request: Request, setting: bool | None) -> bool:
    """Whether cookies are for https only.

    Args:
        request: a request.
        setting: what the operator wants; None goes by the request.
    """
    return request.url.scheme == "https" if setting is None else setting


class Cookie:
    """A cookie that scripts and other sites cannot read. Over https its name forbids any other host to set it.

    Args:
        name: its name without the prefix for https.
        samesite: `strict`, or `lax` where a link from elsewhere should find the visitor known.
        secure: the operator's setting; None goes by each request.
    """

    def __init__(self, name: str, samesite: Literal["lax", "strict"], secure: bool | None) -> None:
        self._name = name
        self._samesite = samesite
        self._secure = secure

    def _named(self, secure: bool) -> str:
        return f"__Host-{self._name}" if secure else self._name

    def read(self, request: Request) -> str | None:
        """The token that the browser sent, if any.

        Args:
            request: the request.
        """
        return request.cookies.get(self._named(is_secure(request, self._secure)))

    def write(self, request: Request, response: Response, token: str) -> None:
        """Have the browser keep a token until it is closed.

        Args:
            request: the request.
            response: the answer to it.
            token: the secret.
        """
        self._set(request, response, token, None)

    def forget(self, request: Request, response: Response) -> None:
        """Have the browser forget the token.

        Args:
            request: the request.
            response: the answer to it.
        """
        self._set(request, response, "", 0)

    def _set(self, request: Request, response: Response, token: str, max_age: int | None) -> None:
        secure = is_secure(request, self._secure)
        response.set_cookie(
            self._named(secure), token, max_age=max_age, path="/", secure=secure, httponly=True, samesite=self._samesite
        )
