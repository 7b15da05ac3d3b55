"""Work in a process of its own, so that a server neither grows nor gets slower by it."""

import os
import signal
from collections.abc import Callable
from multiprocessing import active_children, get_context, parent_process
from multiprocessing.connection import wait
from threading import Thread

_NAME = "apart"
_GIVES_WAY = 10
"""How far it stands back for residents (`nice`)."""


def run(task: Callable[..., object], *given: object) -> int:
    """Run a function in a fresh process, and wait for it.

    A fresh one, and not a copy of this one: a copy of a process with threads may wait for ever.

    Args:
        task: a function of a module, as the process has to find it by its name.
        given: what it is called with.

    Returns:
        0 where it ended well, a positive number where it failed, a negative one where it was ended from outside.
    """
    process = get_context("spawn").Process(target=_begin, args=(task, given), name=_NAME, daemon=True)
    process.start()
    try:
        process.join()
    finally:
        process.kill()
    return process.exitcode or 0


def stop() -> None:
    """End what runs apart for this process; who waits for it is told that it was ended from outside."""
    for process in active_children():
        if process.name == _NAME:
            process.kill()


def _begin(task: Callable[..., object], given: tuple[object, ...]) -> None:
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl-C is for the one who waits: here it ends without a word
    Thread(target=_end_with_parent, daemon=True).start()
    os.nice(_GIVES_WAY)
    task(*given)


def _end_with_parent() -> None:
    """Nobody would use what is done for a process that was ended, and it may be begun anew meanwhile."""
    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)
