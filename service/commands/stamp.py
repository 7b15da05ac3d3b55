"""`insatsguiden knowledge stamp`: an editor says that translations are made from today's Swedish text."""

from collections.abc import Collection
from pathlib import Path

from bot.catalogue.folder import snapshot
from bot.catalogue.meant import meant
from bot.catalogue.sentences import Sentences, read_sentences
from bot.catalogue.stamp import StampError, stamped, stamps
from bot.catalogue.translation import Translation
from service.commands.problem import ProblemError
from service.settings import Settings

Due = list[tuple[Translation, str | None]]


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
    due = list(stamps(snapshot(settings.knowledge_dir).files))
    _known(ids, {found.text for found, _ in due}, tell, "text-unknown")
    _known(lang or (), {found.language for found, _ in due}, tell, "language-unknown")
    chosen = [
        (found, hash_)
        for found, hash_ in due
        if (not ids or found.text in ids) and (not lang or found.language in lang)
    ]
    return _stamp_all(settings.knowledge_dir, chosen, tell)


def _known(named: Collection[str], known: set[str], tell: Sentences, problem: str) -> None:
    for name in named:
        if name not in known:
            near = meant(name, known)
            advice = f" {tell.text('meant', near)}" if near else ""
            raise ProblemError(tell.text(problem, {"id": name}) + advice, code=2)


def _stamp_all(root: Path, due: Due, tell: Sentences) -> int:
    changed = refused = 0
    for source in dict.fromkeys(found.source for found, hash_ in due if hash_ is None):
        print(f"{source}  {tell.text('source-faulty')}")
    for found, hash_ in due:
        if hash_ is None:
            refused += 1
            continue
        path = root / found.file
        before = path.read_bytes()
        try:
            after = stamped(before.decode("utf-8"), hash_).encode()
        except (StampError, UnicodeDecodeError):
            refused += 1
            print(f"{found.file}  {tell.text('by-hand', {'hash': hash_})}")
            continue
        if after != before:
            path.write_bytes(after)
            changed += 1
            print(found.file)
    counts = {"changed": str(changed), "right": str(len(due) - changed - refused), "refused": str(refused)}
    print(tell.text("done", counts))
    return 1 if refused else 0
