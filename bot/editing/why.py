"""Why a message was read as it was, in lines for the editor who wonders."""

from collections.abc import Iterator

from bot.matching.matcher import ByMeaning, Explanation, Matcher
from bot.matching.reading import Reader, Reading


def why(reader: Reader, text: str, reading: Reading) -> Iterator[str]:
    """The outcome, the entries with the words that speak for them, and what only the matcher itself can tell.

    Args:
        reader: what read the message.
        text: the message.
        reading: what came of it.
    """
    explanation = reader.explain(text) if isinstance(reader, Matcher) else None
    yield from _of_reading(explanation.reading if explanation else reading)
    if explanation:
        yield from _of_matcher(explanation)


def _of_reading(reading: Reading) -> Iterator[str]:
    sure = "sure" if reading.language_sure else "not sure"
    yield f"outcome   {reading.outcome}   (language {reading.language}, {sure})"
    for name, value in (
        ("crisis", reading.crisis),
        ("smalltalk", reading.smalltalk),
        ("elsewhere", reading.elsewhere),
    ):
        if value:
            yield f"{name:9} {value}"
    for place, scored in enumerate(reading.entries, start=1):
        words = ", ".join(scored.because) or "-"
        yield f"{place}. {scored.entry:34} {scored.score:5.2f}   because of: {words}"


def _of_matcher(explanation: Explanation) -> Iterator[str]:
    """What it read misspelt words as, and how sure it must be."""
    for written, meant in explanation.corrected.items():
        yield f"read      {written!r} as {meant!r}"
    likely = ", ".join(f"{name} {share:.2f}" for _, name, share in explanation.classes[:3])
    yield f"likeliest {likely or '-'}; nothing here {explanation.none:.2f}; known words {explanation.known:.0%}"
    level, alarm = explanation.danger
    yield f"danger    {level:.2f} (an alarm from {alarm:.2f})"
    if explanation.meaning is not None:
        yield _of_encoder(explanation.meaning)
    bounds = explanation.thresholds
    yield f"answers from {bounds.answer:.2f}, asks back from {bounds.clarify:.2f}"


def _of_encoder(meaning: ByMeaning) -> str:
    if not meaning.weight:
        return f"encoder   {meaning.encoder} took no part: it did not help with examples that were left out"
    likely = ", ".join(meaning.labels[:3])
    return f"encoder   {meaning.encoder} took part, with weight {meaning.weight:.1f}; by meaning alone: {likely}"
