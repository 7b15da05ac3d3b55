"""The matcher that the settings ask for: with its cache, and with a semantic encoder where one is named."""

import os
import signal
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
    return make_reader(catalogue, cache_dir=settings.cache_dir, encoder=encoder)


def _learn_apart(settings: Settings, version: str) -> None:
    """Have a process of its own learn a kept catalogue; what it learned is in the cache afterwards.

    Where nothing can be kept, or learning fails, this process will find out by itself.
    """
    process = get_context("spawn").Process(target=_learn, args=(settings, version), daemon=True)
    process.start()
    try:
        process.join()
    finally:
        process.kill()
    if (process.exitcode or 0) < 0:
        raise LearningEnded


def _learn(settings: Settings, version: str) -> None:
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl-C is for the one who waits: here it ends without a word
    os.nice(_GIVES_WAY)
    catalogue = kept.load(settings.cache_dir, version)
    if catalogue is not None:
        make_reader(catalogue, settings.cache_dir, encoder_of(settings))
