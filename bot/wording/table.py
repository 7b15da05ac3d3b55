"""The catalogue as a table: each entry with its status on a day, its ground, its conditions, what is written down."""

from datetime import date

from bot.catalogue.model import Entry
from bot.catalogue.status import run_on, status_on
from bot.wording import facts
from bot.wording.drawing import Wording
from bot.wording.fill import spans

HEAD = ("entry", "status", "from", "until", "run by", "ground", "conditions", "written down")


def table(wording: Wording, language: str, day: date) -> str:
    """A Markdown table of every entry, in the order of their ids.

    Args:
        wording: the catalogue and the sentences.
        language: the code of the language to write it in.
        day: the day in Stockholm.
    """
    rows = [HEAD, tuple("---" for _ in HEAD)]
    rows += [_row(entry, wording, language, day) for _, entry in sorted(wording.catalogue.entries.items())]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows) + "\n"


def _row(entry: Entry, wording: Wording, language: str, day: date) -> tuple[str, ...]:
    status = status_on(entry, wording.catalogue, day)
    words, _ = wording.catalogue.words_for(entry.id, language)
    return (
        f"{words.front.title} (`{entry.id}`)",
        str(status.state),
        status.first.isoformat() if status.first else "",
        status.last.isoformat() if status.last else "",
        _run_by(entry, day),
        f"`{entry.decision}`" if entry.decision else "",
        " ".join(_conditions(entry, wording, language)),
        str(entry.documentation),
    )


def _run_by(entry: Entry, day: date) -> str:
    now, coming = run_on(entry, day)
    next_ = f"from {coming.start}: `{coming.who}`" if coming else ""
    return ", ".join(filter(None, (f"`{now.who}`" if now else "", next_)))


def _conditions(entry: Entry, wording: Wording, language: str) -> list[str]:
    found = []
    for condition in entry.conditions:
        message, values = facts.condition(condition, wording.catalogue, language)
        text = wording.catalogs.text(language, message)
        found.append("".join(span.text for span in spans(text, values, lambda contact: contact)))
    return found
