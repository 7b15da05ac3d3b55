"""Hashing and checking passwords: slow by design, so in threads of their own, two at once.

Argon2id with 64 MiB, three passes and four lanes (0.2 s here). More at once would take the memory and the time that
residents need.
"""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from types import TracebackType
from typing import Self

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from service.errors import PasswordRefused

SHORTEST = 12
LONGEST = 128
AT_ONCE = 2

_HASHER = PasswordHasher(time_cost=3, memory_cost=64 * 1024, parallelism=4)
# The hash of a random password that nobody knows: an unknown login costs the same time as a known one.
_NOBODY = "$argon2id$v=19$m=65536,t=3,p=4$Zk9xoCNVT4+L1EfpcPgLnQ$8hJV2aGiw/zvSq9k+YY6/WiSz3IW+6xLt6Ivxr0J6no"


def check_policy(password: str) -> None:
    """Refuse a new password that is too short or too long; what it is made of is the person's own business.

    Args:
        password: the new password.

    Raises:
        PasswordRefused: it has too few or too many characters.
    """
    if not SHORTEST <= len(password) <= LONGEST:
        raise PasswordRefused(SHORTEST, LONGEST)


class Passwords:
    """The threads that hash. Close it, or use it with `async with`."""

    def __init__(self) -> None:
        self._threads = ThreadPoolExecutor(AT_ONCE, "passwords")

    async def hash(self, password: str) -> str:
        """The hash to keep of a new password.

        Args:
            password: the new password.

        Raises:
            PasswordRefused: it has too few or too many characters.
        """
        check_policy(password)
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._threads, _hash, password)

    async def verify(self, kept: str | None, password: str) -> bool:
        """Whether a password is the right one; takes as long where there is nothing to compare with.

        Args:
            kept: what `hash` gave, or None where there is no such account.
            password: what was typed. More than the longest password is wrong without a look.
        """
        if len(password) > LONGEST:
            return False
        loop = asyncio.get_running_loop()
        right = await loop.run_in_executor(self._threads, _verify, kept or _NOBODY, password)
        return right and kept is not None

    async def close(self) -> None:
        """Wait for what is being hashed, and end the threads."""
        await asyncio.to_thread(self._threads.shutdown)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.close()


def _hash(password: str) -> str:
    return _HASHER.hash(_bytes(password))


def _verify(kept: str, password: str) -> bool:
    try:
        return _HASHER.verify(kept, _bytes(password))
    except (VerificationError, InvalidHashError):
        return False


def _bytes(password: str) -> bytes:
    # Half characters can be typed nowhere, but sent; they must not be an error.
    return password.encode("utf-8", "surrogatepass")
