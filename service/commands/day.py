"""The day that a command works on."""

from datetime import date, datetime

from bot.guide import STOCKHOLM
from service.commands.problem import ProblemError


def stockholm_day(on: str | None) -> date:
    """The day named on the command line, or today in Stockholm.

    Args:
        on: a day as YYYY-MM-DD, or None for today.

    Raises:
        ProblemError: where the text is not a day.
    """
    if on is None:
        return datetime.now(STOCKHOLM).date()
    try:
        return date.fromisoformat(on)
    except ValueError as error:
        raise ProblemError(f"{on!r} is not a day. Write it as 2026-03-01.", code=2) from error
