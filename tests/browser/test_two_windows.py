"""A resident and a member of staff, each in a window of their own."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE, Windows, press, say

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]


def _code(resident: Page) -> str:
    found = re.search(r"[A-Z]{3}-[A-Z0-9]{3}", resident.locator("#log").inner_text())
    assert found
    return found[0]


def _row(staff: Page, code: str) -> str:
    return f"li.row:has-text('{code}')"


def test_question_handover_reply_close(windows: Windows) -> None:
    staff = windows.staff()
    resident = windows.open()
    say(resident, "Min mamma behöver trygghetslarm")
    expect(resident.locator(".bubble.card")).to_contain_text("Trygghetslarm")
    press(resident, "Mer om det här")
    press(resident, "Prata med en människa")
    say(resident, "Vi undrar hur man får larmet")
    press(resident, "Ja, de får läsa")
    code = _code(resident)

    # The queue grows without a reload.
    row = staff.locator(_row(staff, code))
    expect(row).to_be_visible(timeout=5000)
    expect(staff).to_have_title(re.compile(r"Kön \(\d+\)"))
    row.locator("button").click()
    expect(staff.locator(".standing")).to_have_text("Du har ärendet. Roboten är tyst.")
    expect(staff.locator("blockquote")).to_have_text("Vi undrar hur man får larmet")
    expect(resident.locator(".turn.notice")).to_contain_text("Amina är här nu", timeout=5000)
    expect(resident.locator("#person")).to_be_hidden()

    # Both sides see each other's lines without a reload, and what is being typed stays.
    resident.fill("#text", "Jag håller på att skriva")
    staff.fill("#text", "Hej! Vad undrar du?\nJag läser nu.")
    staff.click("#compose button")
    reply = resident.locator(".turn.person")
    expect(reply).to_contain_text("Jag läser nu.", timeout=5000)
    expect(reply.locator(".who")).to_contain_text("Amina")
    assert resident.input_value("#text") == "Jag håller på att skriva"
    say(resident, "Vad kostar det?")
    expect(staff.locator(".turn.resident").last).to_contain_text("Vad kostar det?", timeout=5000)

    staff.click("details.end summary")
    staff.check("input[value=advised]")
    staff.click("details.end form:first-of-type button")
    staff.wait_for_url("**/staff")
    expect(staff.locator(_row(staff, code))).to_have_count(0)
    expect(resident.locator(".turn.notice").last).to_contain_text("Samtalet med personalen är slut", timeout=5000)
    say(resident, "boskola")
    expect(resident.locator(".turn.guide").last.locator(".bubble.card")).to_be_visible()


def test_the_same_without_scripts(windows: Windows) -> None:
    staff = windows.staff(java_script_enabled=False)
    resident = windows.open(java_script_enabled=False)
    resident.fill("#text", "trygghetslarm")
    resident.click("#send")
    expect(resident.locator(".bubble.card")).to_contain_text("Trygghetslarm")
    assert resident.url.endswith("/#latest")
    resident.locator("#choices button", has_text="Prata med en människa").click()
    resident.fill("#text", "Vi undrar hur man får larmet")
    resident.click("#send")
    resident.locator("#choices button", has_text="Ja, de får läsa").click()
    code = _code(resident)

    staff.reload()
    staff.locator(_row(staff, code)).locator("button").click()
    staff.fill("#text", "Hej! Vad undrar du?")
    staff.click("#compose button")
    expect(staff.locator(".turn.person")).to_contain_text("Vad undrar du?")

    resident.click("text=Se om det har kommit svar")
    expect(resident.locator(".turn.person")).to_contain_text("Vad undrar du?")
    staff.click("details.end summary")
    staff.check("input[value=booked]")
    staff.click("details.end form:first-of-type button")
    staff.wait_for_url("**/staff")
    resident.click("text=Se om det har kommit svar")
    expect(resident.locator(".turn.notice").last).to_contain_text("Samtalet med personalen är slut")


def test_two_members_of_staff(windows: Windows) -> None:
    amina, bo = windows.staff("amina"), windows.staff("bo")
    resident = windows.open()
    press(resident, "Prata med en människa")
    press(resident, "Hoppa över")
    press(resident, "Nej, bara det jag skriver nu")
    code = _code(resident)
    amina.locator(_row(amina, code)).locator("button").click()
    # What one took goes away from the other's list, without a reload.
    expect(bo.locator(f"#group-others {_row(bo, code)}")).to_contain_text("Amina", timeout=5000)
    amina.locator("button", has_text="Logga ut").click()
    amina.wait_for_url("**/staff/sign-in")
    bo.locator(f"#group-others {_row(bo, code)} a.button").click()
    expect(bo.locator(".standing")).to_contain_text("Amina har ärendet")
    expect(bo.locator("#compose")).to_have_count(0)


def test_signing_out_closes_the_other_windows(windows: Windows) -> None:
    staff = windows.staff()
    second = staff.context.new_page()
    second.goto(staff.url)
    staff.locator("button", has_text="Logga ut").click()
    expect(second.locator("#password")).to_be_visible(timeout=5000)
    windows.complaints.clear()  # the browser notes the page's 401


def test_leaving_by_the_button_and_by_the_keyboard(windows: Windows) -> None:
    for leave in ("button", "keyboard"):
        page = windows.open()
        page.route("https://www.smhi.se/**", lambda route: route.fulfill(body="<p>Väder</p>", content_type="text/html"))
        say(page, "mitt hemliga trygghetslarm")
        if leave == "button":
            page.click(".leave")
        else:
            for _ in range(3):
                page.keyboard.press("Shift")
        page.wait_for_url("https://www.smhi.se/")
        page.go_back()
        page.goto(windows.site)
        expect(page.locator("#log")).not_to_contain_text("hemliga")
        page.context.close()


def test_a_failed_send_keeps_the_text(windows: Windows) -> None:
    page = windows.open()
    say(page, "trygghetslarm")
    page.context.set_offline(True)
    page.fill("#text", "Det här får inte försvinna")
    page.press("#text", "Enter")
    expect(page.locator("#problem")).to_contain_text("Din text står kvar")
    assert page.input_value("#text") == "Det här får inte försvinna"
    page.context.set_offline(False)
    page.press("#text", "Enter")
    expect(page.locator(".turn.resident").last).to_contain_text("Det här får inte försvinna")
    windows.complaints.clear()  # the browser notes that it was offline


def test_the_page_follows_the_language_of_the_talk(windows: Windows) -> None:
    page = windows.open()
    page.fill("#text", "my mother is in need of trygghetslarm")
    page.press("#text", "Enter")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator("h1")).to_have_text("What do you need help with?")
    expect(page.locator("#problem")).to_be_empty()
    page.click("summary")
    page.click(".menu button[lang=sv]")
    expect(page.locator("html")).to_have_attribute("lang", "sv")
    expect(page.locator(".bubble.card").last).to_contain_text("Trygghetslarm")


def test_shift_enter_makes_a_line_and_the_field_grows(windows: Windows) -> None:
    page = windows.open(viewport=PHONE)
    before = page.locator("#text").bounding_box()
    page.fill("#text", "rad ett")
    for _ in range(3):
        page.press("#text", "Shift+Enter")
    page.keyboard.type("rad två")
    after = page.locator("#text").bounding_box()
    assert before is not None
    assert after is not None
    assert after["height"] > before["height"] + 30
    page.press("#text", "Enter")
    expect(page.locator(".turn.resident .bubble").last).to_have_text(re.compile(r"rad ett\s+rad två"))
    assert page.input_value("#text") == ""
