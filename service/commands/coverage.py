"""`insatsguiden knowledge coverage`: what is translated, and what is not."""

import shutil
from pathlib import Path

from bot.catalogue.folder import snapshot
from bot.catalogue.reading import FolderReader
from bot.catalogue.sentences import Sentences, read_sentences
from bot.editing.coverage import FIELDS, Coverage, Mark, coverage
from bot.editing.coverage_text import SIGNS, draw
from bot.wording.catalogs import read_catalogs
from service.commands.languages import check_languages
from service.commands.report_file import write_report
from service.settings import Settings
from service.web.pages import Pages


def show_coverage(*, lang: list[str] | None = None, html: Path | None = None, language: str = "sv") -> int:
    """Show of each entry in each language what is there and what is missing; exit with 1 where it must be there.

    Args:
        lang: the languages (fi, ar, ...); all of them where it is left out.
        html: a file for the same as a page.
        language: the language of what is told: sv or en.
    """
    settings = Settings()
    tell = read_sentences(settings.locales_dir, language, "coverage.")
    files = snapshot(settings.knowledge_dir)
    # Also a folder with faults can be looked at: what could not be read is missing.
    catalogue = FolderReader(files.files).catalogue(files.version)
    check_languages(lang, catalogue, tell)
    found = coverage(catalogue, read_catalogs(settings.locales_dir, "guide"), lang or catalogue.languages)
    print(draw(found, tell, shutil.get_terminal_size((120, 24)).columns), end="")
    if html:
        write_report(html, _page(found, tell, language), tell)
    return 0 if found.complete and found.entries else 1


def _page(found: Coverage, tell: Sentences, language: str) -> str:
    values = {
        "tell": tell.text,
        "language": language,
        "found": found,
        "fields": FIELDS,
        "signs": SIGNS,
        "missing": Mark.MISSING,
        "parts": [part.name for part in next(iter(found.parts.values()), ())],
    }
    return Pages().text("knowledge/coverage.html", values)
