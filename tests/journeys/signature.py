"""What a route looks like on a screen: a pattern that its words match, in any of the catalogue's languages."""

import re
from collections.abc import Iterator

from bot.catalogue.model import CrisisType
from bot.catalogue.placeholders import PLACEHOLDER
from bot.library import Library


def shows(route: str, library: Library) -> re.Pattern[str]:
    """A pattern for one reply of a journey, as any channel draws it.

    Args:
        route: as `journey.route` writes it.
        library: the words.
    """
    kind, _, rest = route.partition(":")
    if kind == "person":
        return re.compile(re.escape(rest))
    texts = (text for language in library.catalogue.languages for text in _texts(kind, rest, library, language))
    return re.compile("|".join(dict.fromkeys(map(_pattern, texts))))


def _texts(kind: str, rest: str, library: Library, language: str) -> Iterator[str]:
    sentence, catalogue = library.wording.catalogs.text, library.catalogue
    match kind:
        case "say":
            yield sentence(language, rest)
        case "entry" | "more" | "conditions":
            entry, _, ages = rest.partition(":")
            words, _ = catalogue.words_for(entry, language)
            first = next(block for block in next(iter(words.sections.values())) if not ages or block.ages == ages)
            summary = first.text if ages else words.front.summary
            yield {"entry": summary, "more": first.text}.get(kind, sentence(language, "conditions.guidance"))
        case "crisis":
            yield catalogue.talk[language].crisis_texts[CrisisType(rest)][0].text
        case "elsewhere":
            yield catalogue.talk[language].elsewhere_texts[rest][0].text
        case "question":
            name, _, other = rest.partition(":")
            yield sentence(language, f"question.{name.partition('-')[0]}{'.other' if other else ''}")
        case "verdict":
            _, truth, *about = rest.split(":")
            yield sentence(language, f"verdict.{truth}{'.other' if about else ''}")
        case "place":
            message = "place.district" if rest.split(":")[1] in catalogue.geography.districts else "place."
            yield sentence(language, message)


def _pattern(text: str) -> str:
    """The text with anything where a placeholder stands."""
    parts = PLACEHOLDER.split(text)[:: PLACEHOLDER.groups + 1]
    return ".+?".join(re.escape(part) for part in parts)
