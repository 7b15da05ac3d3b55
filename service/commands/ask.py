"""`insatsguiden ask`: what the bot would answer, and why."""

import json
import sys
from datetime import date
from typing import IO

from bot.dialogue.engine import step
from bot.dialogue.events import Said
from bot.dialogue.state import Conversation
from bot.dialogue.step import World
from bot.editing.why import why
from bot.incoming import Clean, clean
from bot.library import Library
from bot.terminal.draw import draw
from service.commands.day import stockholm_day
from service.commands.library import library
from service.commands.problem import ProblemError
from service.settings import Settings

PROGRESS_EVERY = 500


class BadLineError(Exception):
    """A line of the protocol that cannot be read; the message says what is wrong with it."""


def ask(question: str | None = None, *, jsonl: bool = False, on: str | None = None, language: str | None = None) -> int:
    """Show what the bot would answer to a question, and why.

    Args:
        question: the question, in any of the languages.
        jsonl: read one JSON object a line from standard input instead, and write one a line.
        on: the day to answer on (YYYY-MM-DD); today where it is left out.
        language: the language to answer in (sv, en, …); that of the question where it is left out.
    """
    today = stockholm_day(on)
    shelf = library(Settings())
    if language is not None and language not in shelf.catalogue.languages:
        known = ", ".join(shelf.catalogue.languages)
        raise ProblemError(f"The language {language!r} is not there. These are: {known}.", code=2)
    if jsonl:
        return _lines(shelf, sys.stdin.buffer, sys.stdout)
    if question is None:
        raise ProblemError('Write a question: insatsguiden ask "var finns hjälp med papper"', code=2)
    return _one(shelf, question, language, today)


def _one(shelf: Library, question: str, language: str | None, today: date) -> int:
    cleaned = clean(question)
    if not isinstance(cleaned, Clean):
        raise ProblemError(shelf.wording.catalogs.text(language or "sv", f"trouble.{cleaned}"), code=2)
    reading = shelf.reader.read(cleaned.text)
    talk = Conversation(language=language or reading.language, language_chosen=True)
    result = step(talk, Said(cleaned.text, reading), World(shelf.catalogue, shelf.places, today))
    print(draw(shelf.wording.screen(result.shown, talk.language, today)))
    print()
    print(f"day       {today}")
    print("\n".join(why(shelf.reader, cleaned.text, reading)))
    return 0


def _lines(shelf: Library, source: IO[bytes], target: IO[str]) -> int:
    bad = 0
    for number, raw in enumerate(source, start=1):
        if not raw.strip():
            continue
        try:
            answer = _answer(shelf, raw)
        except BadLineError as error:
            bad += 1
            answer = {"line": number, "error": str(error)}
            print(f"line {number}: {error}", file=sys.stderr)
        target.write(json.dumps(answer) + "\n")  # all in ASCII: half a character in an id could not be written
        target.flush()
        if number % PROGRESS_EVERY == 0:
            print(f"{number} lines read", file=sys.stderr)
    return 1 if bad else 0


def _answer(shelf: Library, raw: bytes) -> dict[str, object]:
    """Read one line of the protocol and answer it; raises BadLineError."""
    try:
        row = json.loads(raw)
    except (ValueError, RecursionError) as error:
        raise BadLineError("this is not a JSON object") from error
    if not isinstance(row, dict) or not isinstance(row.get("text"), str):
        raise BadLineError('this needs the form {"id": "...", "text": "..."}')
    if not isinstance(row.get("lang", ""), str):
        raise BadLineError('"lang" must be a text such as "sv"')
    cleaned = clean(row["text"])
    reading = shelf.reader.read(cleaned.text if isinstance(cleaned, Clean) else "")
    return {
        "id": row.get("id"),
        "outcome": str(reading.outcome),
        "entries": [{"id": scored.entry, "score": round(scored.score, 4)} for scored in reading.entries],
        "crisis": str(reading.crisis) if reading.crisis else None,
        "language": row.get("lang") or reading.language,
    }
