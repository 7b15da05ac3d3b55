"""Examples name nobody: they lie in git, where what is once written stays."""

from collections.abc import Iterator

from bot.catalogue.finding import Finding, fault
from bot.catalogue.identity_numbers import identity_numbers_in
from bot.catalogue.inspected import Inspected


def check(seen: Inspected) -> Iterator[Finding]:
    """No example holds a personal identity number; the number itself is not told again.

    Args:
        seen: the folder as it was read.
    """
    for file, examples in seen.where.examples.items():
        for example in examples.lines:
            if any(identity_numbers_in(example.text)):
                yield fault(file, example.line, "identity-number")
