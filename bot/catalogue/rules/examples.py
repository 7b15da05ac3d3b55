"""How residents ask: enough examples of each entry, none too long, and no sentence that points two ways."""

import re
from collections.abc import Iterator

from bot.catalogue.finding import Finding, fault, warning
from bot.catalogue.inspected import Inspected
from bot.catalogue.model import NOT_CRISIS

FEWEST = {"sv": 25, "en": 20}
_FEWEST_DRAFT = 20
_SHORTEST, _LONGEST = 2, 400
_MAY_BE_A_SIGN = ("smalltalk/", "elsewhere/")
"""Where a lone "?" says something."""
_NOISE = re.compile(r"[\W_]+")


def check(seen: Inspected) -> Iterator[Finding]:
    """Each entry has its examples; each sentence stands once in a language.

    What only sounds like danger (`not-crisis`) may also be the example of an entry: there it says where it leads.

    Args:
        seen: the folder as it was read.
    """
    yield from _few(seen)
    first: dict[tuple[str, str, str], tuple[str, int]] = {}
    for file, examples in seen.where.examples.items():
        language = file.removesuffix(".md").rpartition(".")[2]
        for example in examples.lines:
            least = 1 if file.startswith(_MAY_BE_A_SIGN) else _SHORTEST
            if not least <= len(example.text) <= _LONGEST:
                values = {"least": str(least), "most": str(_LONGEST)}
                yield Finding(file, example.line, "example-length", values)
            pool = NOT_CRISIS if example.label == NOT_CRISIS else ""
            key = (language, pool, folded(example.text))
            if key in first:
                other = "{}:{}".format(*first[key])
                yield fault(file, example.line, "example-twice", text=example.text, other=other)
            first.setdefault(key, (file, example.line))


def folded(text: str) -> str:
    """The sentence without case, punctuation and spaces at its ends: two that only differ there are the same.

    Args:
        text: an example. One without any letters or digits is kept as it is.
    """
    return _NOISE.sub(" ", text.casefold()).strip() or text


def _few(seen: Inspected) -> Iterator[Finding]:
    for language in seen.catalogue.languages:
        fewest = FEWEST.get(language, _FEWEST_DRAFT)
        for id_, examples in seen.catalogue.talk[language].entries.items():
            file = f"entries/{id_}/examples.{language}.md"
            if len(examples) < fewest and file not in seen.unread:
                tell = fault if language in FEWEST else warning
                yield tell(file, 0, "examples-few", count=str(len(examples)), least=str(fewest))
