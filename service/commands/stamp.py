"""`insatsguiden knowledge stamp`: an editor says that translations are made from today's Swedish text."""

from collections.abc import Collection, Sequence
from pathlib import Path

from bot.catalogue.folder import snapshot
from bot.catalogue.load import build
from bot.catalogue.meant import meant
from bot.catalogue.sentences import Sentences, read_sentences
from bot.catalogue.stamp import Due, Refusal, StampError, stamped, stamps
from service.commands.problem import ProblemError
from service.settings import Settings


def stamp(*ids: str, lang: list[str] | None = None, everything: bool = False, language: str = "sv") -> int:
    """Write into translations which Swedish text they were made from; run it when you have gone through them.

    Args:
        ids: the entries, or crisis or elsewhere; all of them where there is none.
        lang: the languages (fi, ar, ...); all of them where it is left out.
        everything: needed where neither entries nor languages are named.
        language: the language of what is told: sv or en.
    """
    settings = Settings()
    tell = read_sentences(settings.locales_dir, language, "stamp.")
    if not (ids or lang or everything):
        raise ProblemError(tell.text("nothing-named"), code=2)
    content = snapshot(settings.knowledge_dir)
    due = list(stamps(content, {fault.file for fault in build(content).errors}))
    _known(ids, {one.found.text for one in due}, tell, "text-unknown")
    _known(lang or (), {one.found.language for one in due}, tell, "language-unknown")
    chosen = [one for one in due if (not ids or one.found.text in ids) and (not lang or one.found.language in lang)]
    return _stamp_all(settings.knowledge_dir, chosen, tell)


def _known(named: Collection[str], known: set[str], tell: Sentences, problem: str) -> None:
    for name in named:
        if name not in known:
            near = meant(name, known)
            advice = f" {tell.text('meant', near)}" if near else ""
            raise ProblemError(tell.text(problem, {"id": name}) + advice, code=2)


def _refusals(due: Sequence[Due]) -> dict[str, Refusal]:
    """Each file that keeps translations from being stamped, and why."""
    refused = ((one.found, one.hash) for one in due if isinstance(one.hash, Refusal))
    return {found.file if why is Refusal.UNREADABLE else found.source: why for found, why in refused}


def _stamp_all(root: Path, due: Sequence[Due], tell: Sentences) -> int:
    changed = refused = 0
    for file, why in _refusals(due).items():
        print(f"{file}  {tell.text(why)}")
    for one in due:
        if isinstance(one.hash, Refusal):
            refused += 1
            continue
        path = root / one.found.file
        before = path.read_bytes()
        try:
            after = stamped(before.decode("utf-8"), one.hash).encode()
        except (StampError, UnicodeDecodeError):
            refused += 1
            print(f"{one.found.file}  {tell.text('by-hand', {'hash': one.hash})}")
            continue
        if after != before:
            path.write_bytes(after)
            changed += 1
            print(one.found.file)
    counts = {"changed": str(changed), "right": str(len(due) - changed - refused), "refused": str(refused)}
    print(tell.text("done", counts))
    return 1 if refused else 0
