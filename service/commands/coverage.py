"""`insatsguiden knowledge coverage`: what is translated, and what is not."""

import shutil
from dataclasses import replace
from pathlib import Path

from bot.catalogue.folder import snapshot
from bot.catalogue.load import build
from bot.catalogue.sentences import Sentences, read_sentences
from bot.catalogue.translation import SOURCE
from bot.editing.coverage import FIELDS, Coverage, Mark, coverage
from bot.editing.coverage_text import SIGNS, draw, verdict
from bot.editing.sentences import check_sentences
from bot.wording.catalogs import look_at_catalogs
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
    loaded, guide = build(files), look_at_catalogs(settings.locales_dir, "guide")
    check_languages(lang, loaded.seen, tell)
    found = replace(
        coverage(loaded.seen, guide, lang or loaded.seen.languages),
        faulty=any((*loaded.errors, *check_sentences(guide, loaded.seen.languages))),
        unread=tuple(sorted(name for name in files.unreadable if name.endswith(f"/{SOURCE}.md"))),
    )
    print(draw(found, tell, shutil.get_terminal_size((120, 24)).columns), end="")
    if html:
        write_report(html, _page(found, tell, language), tell)
    return 0 if found.complete and found.entries else 1


def _page(found: Coverage, tell: Sentences, language: str) -> str:
    values = {
        "tell": tell.text,
        "language": language,
        "found": found,
        "verdict": verdict(found, tell),
        "fields": FIELDS,
        "signs": SIGNS,
        "missing": Mark.MISSING,
        "parts": [part.name for part in next(iter(found.parts.values()), ())],
    }
    return Pages().text("knowledge/coverage.html", values)
