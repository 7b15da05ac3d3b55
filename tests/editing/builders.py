"""Test questions and readings, made by hand."""

from collections.abc import Mapping

from bot.catalogue.model import CrisisType
from bot.editing.judging import Judged, grade
from bot.editing.question import Kind, Question
from bot.matching.reading import Outcome, Reading, Scored

URGENT = frozenset({"akut-fara"})

QUESTIONS = """\
find:
  larmet:
    - jag ramlar och vill kunna trycka
    - {ask: vem hjälper mormor, or: [lotsen]}
  lotsen:
    - breven från myndigheten är svåra
never:
  larmet: [brandlarm till stugan]
several:
  - {ask: både brev och ett larm tack, find: [lotsen, larmet]}
nothing: [vad är klockan]
danger:
  suicide: [nu tar jag livet av mig]
  violence: [han slog mig igen]
no_danger: [den filmen dödar mig]
smalltalk: [tjena]
person: [ge mig en handläggare]
"""


def read_as(*entries: str, outcome: Outcome = Outcome.ANSWER, crisis: CrisisType | None = None) -> Reading:
    """A reading with these entries, the likeliest first."""
    return Reading(Outcome.CRISIS if crisis else outcome, tuple(Scored(e, 0.5) for e in entries), crisis=crisis)


def judged(kind: Kind, names: tuple[str, ...], reading: Reading, language: str = "sv", text: str = "?") -> Judged:
    """A question of a kind, and how good this reading of it is."""
    question = Question(language, kind, text, names)
    return Judged(question, text, reading, grade(question, reading, URGENT))


class Known:
    """A reader that knows its answers by heart, and else says that it does not know."""

    def __init__(self, answers: Mapping[str, Reading]) -> None:
        self.answers = answers

    def read(self, text: str) -> Reading:
        return self.answers.get(text, Reading(Outcome.UNKNOWN))
