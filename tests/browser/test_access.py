"""Everybody can use the pages: small screens, zoom, right to left, keyboards, screen readers."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import DESK, PHONE, Windows, faults, press, say

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

RIGHT_TO_LEFT = """() => {
    document.documentElement.dir = "rtl";
    for (const one of document.querySelectorAll("[dir=ltr]:not(bdi)")) one.dir = "rtl";
}"""
SMALL = """() => [...document.querySelectorAll("a[href], button, summary, textarea, input:not([type=hidden]), .option")]
    .filter((one) => one.offsetParent && !one.matches(".skip, p a:not(.tel), dd a"))
    .map((one) => [one.outerHTML.slice(0, 90), one.getBoundingClientRect()])
    .filter(([, box]) => box.width > 0 && (box.height < 43.5 || box.width < 43.5))
    .map(([html, box]) => `${Math.round(box.width)}x${Math.round(box.height)} ${html}`)"""
HEARD = """() => {
    window.heard = [];
    new MutationObserver((changes) => {
        const nodes = changes.flatMap((change) => [...change.addedNodes]);
        heard.push(...nodes.filter((node) => node.textContent.trim()).map((node) => node.id));
    }).observe(document.getElementById("log"), { childList: true });
}"""


def _no_sideways_scroll(page: Page) -> None:
    width = page.viewport_size["width"] if page.viewport_size else 0
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def _talk(windows: Windows, **options: Any) -> Page:
    """A talk with everything in it that a talk can have."""
    page = windows.open(**options)
    say(page, "trygghetslarm och anhorigstod")
    say(page, "trygghetslarm")
    press(page, "Mer om det här")
    say(page, "ettmycketlångtord" * 20)
    say(page, "jag vill ta livet av mig")
    return page


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
def test_axe_finds_nothing_in_the_chat(windows: Windows, scheme: str, viewport: dict[str, int]) -> None:
    page = windows.open(color_scheme=scheme, viewport=viewport)
    assert faults(page) == []
    page = _talk(windows, color_scheme=scheme, viewport=viewport)
    page.click("summary")
    assert faults(page) == []
    page.evaluate(RIGHT_TO_LEFT)
    assert faults(page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_the_staffs_pages(windows: Windows, scheme: str) -> None:
    resident = _talk(windows)
    press(resident, "Prata med en människa")
    say(resident, "Hjälp mig tack")
    press(resident, "Ja, de får läsa")
    say(resident, "jag vill ta livet av mig")
    page = windows.open("/staff/sign-in", color_scheme=scheme)
    assert faults(page) == []
    page = windows.staff(color_scheme=scheme)
    assert faults(page) == []
    _no_sideways_scroll(page)
    page.locator("li.row.crisis button").first.click()
    page.wait_for_url("**/cases/**")
    page.fill("#text", "Hej")
    page.click("#compose button")
    expect(page.locator(".turn.person")).to_have_count(1)
    for summary in page.locator("summary").all():
        summary.click()
    assert faults(page) == []
    page.set_viewport_size({"width": 320, "height": 640})
    _no_sideways_scroll(page)
    page.click("text=Se det personen såg")
    assert faults(page) == []


def test_axe_finds_nothing_on_error_pages(windows: Windows) -> None:
    page = windows.open("/there-is-no-such-page")
    assert faults(page) == []
    windows.complaints.clear()  # the browser notes the page's 404


@pytest.mark.parametrize("size", [(320, 640), (320, 256), (360, 740), (1280, 860)])
def test_no_sideways_scroll(windows: Windows, size: tuple[int, int]) -> None:
    page = _talk(windows, viewport={"width": size[0], "height": size[1]})
    _no_sideways_scroll(page)
    page.click("summary")
    _no_sideways_scroll(page)
    page.evaluate(RIGHT_TO_LEFT)
    _no_sideways_scroll(page)
    box = page.locator(".leave").bounding_box()
    assert box is not None
    assert 0 <= box["y"] <= size[1] - box["height"]  # the way out is in sight, wherever one has scrolled


def test_targets_are_large_enough(windows: Windows) -> None:
    page = _talk(windows)
    page.click("summary")
    assert page.evaluate(SMALL) == []
    assert windows.staff(viewport=PHONE).evaluate(SMALL) == []


def test_each_line_is_told_once(windows: Windows) -> None:
    page = windows.open()
    page.evaluate(HEARD)
    say(page, "trygghetslarm")
    press(page, "Mer om det här")
    page.wait_for_timeout(500)
    assert page.evaluate("heard") == ["line-2", "line-3", "line-4", "line-5"]


def test_the_keyboard_is_enough(windows: Windows) -> None:
    page = windows.open()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    page.keyboard.type("trygghetslarm")
    page.keyboard.press("Enter")
    expect(page.locator(".bubble.card")).to_be_visible()
    assert page.evaluate("document.activeElement.id") == "text"
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")  # the last choice: begin again
    expect(page.locator(".turn.resident .bubble").last).to_have_text("Börja om")


def test_numbers_are_not_mirrored(windows: Windows) -> None:
    page = windows.open()
    say(page, "jag vill ta livet av mig")
    page.evaluate(RIGHT_TO_LEFT)
    link = page.locator("a.tel").first
    assert link.get_attribute("href") == "tel:112"
    assert link.locator("bdi").evaluate("one => getComputedStyle(one).direction") == "ltr"


def test_the_chat_is_small(windows: Windows) -> None:
    page = windows.open("/nothing-here")
    sizes: list[int] = []
    page.on("response", lambda answer: sizes.append(len(answer.body())))
    page.goto(windows.site)
    page.wait_for_load_state("networkidle")
    assert sum(sizes) < 60 * 1024
    windows.complaints.clear()
