"""The dialogue core, on the real catalogue, with readings given by hand."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.catalogue.model import Catalogue, CrisisType
from bot.dialogue.actions import Action, ActionName
from bot.dialogue.engine import step
from bot.dialogue.events import (
    Event,
    HandoverOpened,
    PersonClosed,
    PersonReleased,
    PersonSaid,
    PersonTook,
    Pressed,
    Said,
    Started,
)
from bot.dialogue.replies import CrisisCard, CrisisSeen, EntryCard, OpenHandover, PersonLine, PlaceCard, Say
from bot.dialogue.state import TRANSITIONS, Case, Conversation, Phase
from bot.dialogue.step import Step, World
from bot.matching.reading import Outcome, Reading, Scored
from bot.places.finder import PlaceFinder

TODAY = date(2026, 11, 22)


@pytest.fixture(scope="session")
def world(catalogue: Catalogue) -> World:
    return World(catalogue, PlaceFinder(catalogue), TODAY)


def said(outcome: Outcome, *entries: str, **more: object) -> Said:
    scored = tuple(Scored(entry, 0.9 - place / 10) for place, entry in enumerate(entries))
    return Said("text", Reading(outcome, scored, **more))  # type: ignore[arg-type] # values of one test


def press(name: ActionName, value: str = "") -> Pressed:
    return Pressed(Action(name=name, value=value))


def messages(result: Step) -> list[str]:
    return [reply.message for reply in result.shown.replies if isinstance(reply, Say)]


def play(world: World, *events: Event) -> Step:
    result = Step(Conversation())
    for event in events:
        result = step(result.conversation, event, world)
    return result


class TestQuestions:
    def test_clear_question_gets_card(self, world: World) -> None:
        result = play(world, said(Outcome.ANSWER, "anhorigstod", "hemtjanst"))
        assert result.shown.replies == (EntryCard(entry="anhorigstod"),)
        names = [button.name for button in result.shown.buttons]
        assert names == ["more", "entitled", "person", "languages", "restart"]
        assert result.conversation.entry == "anhorigstod"

    def test_unclear_question_offers_three_and_ways_out(self, world: World) -> None:
        result = play(world, said(Outcome.CLARIFY, "anhorigstod", "hemtjanst", "kast", "origo"))
        codes = [button.code for button in result.shown.buttons]
        assert codes == ["entry:anhorigstod", "entry:hemtjanst", "entry:kast", "none", "person"]
        assert result.conversation.phase is Phase.CHOOSING

    def test_other_needs_stand_beside_the_answer(self, world: World) -> None:
        several = (Scored("kast", 0.9), Scored("origo", 0.7), Scored("mini-maria", 0.6))
        result = play(world, said(Outcome.ANSWER, "kast", "origo", needs=several))
        assert result.shown.replies == (EntryCard(entry="kast"), Say(message="needs.also"))
        assert [button.code for button in result.shown.buttons][:3] == ["entry:origo", "entry:mini-maria", "more:kast"]

    def test_no_button_stands_twice(self, world: World) -> None:
        instead = world.catalogue.entries["boskola"].alternatives[0]
        several = (Scored("boskola", 0.9), Scored(instead, 0.7))
        codes = [b.code for b in play(world, said(Outcome.ANSWER, "boskola", needs=several)).shown.buttons]
        assert codes.count(f"entry:{instead}") == 1

    @pytest.mark.parametrize("text", ["hon är 45", "عمري 34", "mä oon 56", "18"])
    def test_age_alone_keeps_the_subject(self, world: World, text: str) -> None:
        told = Said(text, Reading(Outcome.ANSWER, (Scored("oppenvard-beroende", 0.8),)))
        result = play(world, said(Outcome.ANSWER, "anhorigstod"), told)
        assert messages(result) == ["age.noted"]
        assert result.conversation.entry == "anhorigstod"
        assert result.conversation.ages == (int("".join(filter(str.isdecimal, text))),) * 2
        assert "more:anhorigstod" in [button.code for button in result.shown.buttons]

    @pytest.mark.parametrize("text", ["15 och gravid", "jag är 17 och dricker", "2", "för 3 år sedan"])
    def test_age_beside_a_need_is_a_question(self, world: World, text: str) -> None:
        told = Said(text, Reading(Outcome.ANSWER, (Scored("mini-maria", 0.8),)))
        result = play(world, said(Outcome.ANSWER, "anhorigstod"), told)
        assert isinstance(result.shown.replies[0], EntryCard)

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("jag är 13 och mina föräldrar slåss", ["entry:ungdomsjouren", "entry:har-och-nu-samtal"]),
            ("min son är 13 och vi bråkar jämt", ["more:foraldraskapsstod-individuellt"]),
            ("jag är 17 och ska bli förälder", ["more:foraldraskapsstod-individuellt"]),
        ],
    )
    def test_child_is_not_shown_support_for_parents(self, world: World, text: str, expected: list[str]) -> None:
        found = ("foraldraskapsstod-individuellt", "ungdomsjouren", "har-och-nu-samtal")
        scored = tuple(Scored(entry, 0.6 - place / 5) for place, entry in enumerate(found))
        result = play(world, Said(text, Reading(Outcome.ANSWER, scored)))
        assert [button.code for button in result.shown.buttons][: len(expected)] == expected

    def test_place_outside_the_city_is_told_with_the_answer(self, world: World) -> None:
        asked = Said("jag bor i huddinge, kan jag få hemtjänst", Reading(Outcome.ANSWER, (Scored("hemtjanst", 0.9),)))
        place, card = play(world, asked).shown.replies
        assert isinstance(place, PlaceCard)
        assert (place.municipality, card) == ("Huddinge", EntryCard(entry="hemtjanst"))
        inside = Said("jag bor i tensta, kan jag få hemtjänst", Reading(Outcome.ANSWER, (Scored("hemtjanst", 0.9),)))
        assert play(world, inside).shown.replies == (EntryCard(entry="hemtjanst"),)

    def test_several_unclear_needs_are_the_choices(self, world: World) -> None:
        several = (Scored("kast", 0.9), Scored("origo", 0.7))
        result = play(world, said(Outcome.CLARIFY, "hemtjanst", "kast", "origo", needs=several))
        assert messages(result) == ["needs.which-first"]
        assert [button.code for button in result.shown.buttons] == ["entry:kast", "entry:origo", "none", "person"]

    def test_unknown_language_gets_languages_and_a_person(self, world: World) -> None:
        result = play(world, said(Outcome.UNKNOWN, foreign=True))
        assert messages(result) == ["language.unknown"]
        codes = [button.code for button in result.shown.buttons]
        assert codes == [*(f"language:{code}" for code in world.catalogue.languages), "person"]
        chosen = play(world, press(ActionName.LANGUAGE, "en"), said(Outcome.UNKNOWN, foreign=True))
        assert messages(chosen) == ["unknown"]

    @pytest.mark.parametrize(("typed", "expected"), [("2", "hemtjanst"), ("1.", "anhorigstod")])
    def test_typed_number_chooses(self, world: World, typed: str, expected: str) -> None:
        number = Said(typed, Reading(Outcome.UNKNOWN))
        result = play(world, said(Outcome.CLARIFY, "anhorigstod", "hemtjanst"), number)
        assert result.shown.replies == (EntryCard(entry=expected),)

    def test_typed_number_after_the_last_is_none_of_these(self, world: World) -> None:
        result = play(world, said(Outcome.CLARIFY, "origo", "kast"), Said("3", Reading(Outcome.UNKNOWN)))
        assert messages(result) == ["clarify.none"]

    def test_number_without_a_choice_is_a_question(self, world: World) -> None:
        result = play(world, Said("2", Reading(Outcome.UNKNOWN)))
        assert messages(result) == ["unknown"]

    def test_not_offered_entry_shows_what_there_is_instead(self, world: World) -> None:
        result = play(world, said(Outcome.ANSWER, "boskola"))
        alternatives = world.catalogue.entries["boskola"].alternatives[:2]
        offered = tuple(button.value for button in result.shown.buttons if button.name is ActionName.ENTRY)
        assert offered == alternatives
        assert offered

    def test_question_about_language_lists_languages(self, world: World) -> None:
        result = play(world, said(Outcome.SMALLTALK, smalltalk="language"))
        codes = {button.code for button in result.shown.buttons}
        assert codes == {f"language:{code}" for code in world.catalogue.languages}


class TestLanguage:
    def test_clear_evidence_changes_it(self, world: World) -> None:
        result = play(world, said(Outcome.UNKNOWN, language="en", language_sure=True))
        assert result.conversation.language == "en"

    def test_weak_evidence_does_not(self, world: World) -> None:
        result = play(world, said(Outcome.UNKNOWN, language="en"))
        assert result.conversation.language == "sv"

    def test_chosen_language_stays(self, world: World) -> None:
        chosen = press(ActionName.LANGUAGE, "en")
        result = play(world, chosen, said(Outcome.UNKNOWN, language="sv", language_sure=True))
        assert result.conversation.language == "en"

    def test_unknown_language_changes_nothing(self, world: World) -> None:
        result = play(world, said(Outcome.UNKNOWN, language="xx", language_sure=True))
        assert result.conversation.language == "sv"

    def test_choice_shows_the_last_answer_again(self, world: World) -> None:
        result = play(world, said(Outcome.ANSWER, "kast"), press(ActionName.LANGUAGE, "en"))
        assert EntryCard(entry="kast") in result.shown.replies

    def test_choice_repeats_the_open_question(self, world: World) -> None:
        result = play(world, press(ActionName.PERSON), press(ActionName.LANGUAGE, "en"))
        assert messages(result) == ["language.changed", "handover.need"]
        assert result.conversation.phase is Phase.NEED


class TestHandover:
    def test_two_questions_then_a_case(self, world: World) -> None:
        result = play(world, said(Outcome.ANSWER, "kast"), press(ActionName.PERSON, "kast"), said(Outcome.UNKNOWN))
        assert messages(result) == ["handover.share"]
        opened = step(result.conversation, press(ActionName.SHARE), world)
        assert opened.effects == (OpenHandover(need="text", entry="kast", share=True),)
        waiting = step(opened.conversation, HandoverOpened("KRB-4T7"), world)
        assert waiting.conversation.case is Case.WAITING
        assert waiting.conversation.phase is Phase.READY

    def test_need_can_be_skipped_and_talk_kept_private(self, world: World) -> None:
        result = play(world, press(ActionName.PERSON), press(ActionName.SKIP), press(ActionName.KEEP_PRIVATE))
        assert result.effects == (OpenHandover(need="", entry=None, share=False),)

    @pytest.mark.parametrize(("asked", "word"), [((), "no"), ((), "goodbye"), ((press(ActionName.SKIP),), "goodbye")])
    def test_can_be_left_by_words(self, world: World, asked: tuple[Event, ...], word: str) -> None:
        result = play(world, press(ActionName.PERSON), *asked, said(Outcome.SMALLTALK, smalltalk=word))
        assert messages(result) == ["handover.stopped"]
        assert (result.effects, result.conversation.phase, result.conversation.answers) == ((), Phase.READY, {})

    def test_question_about_records_is_answered_and_the_open_one_asked_again(self, world: World) -> None:
        asked = said(Outcome.ANSWER, "om-dokumentation")
        result = play(world, press(ActionName.PERSON), press(ActionName.SKIP), asked)
        assert result.shown.replies == (EntryCard(entry="om-dokumentation"), Say(message="handover.share"))
        assert [button.code for button in result.shown.buttons] == ["share", "private", "restart"]
        assert result.conversation.phase is Phase.SHARE

    def test_a_need_is_no_answer_to_whether_staff_may_read(self, world: World) -> None:
        result = play(world, press(ActionName.PERSON), press(ActionName.SKIP), said(Outcome.ANSWER, "kast"))
        assert messages(result) == ["handover.share-again"]

    @pytest.mark.parametrize(("word", "share"), [("yes", True), ("no", False)])
    def test_typed_yes_or_no_answers(self, world: World, word: str, share: bool) -> None:
        answer = said(Outcome.SMALLTALK, smalltalk=word)
        result = play(world, press(ActionName.PERSON), press(ActionName.SKIP), answer)
        assert result.effects == (OpenHandover(need="", entry=None, share=share),)

    def test_other_answer_is_asked_again(self, world: World) -> None:
        result = play(world, press(ActionName.PERSON), press(ActionName.SKIP), said(Outcome.ANSWER, "kast"))
        assert messages(result) == ["handover.share-again"]
        assert not result.effects

    def test_second_wish_tells_the_code_again(self, world: World) -> None:
        waiting = Conversation(case=Case.WAITING, reference="KRB-4T7")
        result = step(waiting, said(Outcome.HANDOVER), world)
        assert messages(result) == ["handover.already"]

    def test_bot_answers_while_waiting(self, world: World) -> None:
        waiting = Conversation(case=Case.WAITING, reference="KRB-4T7")
        result = step(waiting, said(Outcome.ANSWER, "kast"), world)
        assert result.shown.replies == (EntryCard(entry="kast"),)
        assert result.conversation.case is Case.WAITING

    def test_person_takes_writes_releases_closes(self, world: World) -> None:
        talk = Conversation(case=Case.WAITING, reference="KRB-4T7")
        taken = step(talk, PersonTook("Anna"), world)
        assert taken.conversation.case is Case.HELD
        line = step(taken.conversation, PersonSaid("Hej", "Anna"), world)
        assert line.shown.replies == (PersonLine(text="Hej", alias="Anna"),)
        released = step(line.conversation, PersonReleased(), world)
        assert released.conversation.case is Case.WAITING
        closed = step(taken.conversation, PersonClosed(), world)
        assert closed.conversation == Conversation()


class TestWhileHeld:
    held = Conversation(case=Case.HELD, reference="KRB-4T7")

    @pytest.mark.parametrize(
        "event",
        [
            said(Outcome.ANSWER, "kast"),
            said(Outcome.HANDOVER),
            said(Outcome.SMALLTALK, smalltalk="greeting"),
            press(ActionName.HELP),
            press(ActionName.RESTART),
            press(ActionName.LANGUAGE, "en"),
            Pressed(None),
            Started(),
        ],
    )
    def test_bot_is_silent(self, world: World, event: Event) -> None:
        assert step(self.held, event, world).shown.replies == ()

    def test_danger_is_answered_all_the_same(self, world: World) -> None:
        result = step(self.held, said(Outcome.CRISIS, crisis=CrisisType.SUICIDE), world)
        assert result.shown.replies == (CrisisCard(crisis=CrisisType.SUICIDE),)
        assert result.effects == (CrisisSeen(crisis=CrisisType.SUICIDE),)
        assert result.conversation.case is Case.HELD


class TestDanger:
    @pytest.mark.parametrize("crisis", list(CrisisType))
    def test_comes_before_an_answer(self, world: World, crisis: CrisisType) -> None:
        result = play(world, said(Outcome.CRISIS, "kast", crisis=crisis))
        assert result.shown.replies == (CrisisCard(crisis=crisis),)
        after = {CrisisType.VIOLENCE: ["entry:stod-valdsutsatta"], CrisisType.CHILD: ["entry:orosanmalan"]}
        assert [button.code for button in result.shown.buttons] == ["person", *after.get(crisis, [])]

    @pytest.mark.parametrize("answer", ["no", "help"])
    def test_not_now_leads_to_support(self, world: World, answer: str) -> None:
        heard = said(Outcome.CRISIS, crisis=CrisisType.VIOLENCE)
        result = play(world, heard, said(Outcome.SMALLTALK, smalltalk=answer))
        assert result.shown.replies == (Say(message="crisis.not-now"), EntryCard(entry="stod-valdsutsatta"))
        assert "person:stod-valdsutsatta" in [button.code for button in result.shown.buttons]

    def test_not_now_leads_to_a_person_where_no_entry_is_for_it(self, world: World) -> None:
        heard = said(Outcome.CRISIS, crisis=CrisisType.SUICIDE)
        result = play(world, heard, said(Outcome.SMALLTALK, smalltalk="no"))
        assert messages(result) == ["crisis.not-now"]
        assert [button.code for button in result.shown.buttons] == ["person"]

    def test_only_the_next_message_answers_the_card(self, world: World) -> None:
        heard = said(Outcome.CRISIS, crisis=CrisisType.VIOLENCE)
        no = said(Outcome.SMALLTALK, smalltalk="no")
        result = play(world, heard, said(Outcome.SMALLTALK, smalltalk="thanks"), no)
        assert messages(result) == ["smalltalk.no"]

    def test_told_as_the_need_is_kept_and_answered_first(self, world: World) -> None:
        danger = said(Outcome.CRISIS, crisis=CrisisType.VIOLENCE)
        result = play(world, press(ActionName.PERSON), danger)
        assert result.shown.replies[0] == CrisisCard(crisis=CrisisType.VIOLENCE)
        assert result.conversation.phase is Phase.SHARE
        assert result.conversation.answers["need"] == "text"


class TestWhatDoesNotFit:
    @pytest.mark.parametrize(
        "action",
        [
            None,
            Action(name=ActionName.ENTRY, value="no-such-entry"),
            Action(name=ActionName.LANGUAGE, value="xx"),
            Action(name=ActionName.PERSON, value="../etc"),
            Action(name=ActionName.RESTART, value="now"),
        ],
    )
    def test_unknown_button_changes_nothing(self, world: World, action: Action | None) -> None:
        talk = Conversation(phase=Phase.NEED, answers={"entry": "kast"})
        result = step(talk, Pressed(action), world)
        assert result.conversation == talk
        assert messages(result) == ["button-unknown"]

    @pytest.mark.parametrize("name", [ActionName.SHARE, ActionName.KEEP_PRIVATE, ActionName.SKIP])
    def test_button_of_another_moment_changes_nothing(self, world: World, name: ActionName) -> None:
        result = play(world, press(name))
        assert result.conversation == Conversation()
        assert messages(result) == ["button-not-now"]


_ACTIONS = st.builds(
    Action,
    name=st.sampled_from(list(ActionName)),
    value=st.sampled_from(["", "kast", "boskola", "akut-fara", "sv", "en", "nonsense"]),
)
_READINGS = st.builds(
    Reading,
    outcome=st.sampled_from(list(Outcome)),
    entries=st.just((Scored("kast", 0.9), Scored("origo", 0.1))),
    crisis=st.sampled_from([None, None, None, *CrisisType]),
    smalltalk=st.sampled_from(["greeting", "yes", "no", "language"]),
    language=st.sampled_from(["sv", "en", "xx"]),
    language_sure=st.booleans(),
)
_EVENTS = st.one_of(
    st.builds(Started, language=st.sampled_from([None, "en", "xx"])),
    st.builds(Said, text=st.sampled_from(["1", "4", "hej", ""]), reading=_READINGS),
    st.builds(Pressed, action=st.none() | _ACTIONS),
    st.builds(PersonTook, alias=st.just("Anna")),
    st.builds(PersonSaid, text=st.just("Hej"), alias=st.just("Anna")),
    st.just(PersonReleased()),
    st.just(PersonClosed()),
)


@given(events=st.lists(_EVENTS, max_size=30))
@settings(max_examples=300, deadline=None)
def test_no_order_of_events_breaks_the_talk(events: list[Event], world: World) -> None:
    talk = Conversation()
    for event in events:
        result = step(talk, event, world)
        if talk.case is Case.HELD and not isinstance(event, PersonTook | PersonSaid | PersonReleased | PersonClosed):
            assert all(isinstance(reply, CrisisCard) for reply in result.shown.replies)
        for effect in result.effects:
            if isinstance(effect, OpenHandover):
                result = step(result.conversation, HandoverOpened("KRB-4T7"), world)
        talk = result.conversation
        assert Conversation.model_validate_json(talk.model_dump_json()) == talk


def test_every_phase_can_be_left_by_starting_over(world: World) -> None:
    for phase in Phase:
        talk = Conversation(phase=phase, answers={"options": "kast origo"})
        assert step(talk, press(ActionName.RESTART), world).conversation.phase is Phase.READY
    assert set(TRANSITIONS) == set(Phase)
