"""What is learned from: every example once, and those of other letters once more as they are typed in Latin ones."""

from bot.catalogue.model import Catalogue
from bot.matching.concepts import concepts_of
from bot.matching.course import course
from bot.matching.phrases import phrases


def test_a_copy_follows_what_it_is_of_and_is_left_out_with_it(catalogue: Catalogue) -> None:
    found = phrases(catalogue)
    plan = course([phrase for phrase in found if phrase.language in {"uk", "sv"}], concepts_of(catalogue), frozenset())
    pairs = [
        (before, after)
        for before, after in zip(range(len(plan.phrases)), range(1, len(plan.phrases)), strict=False)
        if plan.phrases[after].copied
    ]
    assert len(pairs) > 1000
    for before, after in pairs:
        one, copy = plan.phrases[before], plan.phrases[after]
        assert (one.kind, one.label, one.language, one.tested) == (copy.kind, copy.label, copy.language, copy.tested)
        assert not one.copied
        assert plan.lessons[before].fold == plan.lessons[after].fold


def test_habits_take_turns(catalogue: Catalogue) -> None:
    copies = [phrase.text for phrase in phrases(catalogue) if phrase.copied]
    assert sum("kh" in text for text in copies) > 100
    assert sum("h" in text and "kh" not in text for text in copies) > 100
    assert not any(phrase.copied for phrase in phrases(catalogue) if phrase.language in {"sv", "ar"})


def test_words_have_their_concepts_in_latin_letters(catalogue: Catalogue) -> None:
    concepts = concepts_of(catalogue)
    meant = {found.concept for found in concepts.of(["мама"], "uk")}
    assert meant
    for typed in ("mamu", "matusia", "matusya"):
        assert {found.concept for found in concepts.of([typed], "uk")} >= meant
