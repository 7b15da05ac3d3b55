"""Whom a message is about, in every language: with endings, with small words written together, and by chance."""

import time

import pytest

from bot.catalogue.model import Catalogue
from bot.dialogue.about import About, about
from bot.dialogue.phrase import compiled
from tests.catalogue.folder import Folder

SV = "languages/sv.yaml"

SOMEBODY_ELSE: tuple[tuple[str, About, str], ...] = (
    ("sv", "relative", "hur gör jag med min mammas trygghetslarm"),
    ("sv", "child", "vad gäller för min sons skola"),
    ("sv", "professional", "en av mina elever behöver stöd"),
    ("en", "relative", "my mother's memory is getting worse"),
    ("en", "child", "is there anything for our daughter"),
    ("en", "professional", "one of my pupils never comes to school"),
    ("fi", "relative", "tarvitsen äidilleni turvapuhelimen"),
    ("fi", "relative", "isältäni menee kaikki sekaisin"),
    ("fi", "child", "pojallani on vaikeaa koulussa"),
    ("fi", "professional", "asiakkaallani ei ole asuntoa"),
    ("ar", "relative", "أريد جهاز إنذار لأمي"),
    ("ar", "relative", "وأمي تنسى كل شيء"),
    ("ar", "relative", "ولأمي مشكلة في الذاكرة"),
    ("ar", "relative", "الماما تعبانة كتير"),
    ("ar", "child", "بنتي لا تريد الذهاب إلى المدرسة"),
    ("ar", "child", "أبحث عن دعم لبنتي"),
    ("ar", "child", "وابني يضرب إخوته"),
    ("ar", "professional", "لمريضي حق في المساعدة؟"),
    ("fa", "relative", "مادرمو نمی‌تونم تنها بذارم"),
    ("fa", "child", "پسرم مواد مصرف می‌کند"),
    ("fa", "professional", "شاگردم هر روز غیبت می‌کند"),
    ("so", "relative", "hooyaday waxay u baahan tahay caawimo"),
    ("so", "relative", "hooyadayda ayaa jirran"),
    ("so", "relative", "ninkaygu wuu i garaacaa"),
    ("so", "child", "wiilkaygii dugsiga ma tago"),
    ("so", "professional", "ardaygaygu wuu maqan yahay"),
    ("es", "relative", "quiero una alarma para mi abuelita"),
    ("es", "child", "a mi hija la molestan en la escuela"),
    ("es", "professional", "mis alumnos faltan mucho"),
    ("pl", "relative", "szukam pomocy mamie, ma 80 lat"),
    ("pl", "relative", "mieszkam z moją mamą"),
    ("pl", "relative", "chcę alarm dla mamy"),
    ("pl", "child", "jak pomóc córeczce"),
    ("pl", "professional", "mojemu pacjentowi potrzebne wsparcie"),
    ("uk", "relative", "як допомогти мамі"),
    ("uk", "relative", "yak dopomohty moyiy mami"),
    ("uk", "child", "moia donka ne hoche do shkoly"),
    ("uk", "relative", "потрібна кнопка для моєї бабусеньки"),
    ("uk", "child", "донечці важко в школі"),
    ("uk", "professional", "моєму пацієнтові потрібна допомога"),
    ("tr", "relative", "annem her şeyi unutuyor"),
    ("tr", "relative", "anneme alarm istiyorum"),
    ("tr", "relative", "annemin alarmı bozuldu"),
    ("tr", "relative", "kocamdan korkuyorum"),
    ("tr", "child", "çocuğumdan şüpheleniyorum"),
    ("tr", "professional", "öğrencimde bir sorun var"),
)

NOBODY_ELSE = (
    ("sv", "jag är mammaledig och behöver pengar"),
    ("sv", "jag har en song att sjunga"),
    ("en", "i love my song and my daddy issues book club"),
    ("en", "i need help with papers"),
    ("fi", "saanko äitiysrahaa"),
    ("fi", "isännöitsijä ei vastaa, esimerkiksi tänään"),
    ("fi", "haluan ystävällistä apua"),
    ("ar", "هذا كلامي أنا"),
    ("ar", "أحتاج إلى سكن"),
    ("ar", "السلام عليكم، أريد مساعدة"),
    ("fa", "خانه ندارم و کار می‌خواهم"),
    ("so", "guri ma haysto"),
    ("es", "no tengo casa ni trabajo"),
    ("pl", "mamy problem z mieszkaniem"),
    ("pl", "mam syndrom stresu, wracam do ojczyzny"),
    ("uk", "у мене другий синдром, потрібна допомога"),
    ("uk", "хочу мати роботу в дитинстві"),
    ("tr", "kocaman bir sorunum var"),
    ("tr", "çok kızgınım"),
)

MYSELF = (
    ("sv", "jag är mamma till två och orkar inte"),
    ("sv", "det gäller mig själv"),
    ("en", "no, it is for me"),
    ("fi", "haen apua itselleni"),
    ("ar", "أريد هذا لنفسي"),
    ("fa", "برای خودم می‌خواهم"),
    ("so", "naftayda ayaan u rabaa"),
    ("es", "soy mamá soltera"),
    ("pl", "jestem mamą i szukam pracy"),
    ("uk", "я мама, шукаю роботу для себе"),
    ("tr", "kendim için istiyorum"),
)


@pytest.mark.parametrize("sure", [True, False])
@pytest.mark.parametrize(("language", "whom", "text"), SOMEBODY_ELSE)
def test_asks_for_somebody_else(catalogue: Catalogue, language: str, whom: About, text: str, sure: bool) -> None:
    assert about(text, catalogue, language if sure else None) == whom


@pytest.mark.parametrize(("language", "text"), NOBODY_ELSE)
def test_words_that_only_look_alike(catalogue: Catalogue, language: str, text: str) -> None:
    assert about(text, catalogue, language) is None


@pytest.mark.parametrize(("language", "text"), MYSELF)
def test_asks_for_oneself(catalogue: Catalogue, language: str, text: str) -> None:
    assert about(text, catalogue, language) == "self"


def test_somebody_else_weighs_more_than_oneself(catalogue: Catalogue) -> None:
    assert about("jag är mamma och min son mår dåligt", catalogue, "sv") == "child"
    assert about("jag jobbar som kurator och är mamma, min elev mår dåligt", catalogue, "sv") == "professional"


def test_prefix_is_no_part_of_a_word_that_is_a_phrase_itself() -> None:
    phrases = compiled(("ولدي", "لدي مريض"), ("و",))
    assert phrases.left_of(["ولدی", "مریض"]) == ["مریض"]
    assert compiled(("لدي مريض",), ("و",)).left_of(["ولدی", "مریض"]) == []


def test_every_language_is_looked_through_in_no_time(catalogue: Catalogue) -> None:
    text = "jag vill veta vad som gäller för stöd utan ansökan i min stadsdel " * 20
    about(text, catalogue)
    begun = time.perf_counter()
    about(text, catalogue)
    assert time.perf_counter() - begun < 0.5


@pytest.mark.parametrize("phrase", ["*", "a*", "min *", "min ma*ma"])
def test_star_stands_after_the_beginning_of_a_word(phrase: str) -> None:
    folder = Folder().edit(SV, "  relative: [min mamma]\n", f'  relative:\n    - "{phrase}"\n')

    assert (SV, folder.line(SV, f'- "{phrase}"'), "star-misplaced") in folder.told()
