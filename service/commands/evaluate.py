"""`insatsguiden knowledge evaluate`: how well the editors' own test questions are read."""

from pathlib import Path

from bot.catalogue.finding import Severity
from bot.catalogue.folder import QUESTIONS, questions, snapshot
from bot.catalogue.sentences import Sentences, read_sentences
from bot.editing.evaluation import Evaluation, draw, draw_drops
from bot.editing.judging import judge
from bot.editing.question import Question
from bot.editing.question_files import read_questions
from bot.editing.result import Result, ResultError, drops, read_result, result, write_result
from bot.library import Library
from service.commands.evaluation_page import evaluation_page
from service.commands.languages import check_languages
from service.commands.library import library
from service.commands.problem import ProblemError
from service.commands.report_file import write_report
from service.settings import Settings

RESULT = Path(QUESTIONS) / "result.json"
"""The result that is kept with the knowledge, and that later ones are compared with."""


def evaluate(
    *,
    lang: list[str] | None = None,
    html: Path | None = None,
    json: Path | None = None,
    compare: bool = False,
    language: str = "sv",
) -> int:
    """Have the test questions of knowledge/questions/ read, and tell how many are read right.

    Args:
        lang: the languages (fi, ar, ...); all of them where it is left out.
        html: a file for the report, with every question that went wrong.
        json: a file for the result: the grade of every question. The kept result is of all languages.
        compare: hold the result against knowledge/questions/result.json; exit with 1 where it has become worse.
        language: the language of what is told: sv or en.
    """
    settings = Settings()
    tell = read_sentences(settings.locales_dir, language, "evaluate.")
    kept = settings.knowledge_dir / RESULT
    if lang and json and json.resolve() == kept.resolve():
        raise ProblemError(tell.text("kept-whole", {"file": str(kept)}), code=2)
    shelf = library(settings)
    asked = _asked(settings, lang, tell, shelf)
    found = Evaluation(tuple(judge(asked, shelf.reader, shelf.catalogue)), tuple(shelf.catalogue.entries))
    print(draw(found, tell))
    if html:
        write_report(html, evaluation_page(found, shelf, tell, language), tell)
    now = result(found.judged)
    # Before anything is written: the file may be the very one to compare with.
    code = _compare(kept, now, tell) if compare else 0
    if json:
        write_report(json, write_result(now), tell)
    return code


def _asked(settings: Settings, lang: list[str] | None, tell: Sentences, shelf: Library) -> list[Question]:
    check_languages(lang, shelf.catalogue, tell)
    read = read_questions(questions(settings.knowledge_dir), snapshot(settings.knowledge_dir).files)
    if wrong := sum(finding.severity is Severity.ERROR for finding in read.findings):
        print(tell.text("left-out", {"count": str(wrong)}) + "\n")
    asked = [question for question in read.asked if not lang or question.language in lang]
    if not asked:
        raise ProblemError(tell.text("no-questions"))
    return asked


def _compare(file: Path, now: Result, tell: Sentences) -> int:
    values = {"file": str(file)}
    if not file.is_file():
        print(tell.text("compare-none", values))
        return 0
    try:
        before = read_result(file.read_text(encoding="utf-8"))
    except (ResultError, UnicodeDecodeError) as error:
        raise ProblemError(tell.text("compare-broken", values)) from error
    if new := sorted(set(now.questions) - set(before.questions)):
        print(tell.text("compare-missing", {"languages": ", ".join(new)}))
    found = tuple(drops(before, now))
    print(draw_drops(found, tell, str(file)), end="")
    return 1 if found else 0
