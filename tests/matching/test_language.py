import pytest

from bot.matching.language import learn_languages

EXAMPLES = {
    "sv": [
        "jag behöver hjälp med mina räkningar",
        "hur får man stöd hemma",
        "var ligger mottagningen",
        "vad kostar det",
    ],
    "en": ["I need help with my bills", "how do I get support at home", "where is the clinic", "what does it cost"],
    "ar": ["أحتاج إلى مساعدة في دفع الفواتير", "كيف أحصل على الدعم في المنزل"],
    "fa": ["برای پرداخت قبض‌ها کمک می‌خواهم", "چگونه در خانه پشتیبانی بگیرم"],
    "uk": ["мені потрібна допомога з рахунками", "як отримати підтримку вдома"],
}
MODEL = learn_languages(EXAMPLES, ["Rinkeby", "Södra Hammarbyhamnen"])


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("jag behöver stöd hemma", "sv"),
        ("how do I get help", "en"),
        ("كيف أحصل على مساعدة", "ar"),
        ("کمک می‌خواهم چگونه", "fa"),
        ("мені потрібна підтримка", "uk"),
    ],
)
def test_sentence_is_surely_recognised(text: str, language: str) -> None:
    guess = MODEL.guess(text)
    assert (guess.language, guess.sure) == (language, True)


@pytest.mark.parametrize(
    "text", ["", "ok", "1", "👍 !!", "Rinkeby", "Södra Hammarbyhamnen", "help", "xqzw kjxq", "ありがとう"]
)
def test_little_evidence_is_never_sure(text: str) -> None:
    assert not MODEL.guess(text).sure


def test_no_examples_give_swedish() -> None:
    assert learn_languages({}, []).guess("hello there").language == "sv"
