"""Where Telegram calls us: an update is stored, and only then acknowledged.

The secret is looked at before anything else. Telegram calls again for every answer but a 2xx, so that whatever is not
stored comes back; what can never be stored is refused once and for all by its form (400), or taken and dropped (200).
"""

import hmac
import json
import logging
import re
from collections.abc import Callable
from datetime import datetime
from http import HTTPStatus

from fastapi import APIRouter, Request, Response

from bot.telegram.inbound import reduce, update_id
from service.errors import StorageUnavailable
from service.storage.engine import Database
from service.telegram.parts import store

PATH = "/telegram/webhook"
SECRET_HEADER = b"x-telegram-bot-api-secret-token"
MAX_BODY = 256 * 1024

_SECRET = re.compile(r"[A-Za-z0-9_-]{32,256}")

_log = logging.getLogger(__name__)


def webhook_router(database: Database, clock: Callable[[], datetime], bot_id: int, secret: str) -> APIRouter:
    """The route that Telegram calls.

    Args:
        database: where updates are kept.
        clock: tells the time.
        bot_id: the bot's own id, the number before the colon in its token.
        secret: what Telegram shows us with each call.

    Raises:
        ValueError: the secret is missing or too easy to guess. With an empty one everybody could write to residents.
    """
    if not _SECRET.fullmatch(secret):
        raise ValueError("TELEGRAM_WEBHOOK_SECRET needs 32 to 256 characters out of A-Z a-z 0-9 _ -")
    router = APIRouter()
    expected = secret.encode("ascii")

    @router.post(PATH, include_in_schema=False)
    async def telegram_calls(request: Request) -> Response:
        if not _knows(request, expected):
            return Response(status_code=HTTPStatus.UNAUTHORIZED)
        body = await _body(request)
        if body is None:
            return Response(status_code=HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        return Response(status_code=await _keep(database, bot_id, body, clock()))

    return router


def _knows(request: Request, expected: bytes) -> bool:
    """Whether the call shows the secret, once. Headers are compared as bytes: text would have to be ASCII."""
    shown = [value for name, value in request.scope["headers"] if name == SECRET_HEADER]
    return len(shown) == 1 and hmac.compare_digest(shown[0], expected)


async def _body(request: Request) -> bytes | None:
    """The body; None where it is longer than any update can be."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > MAX_BODY:
            return None
    return bytes(body)


async def _keep(database: Database, bot_id: int, body: bytes, now: datetime) -> HTTPStatus:
    try:
        update = json.loads(body)
    except (ValueError, RecursionError):
        update = None
    if update_id(update) is None:
        # Its contents are nobody's business, a log's least of all.
        _log.warning("telegram sent %d bytes that are no update", len(body))
        return HTTPStatus.BAD_REQUEST
    reduced = reduce(update)
    if reduced is not None:
        try:
            await store(database, bot_id, [reduced], now)
        except StorageUnavailable:
            return HTTPStatus.SERVICE_UNAVAILABLE
    return HTTPStatus.OK
