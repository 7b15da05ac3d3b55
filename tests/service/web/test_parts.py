"""The pieces that pages are drawn from."""

from bot.wording.screen import Bubble, Paragraph, Span
from service.web.pages import Pages


def drawn(*paragraphs: Paragraph) -> str:
    template = Pages().environment.from_string('{% from "web/parts.html" import bubble %}{{ bubble(it) }}')
    return template.render(it=Bubble(paragraphs=paragraphs, language="sv"))


def test_a_paragraph_in_another_language_says_so() -> None:
    spans = (Span(text="نص"),)
    page = drawn(
        Paragraph(spans=(Span(text="Text"),)),
        Paragraph(kind="small", spans=spans, language="ar", direction="rtl"),
        Paragraph(kind="heading", spans=spans, language="ar", direction="rtl"),
        Paragraph(kind="item", spans=spans, language="ar", direction="rtl"),
    )

    assert '<div class="bubble guide" lang="sv" dir="ltr">' in page
    assert "<p>Text</p>" in page
    assert '<p class="small" lang="ar" dir="rtl">نص</p>' in page
    assert '<p class="heading" lang="ar" dir="rtl"><strong>نص</strong></p>' in page
    assert '<li lang="ar" dir="rtl">نص</li>' in page
