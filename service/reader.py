"""The matcher that the settings ask for: with its cache, and with a semantic encoder where one is named."""

import ctypes
import gc
from functools import partial

from bot.catalogue.model import Catalogue
from bot.library import MakeReader
from bot.matching.encoder import Encoder
from bot.matching.matcher import Matcher, make_reader
from service.settings import Settings


def reader_maker(settings: Settings) -> MakeReader:
    """What compiles catalogues into matchers; an encoder is opened here, once, and serves all of them.

    Args:
        settings: the operator's settings.

    Raises:
        EncoderUnusable: the settings name an encoder that cannot be used.
    """
    encoder: Encoder | None = None
    if settings.encoder_dir is not None:
        from service.encoder import open_encoder  # noqa: PLC0415 - so that nobody else pays for it

        encoder = open_encoder(settings.encoder_dir)
    return partial(_make, settings, encoder)


def _make(settings: Settings, encoder: Encoder | None, catalogue: Catalogue) -> Matcher:
    reader = make_reader(catalogue, cache_dir=settings.cache_dir, encoder=encoder)
    _give_back()
    return reader


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
