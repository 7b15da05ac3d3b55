"""What stands around every staff page: Swedish sentences, who is signed in, and what is wrong with the knowledge."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from babel.dates import format_date, format_timedelta

from bot.catalogue.finding import Finding
from bot.guide import STOCKHOLM
from bot.library import Trouble
from bot.wording.catalogs import Catalogs
from bot.wording.fill import spans
from service.staff.sessions import Session

LANGUAGE = "sv"
MAX_FINDINGS = 20


@dataclass(frozen=True)
class Frame:
    """The frame of one page at one moment. `session` is None on the page for signing in."""

    texts: Catalogs
    session: Session | None
    trouble: Trouble | None
    now: datetime
    title: str
    language: str = LANGUAGE
    direction: str = "ltr"

    def text(self, message: str, **values: str) -> str:
        """A sentence for staff.

        Args:
            message: its id.
            values: what its placeholders stand for.
        """
        filled = spans(self.texts.text(LANGUAGE, message), values, lambda contact: contact)
        return "".join(span.text for span in filled)

    def when(self, at: datetime) -> str:
        """A moment as people say it: the time today, otherwise the day too.

        Args:
            at: the moment.
        """
        local, today = at.astimezone(STOCKHOLM), self.now.astimezone(STOCKHOLM).date()
        time = local.strftime("%H:%M")
        return time if local.date() == today else f"{self._day(local.date(), today)} {time}"

    def _day(self, day: date, today: date) -> str:
        if day == today - timedelta(days=1):
            return self.text("day.yesterday")
        return format_date(day, "d MMM", locale=LANGUAGE)

    def waited(self, since: datetime) -> str:
        """How long ago something was, in minutes, hours or days.

        Args:
            since: the moment.
        """
        passed = max(self.now - since, timedelta())
        if passed < timedelta(minutes=1):
            return self.text("day.just-now")
        return format_timedelta(passed, granularity="minute", threshold=2.0, locale=LANGUAGE)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The first faults of the edit that could not be taken in."""
        return self.trouble.findings[:MAX_FINDINGS] if self.trouble else ()

    def finding(self, found: Finding) -> str:
        """What is wrong, in words; its code where there is no sentence for it.

        Args:
            found: a fault.
        """
        try:
            return self.text(f"check.{found.code}", **found.values)
        except KeyError:
            return found.code
