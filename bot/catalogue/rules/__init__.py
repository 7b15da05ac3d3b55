"""What must hold for the knowledge folder as a whole: one rule a file, all of them run, all findings shown at once.

A rule looks at the folder as it was read, which may have holes: it does not complain of what only seems to be missing
because a file could not be read. Nothing here reads files or asks the clock.
"""

from collections.abc import Callable, Iterable

from bot.catalogue.finding import Finding
from bot.catalogue.inspected import Inspected
from bot.catalogue.rules import (
    access,
    alternatives,
    by_age,
    citations,
    concepts,
    conditions,
    contacts,
    crisis,
    decisions,
    examples,
    geography,
    grounds,
    identity_numbers,
    labels,
    languages,
    markup,
    phone_numbers,
    placeholders,
    plain_language,
    references,
    repeated_facts,
    run_by,
    sections,
    silent,
    talk,
    terms,
    translations,
)

Rule = Callable[[Inspected], Iterable[Finding]]
"""A rule yields a finding for each place that breaks it."""

RULES: tuple[Rule, ...] = (
    access.check,
    alternatives.check,
    by_age.check,
    citations.check,
    concepts.check,
    conditions.check,
    contacts.check,
    crisis.check,
    decisions.check,
    examples.check,
    geography.check,
    grounds.check,
    identity_numbers.check,
    labels.check,
    languages.check,
    markup.check,
    phone_numbers.check,
    placeholders.check,
    plain_language.check,
    references.check,
    repeated_facts.check,
    run_by.check,
    sections.check,
    silent.check,
    talk.check,
    terms.check,
    translations.check,
)
"""Every rule, in the order in which their files stand in this folder."""
