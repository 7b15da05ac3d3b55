from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.catalogue.model import CrisisType
from bot.library import Library
from bot.matching.matcher import Matcher, make_reader
from bot.matching.reading import Outcome
from tests.matching.conftest import empty, small

SMALL = make_reader(small())


@given(st.text(max_size=300) | st.binary(max_size=300).map(lambda b: b.decode("latin-1")))
@settings(deadline=None, max_examples=150)
def test_any_text_gives_a_reading(text: str) -> None:
    reading = SMALL.read(text)
    assert len(reading.entries) <= 5
    assert all(0 <= scored.score <= 1 for scored in reading.entries)
    assert [s.score for s in reading.entries] == sorted((s.score for s in reading.entries), reverse=True)
    assert (reading.crisis is not None) == (reading.outcome is Outcome.CRISIS)
    assert reading == SMALL.read(text)


@pytest.mark.parametrize(
    "text",
    ["", "   ", "👍", "\x00\x01", "\ud800", "ord " * 10_000, "x" * 100_000, "a b " * 30_000, "\u202ea\u0301" * 99],
)
def test_odd_text_is_survived(matcher: Matcher, text: str) -> None:
    assert matcher.read(text).outcome in Outcome


@pytest.mark.parametrize(
    ("text", "entry"),
    [
        ("jag kan inte betala mina skulder", "skuldradgivning"),
        ("jag kan inte betala mina skuldr", "skuldradgivning"),
        ("JAG KAN INTE BETALA MINA SKULDER!!!", "skuldradgivning"),
        ("behover nagon som stadar at min gamla mamma", "hemtjanst"),
        ("where can I get birth control", "ungdomsmottagning"),
        ("I want to rent my frist flat", "boskola"),
    ],
)
def test_need_finds_its_entry(matcher: Matcher, text: str, entry: str) -> None:
    reading = matcher.read(text)
    assert reading.entries[0].entry == entry
    assert reading.crisis is None


@pytest.mark.parametrize(
    ("text", "outcome", "smalltalk"),
    [
        ("hej", Outcome.SMALLTALK, "greeting"),
        ("Tusen tack!", Outcome.SMALLTALK, "thanks"),
        ("I want to talk to a human", Outcome.HANDOVER, "person"),
    ],
)
def test_talk_is_not_a_need(matcher: Matcher, text: str, outcome: Outcome, smalltalk: str) -> None:
    reading = matcher.read(text)
    assert (reading.outcome, reading.smalltalk) == (outcome, smalltalk)


@pytest.mark.parametrize("text", ["när går bussen", "how do I renew my passport"])
def test_matter_of_others_gets_no_answer(matcher: Matcher, text: str) -> None:
    assert matcher.read(text).outcome is not Outcome.ANSWER


@pytest.mark.parametrize(
    ("text", "crisis"),
    [
        ("jag vill dö", CrisisType.SUICIDE),
        ("I want to kill myself", CrisisType.SUICIDE),
        ("min man slår mig", CrisisType.VIOLENCE),
        ("hej, I want to die", CrisisType.SUICIDE),
    ],
)
def test_danger_comes_first_in_any_language(matcher: Matcher, text: str, crisis: CrisisType) -> None:
    reading = matcher.read(text)
    assert (reading.outcome, reading.crisis) == (Outcome.CRISIS, crisis)


@pytest.mark.parametrize("text", ["jag dör av skratt", "slå på datorn", "hit me with the news"])
def test_figure_of_speech_is_no_danger(matcher: Matcher, text: str) -> None:
    assert matcher.read(text).crisis is None


@pytest.mark.parametrize("filler", [30, 3000])
def test_danger_is_not_drowned(matcher: Matcher, filler: int) -> None:
    text = (
        "hyra lägenhet kurs " * filler + ". jag vill inte leva längre, jag vill dö. " + "hyra lägenhet kurs " * filler
    )
    assert matcher.read(text).crisis is CrisisType.SUICIDE


def test_explanation_names_words_of_the_message(matcher: Matcher) -> None:
    text = "Kronofogden jagar mig för mina Skuldr"
    explanation = matcher.explain(text)
    best = explanation.reading.entries[0]
    assert best.because
    assert set(best.because) <= set(text.split())
    assert "Skuldr" in best.because
    assert explanation.corrected == {"skuldr": "skulder"}
    read = matcher.read(text)
    assert [(one.entry, one.score) for one in explanation.reading.entries] == [(o.entry, o.score) for o in read.entries]
    assert replace(explanation.reading, entries=()) == replace(read, entries=())
    assert explanation.classes[0][1] == "skuldradgivning"


def test_two_compilations_are_equal(matcher: Matcher) -> None:
    again = make_reader(small())
    for text in ("mina skulder", "hej", "when does the bus leave", "städning"):
        assert again.read(text) == matcher.read(text)


def test_catalogue_without_examples_knows_nothing() -> None:
    reading = make_reader(empty()).read("hjälp med skulder")
    assert (reading.outcome, reading.entries) == (Outcome.UNKNOWN, ())


@pytest.mark.parametrize("language", ["sv", "en"])
def test_own_examples_are_found(library: Library, language: str) -> None:
    """What the real catalogue says itself must come out right nearly always, first or among three."""
    tried = [(e, text) for e, texts in library.catalogue.talk[language].entries.items() for text in texts[::10]]
    readings = [(entry, library.reader.read(text)) for entry, text in tried]
    found = [entry in [s.entry for s in reading.entries[:3]] for entry, reading in readings]
    assert sum(found) >= 0.95 * len(found)


@pytest.mark.parametrize(
    "text",
    [
        "Nahitaji msaada kwa watoto wangu",
        "我需要帮助照顾我的孩子",
        "ሓገዝ የድልየኒ ምስ ደቀይ",
        "Segítségre van szükségem a gyermekemmel",
        "con tôi không đi học và tôi không biết phải làm gì",
        "je n'ai pas d'argent pour manger",
        "mijn moeder is oud en heeft hulp nodig",
    ],
)
def test_language_that_nobody_here_has_is_noticed(library: Library, text: str) -> None:
    reading = library.reader.read(text)
    assert reading.foreign
    assert not reading.language_sure


@pytest.mark.parametrize(
    ("text", "crisis"),
    [
        (
            "jag har sms lån och inkasso varje vecka. jag öppnar inte breven längre. sambon vet ingenting. "
            "jag vill inte leva längre.",
            CrisisType.SUICIDE,
        ),
        ("I have debts. I don't open my letters any more. My partner knows nothing. He hits me.", CrisisType.VIOLENCE),
    ],
)
def test_danger_in_one_of_several_sentences_is_heard(library: Library, text: str, crisis: CrisisType) -> None:
    assert library.reader.read(text).crisis is crisis


@pytest.mark.parametrize("text", ["", "14", "👍", "ok", "Farsta", "jag undrar en sak om min pensionering i år"])
def test_what_is_only_short_or_odd_is_not_foreign(library: Library, text: str) -> None:
    assert not library.reader.read(text).foreign


def test_two_misspellings_of_one_word_leave_the_others_in_place(matcher: Matcher) -> None:
    explained = matcher.explain("skuldr skulderr och stdning hos mamma")
    assert explained.corrected == {"skuldr": "skulder", "skulderr": "skulder", "stdning": "stadning"}
    because = {scored.entry: scored.because for scored in explained.reading.entries}
    assert "stdning" in because["hemtjanst"]
    assert "skulderr" not in because["hemtjanst"]
