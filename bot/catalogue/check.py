"""The report of the check that editors run: everything that is wrong, all at once, in plain words."""

from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import TextIO

from bot.catalogue.codes import Code
from bot.catalogue.finding import Finding, Severity
from bot.catalogue.folder import QUESTIONS
from bot.catalogue.sentences import Sentences, read_sentences

_BESIDE = (f"{QUESTIONS}/", "locales/")
"""Where faults lie that keep no content from being used, as long as the bot's own sentences can be read."""
_UNREAD: frozenset[Code] = frozenset({"file-not-utf8", "sentences-unreadable"})


@dataclass(frozen=True)
class Report:
    """What a check found, and in how many files it looked."""

    findings: tuple[Finding, ...]
    files: int

    @property
    def errors(self) -> int:
        """How many faults keep the folder from being used."""
        return sum(finding.severity is Severity.ERROR for finding in self.findings)

    @property
    def warnings(self) -> int:
        """How many things somebody should look at."""
        return len(self.findings) - self.errors

    @property
    def exit_code(self) -> int:
        """1 where there are faults, else 0."""
        return 1 if self.errors else 0

    @property
    def usable(self) -> bool:
        """Whether no fault stands in the content itself, so that the bot can use it."""
        return not any(finding.severity is Severity.ERROR and _stops(finding) for finding in self.findings)


def _stops(fault: Finding) -> bool:
    """Whether a fault keeps the bot from using the folder."""
    is_unread_locale = fault.file.startswith("locales/") and fault.code in _UNREAD
    return is_unread_locale or not fault.file.startswith(_BESIDE)


def draw(report: Report, sentences: Sentences) -> str:
    """The report as text: the findings of each file together, sorted by line, and the counts last.

    Args:
        report: what a check found.
        sentences: the words to tell it in.
    """
    groups = []
    for _, findings in groupby(report.findings, key=lambda finding: finding.file):
        groups.append("\n".join(f"{_place(finding)}  {sentences.finding(finding)}" for finding in findings))
    counts = {"files": str(report.files), "errors": str(report.errors), "warnings": str(report.warnings)}
    closing = ("report.beside" if report.usable else "report.faults") if report.errors else "report.good"
    return "\n\n".join([*groups, sentences.text(closing, counts)]) + "\n"


def _place(finding: Finding) -> str:
    return f"{finding.file}:{finding.line}" if finding.line else finding.file


def main_check(report: Report, locales: Path, language: str, out: TextIO) -> int:
    """Write the report of a check.

    Args:
        report: what was found.
        locales: the folder with the sentences.
        language: the code of the language to tell it in.
        out: where to write.

    Returns:
        the exit code: 1 where there are faults; warnings alone give 0.
    """
    out.write(draw(report, read_sentences(locales, language)))
    return report.exit_code
