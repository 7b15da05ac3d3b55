"""Pictures of the pages for the documentation: `python -m tests.browser.screenshots` writes docs/screenshots/*.png.

They show the real catalogue and the real matcher, so they are taken anew when the pages or the texts change.
"""

import tempfile
from functools import partial
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from service.settings import Settings
from service.wiring import open_shelf, wired
from tests.browser.conftest import DESK, PHONE, press, say
from tests.browser.running import add_staff, launch, running
from tests.service.pages import PASSWORD, ROOT

FOLDER = ROOT / "docs" / "screenshots"
QUESTION = "Jag tar hand om min man som är sjuk. Finns det stöd för mig?"


def _open(browser: Browser, address: str, **options: Any) -> Page:
    page = browser.new_context(**{"locale": "sv-SE", "viewport": PHONE, "device_scale_factor": 2, **options}).new_page()
    page.goto(address)
    return page


LANGUAGES = {
    "ar": ("ar", "أريد جهاز إنذار لأمي", "زوجي يضربني الآن"),
    "so": ("so", "Hooyaday waxay u baahan tahay alaarm guriga", "ninkaygu hadda wuu i garaacayaa"),
    "uk": ("uk-UA", "Потрібна тривожна кнопка для мами", "чоловік мене зараз б'є"),
}
"""A locale, a question about an alarm for one's mother, and violence now, in three languages."""


def _save(page: Page, name: str) -> None:
    page.wait_for_timeout(600)  # scrolling is smooth
    page.mouse.move(0, 0)
    page.screenshot(path=FOLDER / f"{name}.png")


def _residents(browser: Browser, address: str) -> Page:
    page = _open(browser, address)
    _save(page, "chat-welcome-phone")
    say(page, QUESTION)
    _save(page, "chat-phone")
    press(page, "Mer om det här")
    page.locator("#person button").click()
    page.wait_for_timeout(500)
    say(page, "Jag vill prata med någon som kan det här. Helst på kvällen.")
    press(page, "Ja, de får läsa")
    dark = _open(browser, address, color_scheme="dark")
    say(dark, QUESTION)
    _save(dark, "chat-phone-dark")
    desk = _open(browser, address, viewport=DESK, device_scale_factor=1)
    say(desk, QUESTION)
    _save(desk, "chat-desktop")
    crisis = _open(browser, address)
    say(crisis, "jag vill inte leva längre")
    _save(crisis, "chat-crisis-phone")
    crisis.locator("#person button").click()
    crisis.wait_for_timeout(500)
    say(crisis, "jag orkar inte, jag vill ta livet av mig")
    crisis.locator("#choices button").last.click()
    crisis.wait_for_timeout(500)
    say(crisis, "jag vill ta livet av mig")
    english = _open(browser, address, locale="en-GB")
    say(english, "I need help with my debts")
    english.locator("#person button").click()
    english.wait_for_timeout(500)
    say(english, "I would like somebody to go through my bills with me.")
    english.locator("#choices button").last.click()
    english.wait_for_timeout(500)
    return page


def _in_other_languages(browser: Browser, address: str) -> None:
    """An answer, an eligibility question and a crisis card on a phone."""
    for language, (locale, question, violence) in LANGUAGES.items():
        page = _open(browser, address, locale=locale)
        say(page, question)
        _save(page, f"chat-{language}-answer")
        page.locator("#choices button[value^='entitled']").first.click()
        page.wait_for_timeout(500)
        _save(page, f"chat-{language}-eligibility")
        danger = _open(browser, address, locale=locale)
        say(danger, violence)
        _save(danger, f"chat-{language}-crisis")


def _desk(browser: Browser, address: str, resident: Page) -> None:
    page = _open(browser, f"{address}/staff/sign-in", viewport=DESK, device_scale_factor=1)
    page.fill("#login", "amina")
    page.fill("#password", PASSWORD)
    page.click("form button.primary")
    _save(page, "staff-queue")
    page.locator("li.row:not(.crisis) button").first.click()
    page.fill("#text", "Hej! Jag heter Amina och arbetar med stöd till anhöriga.\nVill du att jag ringer dig?")
    page.click("#compose button")
    resident.locator(".turn.person").wait_for()
    _save(resident, "chat-person-phone")
    say(resident, "Tack! Kan vi skriva här i stället?")
    page.wait_for_timeout(1000)
    _save(page, "staff-case")


def main() -> None:
    """Take all pictures."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as folder,
        running(Path(folder), partial(wired, shelf=open_shelf(Settings()))) as address,
        sync_playwright() as started,
    ):
        add_staff(Path(folder), ("amina", "Amina"))
        browser = launch(started)
        _desk(browser, address, _residents(browser, address))
        _in_other_languages(browser, address)
        browser.close()


if __name__ == "__main__":
    main()
