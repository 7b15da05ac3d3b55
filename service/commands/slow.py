"""A word to the one who waits, when a command takes longer than they would expect."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Timer

AFTER_SECONDS = 4.0

_LEARNING = "Reading the content. At the first start, and when it has changed, its examples are learned: half a minute."


@contextmanager
def telling_when_slow(text: str = _LEARNING) -> Iterator[None]:
    """Say on standard error what is going on, if it goes on for more than a few seconds.

    Args:
        text: what to say.
    """
    timer = Timer(AFTER_SECONDS, lambda: print(text, file=sys.stderr, flush=True))
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
