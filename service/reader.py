"""The matcher that the settings ask for: with its cache, and with a semantic encoder where one is named."""

import ctypes
import gc
import os
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from multiprocessing import get_context

from bot.catalogue import kept
from bot.catalogue.model import Catalogue
from bot.library import MakeReader
from bot.matching.encoder import Encoder
from bot.matching.matcher import Matcher, has_kept, make_reader
from service.errors import LearningEnded
from service.settings import Settings

_GIVES_WAY = 10
"""How far learning beside a server stands back for residents (`nice`)."""


def reader_maker(settings: Settings, *, apart: bool = False) -> MakeReader:
    """What compiles catalogues into matchers; an encoder is opened here, once, and serves all of them.

    Args:
        settings: the operator's settings.
        apart: learn in a process of its own, for servers: learning needs many times the memory that reading does, of
            which a process keeps half for good, and would hold up everybody who writes meanwhile.

    Raises:
        EncoderUnusable: the settings name an encoder that cannot be used.
    """
    return partial(_make, settings, encoder_of(settings), apart)


def encoder_of(settings: Settings) -> Encoder | None:
    """Open the semantic encoder that the settings name; None where they name none.

    Args:
        settings: the operator's settings.

    Raises:
        EncoderUnusable: it cannot be used.
    """
    if settings.encoder_dir is None:
        return None
    from service.encoder import open_encoder  # noqa: PLC0415 - so that nobody else pays for it

    return open_encoder(settings.encoder_dir)


def _make(settings: Settings, encoder: Encoder | None, apart: bool, catalogue: Catalogue) -> Matcher:
    if apart and not has_kept(settings.cache_dir, catalogue, encoder):
        _learn_apart(settings, catalogue.version)
    reader = make_reader(catalogue, cache_dir=settings.cache_dir, encoder=encoder)
    _give_back()
    return reader


def _learn_apart(settings: Settings, version: str) -> None:
    """Have a process of its own learn a kept catalogue; what it learned is in the cache afterwards.

    Where nothing can be kept, nothing happens.
    """
    try:
        with ProcessPoolExecutor(1, get_context("spawn")) as pool:
            pool.submit(_learn, settings, version).result()
    except BrokenProcessPool as error:
        raise LearningEnded from error


def _learn(settings: Settings, version: str) -> None:
    os.nice(_GIVES_WAY)
    catalogue = kept.load(settings.cache_dir, version)
    if catalogue is not None:
        make_reader(catalogue, settings.cache_dir, encoder_of(settings))


def _give_back() -> None:
    """Give memory back to the system: learning needs twice what reading does, and glibc would keep it.

    What stays is then taken out of the collector's sight, which would look through all of it again and again; only at
    the start, since later some message is always on its way, which must not stay.
    """
    gc.collect()
    if not gc.get_freeze_count():
        gc.freeze()
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim is not None:
        trim(0)
