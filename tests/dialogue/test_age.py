"""The age that a message tells, in every language, and for whom it is kept."""

import pytest

from bot.catalogue.model import Catalogue
from bot.dialogue.age import Ages, ages_in, known
from bot.dialogue.state import Conversation
from tests.catalogue.folder import Folder

SV = "languages/sv.yaml"
TOLD: tuple[tuple[str, str, Ages | None], ...] = (
    ("sv", "jag är 14", (14, 14)),
    ("sv", "Jag är 14 år och min mamma måste väl säga ja?", (14, 14)),
    ("sv", "får en 15-åring stöd", (15, 15)),
    ("sv", "min son är femton", (15, 15)),
    ("sv", "14åring", (14, 14)),
    ("sv", "är under 15 år", (0, 14)),
    ("sv", "har inte fyllt 15", (0, 14)),
    ("sv", "har fyllt 15 år", (15, 150)),
    ("sv", "för 15 år sedan", None),
    ("sv", "jag har druckit i 15 år", None),
    ("sv", "vi är 2 föräldrar och har 3 barn", None),
    ("sv", "jag är snart 15", (0, 14)),
    ("sv", "min son är inte 15 år än", (0, 14)),
    ("sv", "jag är inte 15 år", (0, 14)),
    ("en", "I am over 65 years old", (65, 150)),
    ("en", "my daughter is under 15 years old", (0, 14)),
    ("en", "my child who is almost 15 years old", (0, 14)),
    ("fa", "زیر ۱۵ سال سن دارم", (0, 14)),
    ("ar", "ابني وعمره 15", (15, 15)),
    ("ar", "وتحت 15", (0, 14)),
    ("sv", "min dotter är 13 och min son är 16", (13, 16)),
    ("en", "I'm 14, do my parents have to agree", (14, 14)),
    ("en", "my son is fifteen", (15, 15)),
    ("en", "a 14-year-old girl", (14, 14)),
    ("en", "under 15", (0, 14)),
    ("en", "i was hit 14 years ago", None),
    ("fi", "olen 14 tarvitsenko vanhempien lupaa", (14, 14)),
    ("fi", "olen 15-vuotias", (15, 15)),
    ("fi", "tyttäreni on neljätoista", (14, 14)),
    ("fi", "alle 15-vuotias", (0, 14)),
    ("fi", "15 vuotta sitten", None),
    ("ar", "عمري ١٤ سنة", (14, 14)),
    ("ar", "ابني عمره 15", (15, 15)),
    ("ar", "انا ١٤ سنة لازم اهلي يوافقوا", (14, 14)),
    ("ar", "تحت سن الـ15", (0, 14)),
    ("ar", "عمري خمسة عشر عاما", (15, 15)),
    ("ar", "قبل 15 سنة", None),
    ("fa", "۱۴ سالمه", (14, 14)),
    ("fa", "من 15 سال دارم", (15, 15)),
    ("fa", "دخترم ۱۴ ساله است", (14, 14)),
    ("fa", "زیر ۱۵ سال", (0, 14)),
    ("fa", "پانزده ساله\u200cام", (15, 15)),
    ("so", "waxaan ahay 14 jir", (14, 14)),
    ("so", "15 sano ayaan jiraa", (15, 15)),
    ("so", "waxaan jiraa afar iyo toban", (14, 14)),
    ("so", "15 sano ka yar", (0, 14)),
    ("es", "tengo 14 años", (14, 14)),
    ("es", "mi hija tiene 15", (15, 15)),
    ("es", "tengo quince años", (15, 15)),
    ("es", "menor de 15 años", (0, 14)),
    ("es", "tengo 2 hijos", None),
    ("es", "hace 15 años", None),
    ("pl", "mam 14 lat", (14, 14)),
    ("pl", "mój syn ma piętnaście lat", (15, 15)),
    ("pl", "14-latek", (14, 14)),
    ("pl", "15 lat temu", None),
    ("pl", "nie mam 15 lat", (0, 14)),
    ("uk", "мені 14", (14, 14)),
    ("uk", "мені 15 років, чи мають батьки дати згоду", (15, 15)),
    ("uk", "дитині чотирнадцять", (14, 14)),
    ("uk", "до 15 років", (0, 14)),
    ("uk", "15 років тому", None),
    ("uk", "meni 14 rokiv, batky maiut znaty?", (14, 14)),
    ("uk", "do 15 rokiv", (0, 14)),
    ("uk", "15 rokiv tomu", None),
    ("tr", "14 yaşındayım", (14, 14)),
    ("tr", "oğlum 15 yaşında", (15, 15)),
    ("tr", "on dört yaşındayım", (14, 14)),
    ("tr", "15 yaşından küçük", (0, 14)),
    ("tr", "15 yıl önce", None),
)


@pytest.mark.parametrize("sure", [True, False])
@pytest.mark.parametrize(("language", "text", "ages"), TOLD)
def test_ages_that_a_message_leaves_possible(
    catalogue: Catalogue, language: str, text: str, ages: Ages | None, sure: bool
) -> None:
    assert ages_in(text, catalogue, language if sure else None) == ages


@pytest.mark.parametrize(
    ("text", "ages"),
    [("14", (14, 14)), ("14!", (14, 14)), ("typ 14", (14, 14)), ("0", None), ("400", None), ("x", None)],
)
def test_number_alone_is_an_age_where_it_was_asked_for(catalogue: Catalogue, text: str, ages: Ages | None) -> None:
    assert ages_in(text, catalogue, asked=True) == ages
    assert ages_in(text, catalogue) is None


def test_words_and_answers_together() -> None:
    talk = Conversation(ages=(14, 40), answers={"told.age-15-": "within", "told.ages": "15-17"})
    assert known(talk) == (15, 17)
    assert known(Conversation()) == (0, 150)
    assert known(Conversation(ages=(14, 14), answers={"told.age-65-": "within"})) == (0, 150)


@pytest.mark.parametrize("phrase", ["jag är", "# är #", "jag är#"])
def test_phrase_has_one_place_for_the_number(phrase: str) -> None:
    folder = Folder().edit(SV, "living: [bor]\n", f'living: [bor]\nages:\n  is:\n    - "{phrase}"\n')

    assert (SV, folder.line(SV, f'- "{phrase}"'), "number-place") in folder.told()
