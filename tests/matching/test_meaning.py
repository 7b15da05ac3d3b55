"""What a sentence encoder adds: words that mean the same are found, though no example has them."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from bot.catalogue.model import CrisisType
from bot.editing.why import why
from bot.matching import cache, matcher
from bot.matching.compiled import compile_catalogue
from bot.matching.features import Floats
from bot.matching.matcher import Matcher, make_reader
from bot.matching.meaning import fit_weight
from bot.matching.reading import Outcome
from service.encoder import OnnxEncoder, open_encoder
from tests.matching.conftest import empty, small
from tests.tiny_encoder import write_encoder

MEANINGS = (
    "skulder kronofogden betala räkningar lån debts debt pay loans bills collector долги",
    "städning städa hemtjänst dusch mat matlåda mamma pappa farmor gammal äldre cleaning mother dad grandma old уборка",
    "preventivmedel klamydia ungdomsmottagning sex mens ung unga kroppen birth chlamydia youth body young аборт",
    "lägenhet lägenheten boskola bo flytta hyra flat renting moving learn квартира",
    "leva liv die kill умру",
    "kniv hitting hits beating бьёт",
    "bussen tunnelbanan bussbiljett bus metro ticket поезд",
    "pass passet passport виза",
    "hej hejsan morgon hallå hello hi morning привет",
    "tack tusen thanks thank спасибо",
    "människa person human спросить",
)
PARAPHRASES = [
    ("долги долги", "skuldradgivning"),
    ("уборка", "hemtjanst"),
    ("аборт", "ungdomsmottagning"),
    ("квартира", "boskola"),
]
TEXTS = ("mina skulder", "долги", "hej", "I want to die", "när går bussen", "")


class Useless:
    """An encoder to whom all texts mean the same."""

    identity = "useless"

    def encode(self, texts: Sequence[str]) -> Floats:
        return np.full((len(texts), 4), 0.5, np.float32)


@pytest.fixture(scope="module")
def encoder(tmp_path_factory: pytest.TempPathFactory) -> OnnxEncoder:
    groups = [group.split() for group in MEANINGS]
    return open_encoder(write_encoder(tmp_path_factory.mktemp("encoder"), groups))


@pytest.fixture(scope="module")
def reader(encoder: OnnxEncoder) -> Matcher:
    return make_reader(small(), encoder=encoder)


@pytest.mark.parametrize(("text", "entry"), PARAPHRASES)
def test_paraphrase_is_found_with_the_encoder_and_not_without(
    matcher: Matcher, reader: Matcher, text: str, entry: str
) -> None:
    """No example has a letter of these words."""
    assert matcher.read(text).outcome is Outcome.UNKNOWN
    reading = reader.read(text)
    assert (reading.outcome, reading.entries[0].entry) == (Outcome.ANSWER, entry)
    assert reading.entries[0].score > 2 * reading.entries[1].score


def test_danger_in_other_words_is_heard(matcher: Matcher, reader: Matcher) -> None:
    assert matcher.read("умру").crisis is None
    assert reader.read("умру").crisis is CrisisType.SUICIDE
    assert reader.read("бьёт").crisis is CrisisType.VIOLENCE


@pytest.mark.parametrize(
    ("text", "entry"),
    [("jag kan inte betala mina skuldr", "skuldradgivning"), ("where can I get birth control", "ungdomsmottagning")],
)
def test_words_still_count(reader: Matcher, text: str, entry: str) -> None:
    reading = reader.explain(text).reading
    assert reading.entries[0].entry == entry
    assert reading.entries[0].because
    assert reading.crisis is None


def test_danger_is_not_drowned(reader: Matcher) -> None:
    filler = "hyra lägenhet kurs " * 300
    assert reader.read(f"{filler}. jag vill inte leva längre, jag vill dö. {filler}").crisis is CrisisType.SUICIDE


@pytest.mark.parametrize("text", ["", "   ", "\ud800", "ord " * 10_000, "a b. " * 30_000])
def test_odd_text_is_survived(reader: Matcher, text: str) -> None:
    assert reader.read(text).outcome in Outcome


def test_why_tells_that_the_encoder_took_part(matcher: Matcher, reader: Matcher, encoder: OnnxEncoder) -> None:
    told = "\n".join(why(reader, "долги", reader.read("долги")))
    assert f"encoder   {encoder.identity} took part" in told
    assert "by meaning alone: skuldradgivning" in told
    assert "encoder" not in "\n".join(why(matcher, "долги", matcher.read("долги")))


def test_encoder_that_does_not_help_takes_no_part(matcher: Matcher) -> None:
    reader = make_reader(small(), encoder=Useless())
    assert [reader.read(text) for text in TEXTS] == [matcher.read(text) for text in TEXTS]
    assert "useless took no part" in "\n".join(why(reader, "hej", reader.read("hej")))


def test_cached_matcher_reads_the_same(encoder: OnnxEncoder, reader: Matcher, tmp_path: Path) -> None:
    for _ in range(2):
        again = make_reader(small(), tmp_path, encoder)
        assert [again.explain(text) for text in TEXTS] == [reader.explain(text) for text in TEXTS]
    assert list(tmp_path.iterdir()) == [cache.path_of(tmp_path, "small", encoder.identity)]


def test_second_start_does_not_learn_again(
    encoder: OnnxEncoder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_reader(small(), tmp_path, encoder)
    monkeypatch.setattr(matcher, "compile_catalogue", lambda *_: pytest.fail("learned again"))
    make_reader(small(), tmp_path, encoder)


def test_cache_is_of_one_encoder(encoder: OnnxEncoder, tmp_path: Path) -> None:
    make_reader(small(), tmp_path, encoder)
    make_reader(small(), tmp_path, Useless())
    make_reader(small(), tmp_path)
    assert len(list(tmp_path.iterdir())) == 3
    path = cache.path_of(tmp_path, "small")
    assert path is not None
    kept = cache.load(path)
    assert kept is not None
    assert kept.encoder == ""


def test_matcher_refuses_another_encoder(encoder: OnnxEncoder) -> None:
    compiled = compile_catalogue(small(), Useless())
    for other in (encoder, None):
        with pytest.raises(ValueError, match="another encoder"):
            Matcher(compiled, other)


def test_catalogue_without_examples_knows_nothing(encoder: OnnxEncoder) -> None:
    assert make_reader(empty(), encoder=encoder).read("долги").outcome is Outcome.UNKNOWN


def test_weight_is_chosen_on_the_given_examples() -> None:
    right = np.arange(40) % 4
    good = np.eye(4, dtype=np.float32)[right]
    nothing = np.zeros_like(good)
    assert fit_weight(nothing, good, right, range(40)) > 0
    assert fit_weight(good, nothing, right, range(40)) == 0
    assert fit_weight(good, -good, right, range(40)) == 0
    assert fit_weight(nothing, good, right, []) == 0
