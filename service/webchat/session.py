"""The resident's own key: a random token in a cookie, and its hash as the address of the conversation.

There is no account and no name. Whoever has the cookie has the conversation; the database only has the hash, so that a
stolen copy of it opens no conversation. The cookie ends with the browser's session.
"""

import hashlib
import secrets

from bot.ports import Address, Channel

TOKEN_BYTES = 32


def new_token() -> str:
    """A fresh secret of 256 bits."""
    return secrets.token_urlsafe(TOKEN_BYTES)


def address(token: str) -> Address:
    """The address of the conversation that belongs to a token.

    Args:
        token: what the browser sent; may be anything.
    """
    return Address(Channel.WEB, hashlib.sha256(token.encode("utf-8", "replace")).hexdigest())
