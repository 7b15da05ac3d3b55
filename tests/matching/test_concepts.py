import pytest

from bot.matching.concepts import Concepts, word_lists
from bot.matching.text import folded_words

LISTS: dict[str, dict[str, tuple[str, ...]]] = {
    "sv": {
        "mother": ("mamma", "morsan", "mamm*"),
        "debt": ("skuld*", "på minus"),
        "sibling": ("halv-syskon*",),
        "alone": ("ensam*",),
        "many": ("mor",),
    },
    "en": {"mother": ("mum", "single mum"), "child": ("barn*",), "single-parent": ("single mum*", "lone parent")},
    "ar": {"mother": ("أم", "والدت*"), "home": ("سكن",), "care": ("رعاية منزل",)},
    "tr": {"purple": ("mor",)},
}
CONCEPTS = Concepts(word_lists(LISTS, {"ar": ("ال", "و", "ب", "بال", "لل")}))


@pytest.mark.parametrize(
    ("text", "language", "concepts"),
    [
        ("Morsan har SKULDER", "sv", ["mother", "debt"]),
        ("mammas skuld", "sv", ["mother", "debt"]),
        ("kontot är på minus", "sv", ["debt"]),
        ("på kontot", "sv", []),
        ("mina halv-syskon", "sv", ["sibling"]),
        ("a single mum here", "en", ["mother", "single-parent"]),
        ("single mums", "en", ["single-parent"]),
        ("lone parents", "en", []),
        ("والدتي", "ar", ["mother"]),
        ("وأم", "ar", []),
        ("ووالدتي", "ar", ["mother"]),
        ("بالسكن", "ar", ["home"]),
        ("للسكن", "ar", ["home"]),
        ("في رعاية المنزل", "ar", ["care"]),
        ("الأم", "ar", []),
    ],
)
def test_words_have_their_concepts(text: str, language: str, concepts: list[str]) -> None:
    found = sorted({one.concept for one in CONCEPTS.of(folded_words(text), language)})
    assert found == sorted(concepts)


def test_list_of_the_message_goes_before_those_that_are_mixed_in() -> None:
    assert [one.concept for one in CONCEPTS.of(["mor"], "tr")] == ["purple"]
    assert [one.concept for one in CONCEPTS.of(["mor"], "fi")] == ["many"]
    assert [one.concept for one in CONCEPTS.of(["ensamma", "mum"], "tr")] == ["alone", "mother"]


def test_places_are_those_of_the_words() -> None:
    assert [(one.concept, one.place) for one in CONCEPTS.of(["jag", "ensam", "pa", "minus"], "sv")] == [
        ("alone", 1),
        ("debt", 2),
    ]


@pytest.mark.parametrize("beside", [{}, {"other": ("لأن",)}])
def test_a_single_letter_is_no_beginning(beside: dict[str, tuple[str, ...]]) -> None:
    """Folding leaves one letter of this first word: whatever else is in the list, it must not begin all its words."""
    few = Concepts(word_lists({"ar": {"home": ("لـ* بيت",), **beside}}))
    assert "home" not in {one.concept for one in few.of(folded_words("لأنك بيت"), "ar")}


def test_looking_up_more_than_can_be_remembered_changes_nothing() -> None:
    many = Concepts(word_lists(LISTS))
    for number in range(70_000):
        many.of([f"ord{number}"], "sv")
    assert [one.concept for one in many.of(["morsan"], "sv")] == ["mother"]
