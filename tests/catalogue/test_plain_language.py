import pytest

from bot.catalogue.plain_language import measure, sentences, words


@pytest.mark.parametrize(
    ("text", "lix"),
    [
        ("Jag är här.", 3.0),  # 3 words, 1 sentence, none long
        ("Jag är här. Du är där.", 3.0),  # 6 / 2
        ("Ring kommunen.", 2 / 1 + 100 * 1 / 2),  # one word of seven letters or more
        ("Hjälpen är bra för dig", 5 / 1 + 100 * 1 / 5),  # no full stop; "Hjälpen" has seven letters
        ("Solen skiner. Katten sover i fönstret.", 6 / 2 + 100 * 1 / 6),  # "fönstret" has eight letters
        ("Sex ord är det i meningen.", 6 / 1 + 100 * 1 / 6),
        ("Du.", 1.0),
    ],
)
def test_lix_by_hand(text: str, lix: float) -> None:
    assert measure([text]).lix == pytest.approx(lix)


def test_a_word_of_six_letters_is_not_long() -> None:
    assert measure(["sommar"]).long_words == 0
    assert measure(["sommars"]).long_words == 1


def test_a_text_without_words_has_no_lix() -> None:
    assert measure(["", "…", "– –"]).lix == 0


def test_every_paragraph_and_item_ends_a_sentence() -> None:
    measured = measure(["Du får hjälp med:", "papper", "samtal"])

    assert (measured.words, measured.sentences) == (6, 3)


def test_a_compound_with_hyphens_is_one_word() -> None:
    assert words("Skaffa bank-id i Enskede-Årsta-Vantör.") == ["Skaffa", "bank-id", "i", "Enskede-Årsta-Vantör"]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Hej. Du kan fråga. Vad vill du?", 3),
        ("Det finns t.ex. mat och kl. nio är det öppet.", 1),
        ("Hjälp! Ring nu!", 2),
        ("Han sa: \u201dJa.\u201d Sedan gick han.", 2),
        ("Vem? Jag? Ja.", 3),
        ("Så är det … Kom hit.", 2),
        ("Numret är 5. 7 är fel.", 2),
        ("Ålder spelar roll. Även för dig. Öppet för alla.", 3),
    ],
)
def test_sentences_end_where_a_new_one_can_begin(text: str, count: int) -> None:
    assert len(sentences(text)) == count
