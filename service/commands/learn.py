"""`insatsguiden knowledge learn`: learning ahead of a start."""

import sys

from bot.matching.matcher import has_kept
from service.commands.library import library
from service.commands.problem import ProblemError
from service.reader import encoder_of
from service.settings import Settings


def learn() -> int:
    """Read the content and learn its examples ahead of time, so that the next start takes a second.

    For images and deployments: what is kept can be copied to other machines with the same version of Insatsguiden.
    """
    settings = Settings()
    catalogue = library(settings).catalogue
    if not has_kept(settings.cache_dir, catalogue, encoder_of(settings)):
        raise ProblemError(
            f"What was learned could not be kept in {settings.cache_dir}. "
            "Make the folder writable, or name another one in INSATSGUIDEN_CACHE_DIR."
        )
    print(f"Version {catalogue.version} of the content is learned and kept in {settings.cache_dir}.", file=sys.stderr)
    return 0
