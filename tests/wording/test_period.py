"""The time in which one can begin, in every language: as a condition, as a reason, and as a question."""

from dataclasses import replace
from datetime import date

import pytest

from bot.catalogue.model import Catalogue, Entry
from bot.catalogue.placeholders import PLACEHOLDER
from bot.dialogue.actions import Action, ActionName
from bot.dialogue.engine import step
from bot.dialogue.events import Pressed
from bot.dialogue.replies import EntryConditions, QuestionCard, Shown, Verdict
from bot.dialogue.state import Conversation
from bot.dialogue.step import Step, World
from bot.eligibility.judge import Truth
from bot.library import Library
from bot.places.finder import PlaceFinder
from bot.wording.drawing import Wording

NOVEMBER, OCTOBER = date(2026, 11, 22), date(2026, 10, 22)
ID = "boskola"
"""Whose words the made-up facts borrow."""


def made(catalogue: Catalogue, *conditions: dict[str, object]) -> Catalogue:
    """The real catalogue with one entry of made-up facts, and a word for its event in every language."""
    facts = {"id": ID, "access": "open", "conditions": conditions, "sources": [{"document": "000"}]}
    languages = {
        code: language.model_copy(update={"terms": {**language.terms, "child-born": "…"}})
        for code, language in catalogue.languages.items()
    }
    return replace(catalogue, entries={**catalogue.entries, ID: Entry.model_validate(facts)}, languages=languages)


SEASON: dict[str, object] = {"kind": "period", "from": "2026-09-01", "until": "2026-10-31"}
STATED: dict[str, object] = {"kind": "period", "within_months": "12", "since": "child-born"}
ALL: tuple[dict[str, object], ...] = (
    SEASON,
    {"kind": "period", "from": "2026-09-01"},
    {"kind": "period", "until": "2026-10-31"},
    {"kind": "period", "months": {"from": "9", "to": "11"}},
    {"kind": "period", "months": {"from": "5", "to": "5"}},
    STATED,
)


@pytest.mark.parametrize("language", ["sv", "en", "fi", "ar", "fa", "so", "es", "pl", "uk", "tr"])
def test_every_form_is_said_whole(library: Library, language: str) -> None:
    catalogue = made(library.catalogue, *ALL)
    wording = Wording(library.wording.catalogs, catalogue)
    verdict = Verdict(entry=ID, truth=Truth.NOT_MET, failed=tuple(range(len(ALL))))
    replies = (EntryConditions(entry=ID), verdict, QuestionCard(entry=ID, question="period-12-child-born", other=True))
    screen = wording.screen(Shown(replies=replies), language, NOVEMBER)
    texts = [paragraph.plain for bubble in screen.bubbles for paragraph in bubble.paragraphs]
    assert not [text for text in texts if PLACEHOLDER.search(text) or not text.strip()]
    items = [p.plain for bubble in screen.bubbles[:2] for p in bubble.paragraphs if p.kind == "item"]
    assert items[: len(ALL)] == items[len(ALL) :]
    assert len(set(items)) == len(ALL)


def _begin(catalogue: Catalogue, day: date) -> Step:
    world = World(catalogue, PlaceFinder(catalogue), day)
    return step(Conversation(), Pressed(Action(name=ActionName.ENTITLED, value=ID)), world)


def test_out_of_season_is_told_at_once(library: Library) -> None:
    result = _begin(made(library.catalogue, SEASON), NOVEMBER)
    (said,) = result.shown.replies
    assert isinstance(said, Verdict)
    assert said.truth is Truth.NOT_MET
    assert said.instead


def test_in_season_the_conditions_are_shown(library: Library) -> None:
    assert _begin(made(library.catalogue, SEASON), OCTOBER).shown.replies == (EntryConditions(entry=ID),)


def test_event_is_asked_for(library: Library) -> None:
    catalogue = made(library.catalogue, STATED)
    asked = _begin(catalogue, NOVEMBER)
    codes = [button.code for button in asked.shown.buttons]
    assert codes == [f"answer:period-12-child-born:{answer}" for answer in ("yes", "no", "rather-not")]
    world = World(catalogue, PlaceFinder(catalogue), NOVEMBER)
    (said,) = step(asked.conversation, Pressed(asked.shown.buttons[0]), world).shown.replies
    assert isinstance(said, Verdict)
    assert said.truth is Truth.MET
