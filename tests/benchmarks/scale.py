"""How reading grows with the number of phrases, beside a bare scan of the same phrases.

`python -m tests.benchmarks.scale [PHRASES ...]` (default 20000 200000 2000000; the last needs some 17 GB and 25
minutes). Phrases beyond those of the catalogue are made of halves of two examples of one class, with a slip of the
finger in every eighth word, so that the vocabulary grows as well. The scan is what a search without an index does: one
sparse product of the message with every phrase, and the best taken. Times are of one process on one core, each message
by itself, the same messages for both; the table tells their ratio, which says more than milliseconds of one machine.
"""

import random
import resource
import sys
import time
from collections.abc import Callable, Sequence

import numpy as np

from bot.catalogue.folder import snapshot
from bot.catalogue.load import build
from bot.catalogue.model import Catalogue
from bot.matching.compiled import Compiled, compile_course
from bot.matching.concepts import concepts_of
from bot.matching.course import course
from bot.matching.features import Message, bags, rows
from bot.matching.index import counted, encoded
from bot.matching.matcher import Matcher
from bot.matching.phrases import CRISIS, Phrase, phrases
from bot.matching.text import folded_words
from service.settings import Settings

_SIZES = (20_000, 200_000, 2_000_000)
_ASKED = 300


def made(known: Sequence[Phrase], count: int) -> list[Phrase]:
    """As many phrases as wanted: some of those that are known, or all and others made of them."""
    chance = random.Random(1)
    if count <= len(known):
        return list(known)[:: len(known) // count][:count]
    of: dict[tuple[str, str, str], list[Phrase]] = {}
    for phrase in known:
        of.setdefault((phrase.kind, phrase.label, phrase.language), []).append(phrase)
    groups = list(of.values())
    more = list(known)
    while len(more) < count:
        one, other = (chance.choice(group) for group in [chance.choice(groups)] * 2)
        first, second = one.text.split(), other.text.split()
        words = [_slip(word, chance) for word in (*first[: -(-len(first) // 2)], *second[len(second) // 2 :])]
        more.append(Phrase(" ".join(words), one.kind, one.label, one.language))
    return more


def _slip(word: str, chance: random.Random) -> str:
    if len(word) < 4 or chance.random() > 1 / 8:
        return word
    at = chance.randrange(len(word) - 1)
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def scan(compiled: Compiled, texts: Sequence[str]) -> Callable[[str], int]:
    """A search that compares a message with every phrase."""
    vocabulary = compiled.index.vocabulary
    every, _ = encoded(counted([Message(folded_words(text)) for text in texts]), vocabulary)
    columns = every.shape[1]

    def search(text: str) -> int:
        found = rows(bags([Message(folded_words(text))]), vocabulary)
        asked = np.zeros(columns, np.float32)
        asked[found.number[found.number >= 0]] = found.value[found.number >= 0]
        return int(np.argmax(every @ asked))

    return search


def timed(ask: Callable[[str], object], texts: Sequence[str]) -> tuple[float, float]:
    """The median and the 99th percentile of the time that one message takes, milliseconds of the processor."""
    for text in texts[:20]:
        ask(text)
    took = []
    for text in texts:
        began = time.process_time()
        ask(text)
        took.append(1000 * (time.process_time() - began))
    return float(np.percentile(took, 50)), float(np.percentile(took, 99))


def measured(catalogue: Catalogue, size: int) -> str:
    """One line of the table."""
    concepts = concepts_of(catalogue)
    all_of_them = made(phrases(catalogue), size)
    began = time.perf_counter()
    compiled = compile_course(course(all_of_them, concepts, catalogue.urgent), concepts, catalogue)
    learned = time.perf_counter() - began
    asked = [phrase.text for phrase in made([p for p in all_of_them if p.kind != CRISIS], 20_000)][:: 20_000 // _ASKED]
    median, high = timed(Matcher(compiled).read, asked)
    scanned, scanned_high = timed(scan(compiled, [phrase.text for phrase in all_of_them]), asked[::10])
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return (
        f"| {len(all_of_them):,} | {len(compiled.index.vocabulary.keys):,} | {median:.1f} / {high:.1f} "
        f"| {scanned:.1f} / {scanned_high:.1f} | {median / scanned:.3f} | {learned:.0f} | {memory:,} |"
    )


def main() -> None:
    """Print the table."""
    catalogue = build(snapshot(Settings().knowledge_dir)).catalogue
    if catalogue is None:
        raise SystemExit("The knowledge folder has faults. Run: insatsguiden knowledge check")
    print(
        "| phrases | features | reading, ms (median / 99 %) | bare scan, ms | ratio | learning, s | peak memory, MB |"
    )
    print("|---|---|---|---|---|---|---|")
    for size in map(int, sys.argv[1:] or _SIZES):
        print(measured(catalogue, size), flush=True)


if __name__ == "__main__":
    main()
