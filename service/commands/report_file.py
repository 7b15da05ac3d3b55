"""The file that a command writes its report into."""

from pathlib import Path

from bot.catalogue.sentences import Sentences
from service.commands.problem import ProblemError


def write_report(file: Path, text: str, tell: Sentences) -> None:
    """Write a report, and tell where.

    Args:
        file: where somebody wants it.
        text: the report.
        tell: the words to say so in.

    Raises:
        ProblemError: the file cannot be written.
    """
    try:
        file.write_text(text, encoding="utf-8")
    except OSError as error:
        values = {"file": str(file), "reason": error.strerror or str(error)}
        raise ProblemError(tell.text("not-written", values)) from error
    print(tell.text("written", {"file": str(file)}))
