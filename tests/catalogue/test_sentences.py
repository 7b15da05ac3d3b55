"""Every fault has its sentences in both languages, and every sentence its fault."""

import re
from pathlib import Path
from typing import get_args

import pytest

from bot.catalogue.codes import Code
from bot.catalogue.finding import fault, warning
from bot.catalogue.sentences import Sentences, read_sentences

ROOT = Path(__file__).resolve().parents[2]
LOCALES = ROOT / "locales"
REPORT = {"report.warning", "report.meant", "report.faults", "report.beside", "report.good"}


def codes(kind: object = Code) -> set[str]:
    return {kind} if isinstance(kind, str) else {code for part in get_args(kind) for code in codes(part)}


@pytest.fixture(params=["sv", "en"])
def sentences(request: pytest.FixtureRequest) -> Sentences:
    texts = read_sentences(LOCALES, request.param).texts
    return Sentences({id_: text for id_, text in texts.items() if not id_.startswith("schema.")})


def test_every_code_has_both_sentences_and_every_sentence_a_code(sentences: Sentences) -> None:
    expected = {f"{code}{ending}" for code in codes() for ending in ("", ".advice")} | REPORT

    assert set(sentences.texts) == expected


@pytest.mark.parametrize("language", ["sv", "en"])
def test_no_language_falls_back_on_another(language: str) -> None:
    text = (LOCALES / language / "LC_MESSAGES" / "staff.po").read_text(encoding="utf-8")

    own = set(re.findall(r'^msgid "check\.(.+)"$', text, re.MULTILINE))
    assert own == set(read_sentences(LOCALES, "sv").texts)


def test_every_code_is_used_somewhere() -> None:
    sources = [path.read_text(encoding="utf-8") for path in (ROOT / "bot").rglob("*.py") if path.name != "codes.py"]
    used = {code for code in codes() if any(f'"{code}"' in source for source in sources)}

    assert used == codes()


def test_both_languages_fill_the_same_placeholders() -> None:
    swedish, english = (read_sentences(LOCALES, language).texts for language in ("sv", "en"))
    pattern = re.compile(r"\{[a-z]+\}")

    for id_, text in swedish.items():
        assert set(pattern.findall(english[id_])) == set(pattern.findall(text)), id_


def test_sentences_end_and_begin_as_sentences_do(sentences: Sentences) -> None:
    for id_, text in sentences.texts.items():
        assert text[-1] in ".?:", id_
        assert text[0] in '"{' or text[0].isupper(), id_


def test_a_finding_is_told_with_what_was_meant() -> None:
    sentences = Sentences(
        {"entry-unknown": "A {id}.", "entry-unknown.advice": "B.", "report.meant": "C {meant}?", "report.warning": "W:"}
    )

    assert sentences.finding(fault("f", 1, "entry-unknown", id="x", meant="y")) == "A x. C y? B."
    assert sentences.finding(warning("f", 1, "entry-unknown", id="")) == "W: A –. B."


def test_values_are_not_filled_again() -> None:
    assert Sentences({"x": "{a} {b}"}).text("x", {"a": "{b}", "b": "{a}"}) == "{b} {a}"


def test_a_language_without_sentences_is_told_in_swedish() -> None:
    assert read_sentences(LOCALES, "xx").texts == read_sentences(LOCALES, "sv").texts
