"""Python's collector of reference cycles, told to wait while very much is made that all stays."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def waiting() -> Iterator[None]:
    """Let the collector wait: looking for garbage among millions of new objects, it would find none.

    Reading the knowledge folder and learning from it take a fifth less time so.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
