"""The languages that somebody names on the command line."""

from bot.catalogue.model import Catalogue
from bot.catalogue.sentences import Sentences
from service.commands.problem import ProblemError


def check_languages(lang: list[str] | None, catalogue: Catalogue, tell: Sentences) -> None:
    """Refuse codes of languages that the catalogue does not have.

    Args:
        lang: the codes that somebody typed; None for none.
        catalogue: where the languages stand.
        tell: the words to say so in.

    Raises:
        ProblemError: one of them is not there.
    """
    for code in lang or ():
        if code not in catalogue.languages:
            known = ", ".join(catalogue.languages)
            raise ProblemError(tell.text("language-unknown", {"id": code, "known": known}), code=2)
