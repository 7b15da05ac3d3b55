"""What may go wrong in the service that somebody has to be told about, named after what happened.

Each edge (pages, chat, commands) turns a `GuideError` into words in one place. An expected conflict is not a crash:
it is not logged as one.
"""
# ruff: noqa: N818 - errors are named after what happened

from collections.abc import Mapping
from datetime import datetime


class GuideError(Exception):
    """An error with a sentence for people.

    Args:
        message_id: the id of the sentence in `locales/`.
        status: the HTTP status of a page that shows it.
        values: what goes into the sentence's placeholders; never what a resident wrote.
    """

    def __init__(self, message_id: str, status: int, values: Mapping[str, str] | None = None) -> None:
        super().__init__(message_id)
        self.message_id = message_id
        self.status = status
        self.values = dict(values or {})


class NotFound(GuideError):
    """There is nothing here for whoever asks; whether it exists for somebody else is not told."""

    def __init__(self) -> None:
        super().__init__("error-not-found", 404)


class CaseAlreadyTaken(GuideError):
    """Another member of staff was faster, or the same one pressed twice (`staff` tells)."""

    def __init__(self, staff: str, by: str, since: datetime) -> None:
        super().__init__("error-case-already-taken", 409, {"by": by})
        self.staff = staff
        self.by = by
        self.since = since


class CaseNotHeld(GuideError):
    """Only who holds a case may write in it, release it or close it."""

    def __init__(self) -> None:
        super().__init__("error-case-not-held", 409)


class CaseClosed(GuideError):
    """The case is closed, and stays so."""

    def __init__(self) -> None:
        super().__init__("error-case-closed", 409)


class SignInFailed(GuideError):
    """The login or the password is wrong, or the account is disabled; which of them is not told."""

    def __init__(self) -> None:
        super().__init__("error-sign-in-failed", 401)


class TooManyTries(GuideError):
    """Too many sign-in tries. `retry_after` is the number of seconds until the next one is heard."""

    def __init__(self, retry_after: int) -> None:
        super().__init__("error-too-many-tries", 429, {"minutes": str(-(-retry_after // 60))})
        self.retry_after = retry_after


class PasswordRefused(GuideError):
    """A new password is too short or too long."""

    def __init__(self, shortest: int, longest: int) -> None:
        super().__init__("error-password-refused", 422, {"shortest": str(shortest), "longest": str(longest)})


class LoginTaken(GuideError):
    """There is an account with this login already."""

    def __init__(self, login: str) -> None:
        super().__init__("error-login-taken", 409, {"login": login})


class StorageUnavailable(GuideError):
    """The database is gone, full or too busy. Nothing was kept, as far as one can know: see `Database.run`."""

    def __init__(self) -> None:
        super().__init__("error-storage-unavailable", 503)


class EncoderUnusable(Exception):
    """The semantic encoder that the operator names cannot be used, and the service does not start without it.

    Args:
        what: what happened, where, and what to do; a sentence without its full stop.
    """

    def __init__(self, what: str) -> None:
        super().__init__(f"{what}, or unset INSATSGUIDEN_ENCODER_DIR to do without an encoder.")


class LearningFailed(Exception):
    """The process that learns the content did not come to its end.

    Args:
        code: its exit code; negative where it was ended from outside, by the system for want of memory or by somebody.
    """

    def __init__(self, code: int) -> None:
        happened = "was ended from outside, most likely for want of memory" if code < 0 else "failed, as told above"
        super().__init__(
            f"The process that learns the content {happened} (exit code {code}). It takes 1.5 GB: give the machine "
            "more, or run `insatsguiden knowledge learn` elsewhere and copy the cache."
        )
