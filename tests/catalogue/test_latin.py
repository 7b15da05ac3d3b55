"""A language of other letters, as it is typed in Latin ones."""

import pytest

from bot.catalogue.latin import typist, with_latin
from bot.catalogue.model import Catalogue
from tests.catalogue.folder import Folder

SV = "languages/sv.yaml"


def test_each_habit_gives_a_spelling(catalogue: Catalogue) -> None:
    typed = typist(catalogue.languages["uk"])
    assert typed("Хочу додому") == ("khochu dodomu", "hochu dodomu")
    assert typed("Щастя, ї15!") == ("shchastya, yi15!", "schastia, i15!")
    assert typed("мама") == ("mama",)


@pytest.mark.parametrize(("language", "text"), [("uk", "hochu dodomu"), ("uk", "15?"), ("sv", "Hej"), ("ar", "بيت")])
def test_nothing_where_there_is_nothing_to_change(catalogue: Catalogue, language: str, text: str) -> None:
    assert typist(catalogue.languages[language])(text) == ()


def test_every_letter_of_the_examples_is_known(catalogue: Catalogue) -> None:
    typed = typist(catalogue.languages["uk"])
    for label, examples in catalogue.talk["uk"].entries.items():
        left = {letter for text in examples for spelling in typed(text) for letter in spelling if "а" <= letter <= "ґ"}
        assert not left, label


def test_words_stand_beside_what_they_become(catalogue: Catalogue) -> None:
    assert with_latin(["дім", "dim", "хата"], catalogue.languages["uk"]) == ("дім", "dim", "хата", "khata", "hata")


@pytest.mark.parametrize("habit", ["ab: c", "я: 5", "я: 'ы'", "я: abcde", "Я: ya", "İ: i", "5: a", "' ': ''", "a: b"])
def test_only_letters_that_can_be_typed_are_taken(habit: str) -> None:
    folder = Folder().edit(SV, "living: [bor]\n", f"living: [bor]\nlatin:\n  - {{{habit}}}\n")
    assert (SV, folder.line(SV, f"- {{{habit}}}"), "value-wrong") in folder.told()
