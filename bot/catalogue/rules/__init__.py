"""What must hold for the knowledge folder as a whole: one rule a file, all of them run, all findings shown at once."""

from collections.abc import Callable, Iterable

from bot.catalogue.finding import Finding
from bot.catalogue.model import Catalogue
from bot.catalogue.where import Where

Rule = Callable[[Catalogue, Where], Iterable[Finding]]
"""A rule looks at the catalogue and yields a finding for each place that breaks it."""

RULES: tuple[Rule, ...] = ()
"""Every rule, in the order in which their files stand in this folder."""
