import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.telegram.draw import MAX_TEXT, Bold, Drawn, Key, draw, units
from bot.wording.screen import Bubble, Button, Paragraph, Screen, Span


def paragraph(text: str, kind: str = "text") -> Paragraph:
    return Paragraph.model_validate({"kind": kind, "spans": [{"text": text}]})


def screen(
    *paragraphs: Paragraph, rtl: bool = False, author: str | None = None, labels: tuple[str, ...] = ()
) -> Screen:
    bubble = Bubble(paragraphs=paragraphs, language="sv", direction="rtl" if rtl else "ltr", author=author)
    buttons = tuple(Button(label=label, code="help", language="sv") for label in labels)
    return Screen(bubbles=(bubble,), buttons=buttons)


def test_paragraphs_stand_apart() -> None:
    shown = screen(
        paragraph("Rubrik", "heading"),
        paragraph("Ett"),
        paragraph("a", "item"),
        paragraph("b", "item"),
        paragraph("Två"),
    )
    assert draw(shown) == [Drawn("Rubrik\nEtt\n\n• a\n• b\n\nTvå", (Bold(0, 6),))]


def test_bold_counts_as_telegram_does() -> None:
    shown = screen(paragraph("😀 hej"), paragraph("Å😀", "heading"), paragraph("slut"))
    drawn = draw(shown)[0]
    bold = drawn.bold[0]
    assert (
        drawn.text.encode("utf-16-le")[2 * bold.offset : 2 * (bold.offset + bold.length)].decode("utf-16-le") == "Å😀"
    )


def test_nothing_is_markup() -> None:
    text = "<b>1 & 2</b> *a* _b_ [c](d) `e`"
    assert draw(screen(paragraph(text)))[0] == Drawn(text)


def test_phone_is_isolated_right_to_left() -> None:
    spans = (Span(text="اتصل "), Span(text="020-50 50 50", phone=True))
    assert draw(screen(Paragraph(spans=spans), rtl=True))[0].text == "اتصل \u2068020-50 50 50\u2069"
    assert draw(screen(Paragraph(spans=spans)))[0].text == "اتصل 020-50 50 50"
    within_swedish = Paragraph(spans=spans, language="ar", direction="rtl")
    assert draw(screen(within_swedish))[0].text == "اتصل \u2068020-50 50 50\u2069"


def test_person_is_named() -> None:
    assert draw(screen(paragraph("Hej"), author="Kim"))[0] == Drawn("Kim\nHej", (Bold(0, 3),))


def test_bubbles_become_one_message() -> None:
    one, two = screen(paragraph("Ett")).bubbles + screen(paragraph("Två")).bubbles
    assert [drawn.text for drawn in draw(Screen(bubbles=(one, two)))] == ["Ett\n\nTvå"]


def test_keys_stand_under_the_last() -> None:
    long = [paragraph("å" * 3000), paragraph("ö" * 3000)]
    drawn = draw(screen(*long, labels=("Prata med en människa", "x" * 80)))
    assert [one.keys for one in drawn] == [(), (Key("Prata med en människa", "help"), Key("x" * 63 + "…", "help"))]


def test_heading_goes_with_its_text() -> None:
    drawn = draw(screen(paragraph("å" * 3000), paragraph("Rubrik", "heading"), paragraph("ö" * 3000)))
    assert [one.text[:7] for one in drawn] == ["å" * 7, "Rubrik\n"]
    assert drawn[1].bold == (Bold(0, 6),)


def test_nothing_to_say_is_no_message() -> None:
    assert draw(Screen()) == []
    assert draw(screen(paragraph("  "), labels=("x",))) == []


@pytest.mark.parametrize("text", ["ord " * 3000, "å" * 10_000, "😀" * 5000, "En mening. " * 900])
def test_long_paragraph_is_cut(text: str) -> None:
    drawn = draw(screen(paragraph(text)))
    assert all(0 < units(one.text) <= MAX_TEXT for one in drawn)
    assert "".join("".join(one.text for one in drawn).split()) == "".join(text.split())
    assert len(drawn) == -(-units(text.strip()) // MAX_TEXT)


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["text", "heading", "item"]),
            st.text(st.sampled_from("ab 😀\n."), max_size=3000).map(lambda text: text * 3),
        ),
        max_size=8,
    )
)
def test_every_message_fits(parts: list[tuple[str, str]]) -> None:
    drawn = draw(screen(*(paragraph(text, kind) for kind, text in parts)))
    shown = "".join("".join(one.text.replace("•", "").split()) for one in drawn)
    assert shown == "".join("".join(text.split()) for _, text in parts)
    for one in drawn:
        assert 0 < units(one.text) <= MAX_TEXT
        assert one.text == one.text.strip()
        assert all(bold.offset + bold.length <= units(one.text) for bold in one.bold)


@pytest.mark.parametrize(
    ("text", "kind", "drawn"),
    [
        ("Trygghetslarm – زنگ اضطراری", "text", "\u200fTrygghetslarm – زنگ اضطراری"),
        ("BVC در نزدیکی", "item", "\u200f• BVC در نزدیکی"),
        ("زنگ Trygghetslarm", "text", "زنگ Trygghetslarm"),
        ("112", "text", "112"),
    ],
)
def test_paragraph_runs_right_to_left_though_it_begins_with_a_swedish_name(text: str, kind: str, drawn: str) -> None:
    assert draw(screen(paragraph(text, kind), rtl=True))[0].text == drawn
    assert "\u200f" not in draw(screen(paragraph(text, kind)))[0].text


def test_mark_of_direction_counts_for_bold() -> None:
    drawn = draw(screen(paragraph("Trygghetslarm – زنگ", "heading"), rtl=True))[0]
    assert drawn.bold == (Bold(0, len(drawn.text)),)
