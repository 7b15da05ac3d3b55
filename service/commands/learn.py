"""`insatsguiden knowledge learn`: learning ahead of a start."""

import sys

from bot.catalogue import kept
from bot.catalogue.load import load
from bot.matching.matcher import kept_reader, make_reader
from service.commands.problem import ProblemError
from service.commands.slow import telling_when_slow
from service.reader import encoder_of
from service.settings import Settings


def learn() -> int:
    """Read the content and learn its examples ahead of time, so that the next start takes a second.

    For images and deployments: what is kept can be copied to other machines with the same version of Insatsguiden, of
    Python and of the libraries.
    """
    settings = Settings()
    folder, encoder = settings.cache_dir, encoder_of(settings)
    with telling_when_slow():
        catalogue = load(settings.knowledge_dir, folder)
        make_reader(catalogue, folder, encoder)
    if kept.load(folder, catalogue.version) is None or kept_reader(catalogue, folder, encoder) is None:
        raise ProblemError(
            f"What was learned could not be kept in {folder}. "
            "Make the folder writable, or name another one in INSATSGUIDEN_CACHE_DIR."
        )
    print(f"Version {catalogue.version} of the content is learned and kept in {folder}.", file=sys.stderr)
    return 0
