"""Memory that was needed for a while, given back to the system."""

import ctypes
import gc


def give_back(*, settled: bool = False) -> None:
    """Give back what is no longer used: reading the content needs twice what stays, and glibc would keep it.

    Args:
        settled: what is there now is there to stay, so that Python's collector need never look through it again; only
            at the start, since later some message is always on its way, which must not stay.
    """
    gc.collect()
    if settled:
        gc.freeze()
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim is not None:
        trim(0)
