"""The matcher that the settings ask for: with its cache, and with a semantic encoder where one is named."""

import fcntl
import logging
from functools import partial

from bot.catalogue import kept
from bot.catalogue.model import Catalogue
from bot.library import MakeReader
from bot.matching.encoder import Encoder
from bot.matching.matcher import Matcher, kept_reader, make_reader
from service import apart as processes
from service.errors import LearningFailed
from service.settings import Settings

_LOCK = "learning.lock"

_log = logging.getLogger(__name__)


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
    known = kept_reader(catalogue, settings.cache_dir, encoder)
    if known is None and apart:
        if code := processes.run(_learn, settings, catalogue.version):
            raise LearningFailed(code)
        known = kept_reader(catalogue, settings.cache_dir, encoder)
        if known is None:
            _log.warning("nothing can be kept in %s, so this process learns by itself", settings.cache_dir)
    return known or make_reader(catalogue, settings.cache_dir, encoder)


def _learn(settings: Settings, version: str) -> None:
    """Learn a kept catalogue, and keep what was learned; where nothing can be kept, nothing is done."""
    catalogue = kept.load(settings.cache_dir, version)
    if catalogue is None:
        return
    with (settings.cache_dir / _LOCK).open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # two servers that share a cache need not both learn, and not at once
        make_reader(catalogue, settings.cache_dir, encoder_of(settings))
