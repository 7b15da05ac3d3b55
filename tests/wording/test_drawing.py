"""Everything that the bot can show, drawn in every language: whole, with nothing left to fill in."""

from collections.abc import Iterator
from datetime import date

import pytest

from bot.catalogue.model import CrisisType, Entry
from bot.catalogue.placeholders import PLACEHOLDER
from bot.dialogue.actions import Action, ActionName
from bot.dialogue.replies import (
    CrisisCard,
    ElsewhereCard,
    EntryCard,
    EntryConditions,
    EntryMore,
    PersonLine,
    PlaceCard,
    QuestionCard,
    Reply,
    Say,
    Shown,
    Verdict,
)
from bot.eligibility.answers import RATHER_NOT, question
from bot.eligibility.by_age import question_by_age
from bot.eligibility.judge import Truth
from bot.library import Library
from bot.wording.screen import Screen

TODAY = date(2026, 11, 22)
DAYS = (date(2025, 1, 1), TODAY, date(2029, 6, 1))


@pytest.fixture(scope="module", params=["sv", "en", "fi", "ar", "fa", "so", "es", "pl", "uk", "tr"])
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def of_entry(entry: Entry) -> Iterator[Reply]:
    for ages in (None, *entry.by_age):
        yield EntryCard(entry=entry.id, ages=ages)
        yield EntryMore(entry=entry.id, ages=ages)
    yield EntryConditions(entry=entry.id)
    if by_age := question_by_age(entry):
        yield QuestionCard(entry=entry.id, question=by_age.name)
    for position, condition in enumerate(entry.conditions):
        asked = question(condition)
        for other in (False, True) if asked else ():
            yield Verdict(entry=entry.id, truth=Truth.NOT_MET, failed=(position,), other=other, instead=True)
            if asked:
                yield QuestionCard(entry=entry.id, question=asked.name, other=other)


def everything(library: Library) -> Iterator[Reply]:
    for entry in library.catalogue.entries.values():
        yield from of_entry(entry)
    for truth in Truth:
        yield Verdict(entry="kast", truth=truth)
    for crisis in CrisisType:
        yield CrisisCard(crisis=crisis)
    for topic in library.catalogue.talk["sv"].elsewhere_texts:
        yield ElsewhereCard(topic=topic)
    for kind in library.catalogue.talk["sv"].smalltalk:
        yield Say(message=f"smalltalk.{kind}")
    yield PlaceCard(place="Rågsved", districts=("enskede-arsta-vantor",))
    yield PlaceCard(place="Enskede", districts=("enskede-arsta-vantor", "skarpnack"))
    yield PlaceCard(place="Solna", municipality="Solna")


def texts(screen: Screen) -> Iterator[str]:
    for bubble in screen.bubbles:
        assert bubble.paragraphs
        for paragraph in bubble.paragraphs:
            yield paragraph.plain
    for button in screen.buttons:
        yield button.label


def test_every_reply_is_whole(library: Library, language: str) -> None:
    for reply in everything(library):
        for day in DAYS:
            screen = library.wording.screen(Shown(replies=(reply,)), language, day)
            for text in texts(screen):
                assert text.strip(), reply
                assert not PLACEHOLDER.search(text), (reply, text)


def test_every_reply_is_in_the_language(library: Library, language: str) -> None:
    direction = library.catalogue.languages[language].direction
    for reply in everything(library):
        (bubble,) = library.wording.screen(Shown(replies=(reply,)), language, TODAY).bubbles
        assert (bubble.language, bubble.direction) == (language, direction), reply


def test_every_button_has_a_label(library: Library, language: str) -> None:
    actions = [Action(name=name) for name in ActionName if name not in {"entry", "language", "answer"}]
    actions += [Action(name=ActionName.ENTRY, value=entry) for entry in library.catalogue.entries]
    actions += [Action(name=ActionName.LANGUAGE, value=code) for code in library.catalogue.languages]
    for entry in library.catalogue.entries.values():
        for asked in (question_by_age(entry), *map(question, entry.conditions)):
            if asked:
                for option in (*asked.options, RATHER_NOT):
                    actions.append(Action(name=ActionName.ANSWER, value=f"{asked.name}:{option}"))
    screen = library.wording.screen(Shown(buttons=tuple(actions)), language, TODAY)
    for button, action in zip(screen.buttons, actions, strict=True):
        assert button.label.strip()
        assert not PLACEHOLDER.search(button.label)
        assert button.code == action.code
        assert Action.parse(button.code) == action


def test_crisis_shows_112_as_a_number_to_dial(library: Library, language: str) -> None:
    for crisis in CrisisType:
        (bubble,) = library.wording.screen(Shown(replies=(CrisisCard(crisis=crisis),)), language, TODAY).bubbles
        numbers = [span.text for paragraph in bubble.paragraphs for span in paragraph.spans if span.phone]
        assert numbers[0] == "112"
        assert bubble.tone == "crisis"


def test_what_a_person_wrote_is_shown_as_written(library: Library) -> None:
    line = PersonLine(text="Hej!\n\n{min_age} <b>åtta</b>", alias="Anna")
    (bubble,) = library.wording.screen(Shown(replies=(line,)), "ar", TODAY).bubbles
    assert [paragraph.plain for paragraph in bubble.paragraphs] == ["Hej!", "{min_age} <b>åtta</b>"]
    assert bubble.author == "Anna"


def test_cost_and_what_is_written_down_are_always_told(library: Library, language: str) -> None:
    """A service says what it costs and what is written down, or that staff will tell."""
    headings = library.catalogue.languages[language].headings
    for entry in library.catalogue.entries.values():
        if entry.access in {"info", "urgent"}:
            continue
        (bubble,) = library.wording.screen(Shown(replies=(EntryMore(entry=entry.id),)), language, TODAY).bubbles
        shown = {paragraph.plain for paragraph in bubble.paragraphs if paragraph.kind == "heading"}
        assert {headings["cost"], headings["written_down"]} <= shown, entry.id  # type: ignore[index] # ids are texts


@pytest.mark.parametrize(
    ("day", "runs", "takes_over"),
    [(date(2026, 6, 30), "stadsdelsnamnderna", "socialnamnden"), (date(2026, 7, 1), "socialnamnden", None)],
)
def test_card_says_who_runs_it_on_the_day(
    library: Library, language: str, day: date, runs: str, takes_over: str | None
) -> None:
    card = EntryCard(entry="relationsvaldscentrum")
    shown = " ".join(texts(library.wording.screen(Shown(replies=(card,)), language, day)))
    terms = library.catalogue.languages[language].terms
    assert terms[runs] in shown
    assert (takes_over is not None) == ("2026" in shown and terms["stadsdelsnamnderna"] in shown)


def test_each_age_reads_what_holds_for_it_and_no_more(library: Library, language: str) -> None:
    (words, _), day = library.catalogue.words_for("om-ditt-barn-15", language), TODAY
    marked = {block.ages: block for section in words.sections.values() for block in section if block.ages}
    for ages, other in (("under-15", "from-15"), ("from-15", "under-15")):
        mine, not_mine = (marked[name].text.split("{")[0].strip() for name in (ages, other))
        for reply in (EntryCard, EntryMore):
            card = Shown(replies=(reply(entry="om-ditt-barn-15", ages=ages),))
            shown = " ".join(texts(library.wording.screen(card, language, day)))
            assert mine in shown
            assert not not_mine or not_mine not in shown
            assert ("14" in shown) == (ages == "under-15")
    whole = Shown(replies=(EntryMore(entry="om-ditt-barn-15"),))
    both = " ".join(texts(library.wording.screen(whole, language, day)))
    assert "14" in both
    assert "17" in both


def test_ages_that_an_edit_took_away_show_all(library: Library) -> None:
    card = EntryCard(entry="kast", ages="gone")
    whole = EntryCard(entry="kast")
    drawn = [library.wording.screen(Shown(replies=(one,)), "sv", TODAY) for one in (card, whole)]
    assert drawn[0] == drawn[1]
