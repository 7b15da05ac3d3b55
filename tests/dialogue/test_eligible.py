"""The talk about whether an entry is for somebody."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from bot.catalogue.model import Catalogue, Entry
from bot.catalogue.status import State, status_on
from bot.dialogue.actions import Action, ActionName
from bot.dialogue.engine import step
from bot.dialogue.events import Pressed, Said
from bot.dialogue.replies import EntryCard, EntryConditions, EntryMore, PlaceCard, QuestionCard, Reply, Say, Verdict
from bot.dialogue.state import Conversation, Phase
from bot.dialogue.step import Step, World
from bot.eligibility.judge import MAX_QUESTIONS, Truth
from bot.matching.reading import Outcome, Reading, Scored
from bot.places.finder import PlaceFinder

TODAY = date(2026, 11, 22)


@pytest.fixture(scope="module")
def places(catalogue: Catalogue) -> PlaceFinder:
    return PlaceFinder(catalogue)


@pytest.fixture(scope="module")
def world(catalogue: Catalogue, places: PlaceFinder) -> World:
    return World(catalogue, places, TODAY)


def press(name: ActionName, value: str) -> Pressed:
    return Pressed(Action(name=name, value=value))


def wrote(text: str, outcome: Outcome = Outcome.UNKNOWN, *entries: str, smalltalk: str | None = None) -> Said:
    return Said(text, Reading(outcome, tuple(Scored(entry, 0.9) for entry in entries), smalltalk=smalltalk))


def talk(world: World, *events: Pressed | Said) -> Step:
    result = Step(Conversation())
    for event in events:
        result = step(result.conversation, event, world)
    return result


def verdict(result: Step) -> Verdict:
    return next(reply for reply in result.shown.replies if isinstance(reply, Verdict))


class TestSafetyAlarm:
    def test_62_year_old_learns_the_age_and_what_exists_meanwhile(self, world: World) -> None:
        result = talk(world, press(ActionName.ENTITLED, "trygghetslarm"), press(ActionName.ANSWER, "age-65-:younger"))
        said = verdict(result)
        assert said.truth is Truth.NOT_MET
        assert said.failed == (0,)
        offered = [button.value for button in result.shown.buttons if button.name is ActionName.ENTRY]
        assert "hemtjanst" in offered  # what can be applied for meanwhile
        assert len(offered) > 1
        assert Action(name=ActionName.PERSON, value="trygghetslarm") in result.shown.buttons

    def test_old_enough(self, world: World) -> None:
        result = talk(world, press(ActionName.ENTITLED, "trygghetslarm"), press(ActionName.ANSWER, "age-65-:within"))
        assert verdict(result).truth is Truth.MET

    def test_rather_not_say_is_no_no(self, world: World) -> None:
        result = talk(
            world, press(ActionName.ENTITLED, "trygghetslarm"), press(ActionName.ANSWER, "age-65-:rather-not")
        )
        assert verdict(result).truth is Truth.NOT_KNOWN


class TestFlexibleSupport:
    begin = press(ActionName.ENTITLED, "flexibelt-socialt-stod")
    old_enough = press(ActionName.ANSWER, "age-15-:within")

    def test_farsta_learns_that_it_is_a_pilot_elsewhere(self, world: World) -> None:
        result = talk(world, self.begin, self.old_enough, wrote("jag bor i farsta"))
        said = verdict(result)
        assert said.truth is Truth.NOT_MET
        condition = world.catalogue.entries["flexibelt-socialt-stod"].conditions[said.failed[0]]
        assert condition.kind == "district"
        assert said.instead

    def test_pilot_district_is_asked_for_the_need(self, world: World) -> None:
        result = talk(world, self.begin, self.old_enough, wrote("rågsved"))
        assert [r.question for r in result.shown.replies if isinstance(r, QuestionCard)] == ["need-practical-support"]
        met = step(result.conversation, wrote("ja", Outcome.SMALLTALK, smalltalk="yes"), world)
        assert verdict(met).truth is Truth.MET

    def test_outside_the_city(self, world: World) -> None:
        result = talk(world, self.begin, self.old_enough, wrote("Solna"))
        assert verdict(result).municipality == "Solna"

    def test_name_in_two_districts_is_asked_back(self, world: World) -> None:
        result = talk(world, self.begin, self.old_enough, wrote("Enskede"))
        assert result.conversation.phase is Phase.ELIGIBLE
        codes = [button.code for button in result.shown.buttons]
        assert "answer:district:skarpnack" in codes
        chosen = step(result.conversation, press(ActionName.ANSWER, "district:skarpnack"), world)
        assert chosen.conversation.phase is Phase.ELIGIBLE

    def test_unknown_place_is_asked_again(self, world: World) -> None:
        result = talk(world, self.begin, self.old_enough, wrote("Blörgville"))
        assert result.shown.replies == (Say(message="question.district-again"),)

    def test_new_question_ends_the_talk(self, world: World) -> None:
        new = wrote("Jag vill veta vad som skrivs ner om mig", Outcome.ANSWER, "om-dokumentation")
        result = talk(world, self.begin, new)
        assert result.conversation.entry == "om-dokumentation"
        assert not result.conversation.answers

    @pytest.mark.parametrize(("answer", "truth"), [("younger", Truth.NOT_MET), ("within", None)])
    def test_14_and_15_differ(self, world: World, answer: str, truth: Truth | None) -> None:
        result = talk(world, self.begin, press(ActionName.ANSWER, f"age-15-:{answer}"))
        found = [reply.truth for reply in result.shown.replies if isinstance(reply, Verdict)]
        assert found == ([truth] if truth else [])


class TestWhatIsKept:
    def test_nothing_after_the_talk(self, world: World) -> None:
        result = talk(
            world,
            press(ActionName.ENTITLED, "trygghetslarm"),
            press(ActionName.ANSWER, "age-65-:younger"),
            wrote("tack", Outcome.SMALLTALK, smalltalk="thanks"),
        )
        assert "younger" not in result.conversation.model_dump_json()

    def test_goes_along_to_a_person_where_it_is_shared(self, world: World) -> None:
        answered = (press(ActionName.ENTITLED, "trygghetslarm"), press(ActionName.ANSWER, "age-65-:within"))
        asked = (press(ActionName.PERSON, "trygghetslarm"), press(ActionName.SKIP, ""))
        shared = talk(world, *answered, *asked, press(ActionName.SHARE, ""))
        assert shared.effects[0].model_dump()["told"] == {"age-65-": "within"}
        private = talk(world, *answered, *asked, press(ActionName.KEEP_PRIVATE, ""))
        assert private.effects[0].model_dump()["told"] == {}

    def test_answer_to_another_question_changes_nothing(self, world: World) -> None:
        begun = talk(world, press(ActionName.ENTITLED, "trygghetslarm"))
        for code in ("age-15-:within", "age-65-:older", "district:farsta", "nonsense", ":", "age-65-:"):
            result = step(begun.conversation, press(ActionName.ANSWER, code), world)
            assert result.conversation == begun.conversation


class TestAges:
    """Words that differ by age, on the real entry about consent."""

    ID = "om-ditt-barn-15"
    begin = press(ActionName.ENTITLED, ID)
    more = press(ActionName.MORE, ID)

    @pytest.mark.parametrize(("typed", "ages"), [("14", "under-15"), ("jag är 15", "from-15"), ("jag är 40", None)])
    def test_typed_age_is_taken_and_not_kept(self, world: World, typed: str, ages: str | None) -> None:
        result = talk(world, self.begin, wrote(typed))
        assert result.shown.replies == (EntryCard(entry=self.ID, ages=ages),)
        assert not result.keep
        assert result.conversation.ages is None

    def test_two_ages_are_no_answer(self, world: World) -> None:
        result = talk(world, self.begin, wrote("14 eller 16"))
        assert result.shown.replies == (Say(message="unknown"),)

    def test_long_message_is_a_new_question(self, world: World) -> None:
        result = talk(
            world, self.begin, wrote("jag är 14 och undrar vad som skrivs ner om mig", Outcome.ANSWER, "kast")
        )
        assert result.shown.replies == (EntryCard(entry="kast"),)

    def test_age_of_a_condition_can_be_typed(self, world: World) -> None:
        begin = press(ActionName.ENTITLED, "trygghetslarm")
        assert verdict(talk(world, begin, wrote("jag är 62"))).truth is Truth.NOT_MET
        assert verdict(talk(world, begin, wrote("70 år"))).truth is Truth.MET

    def test_age_told_in_words_stays_for_the_talk(self, world: World) -> None:
        result = talk(world, wrote("jag är 14"), wrote("måste de säga ja", Outcome.ANSWER, self.ID), self.more)
        assert result.shown.replies == (EntryMore(entry=self.ID, ages="under-15"),)
        fresh = step(result.conversation, press(ActionName.RESTART, ""), world)
        assert fresh.conversation.ages is None

    def test_age_of_another_person_is_not_taken_over(self, world: World) -> None:
        result = talk(world, wrote("jag är 14"), wrote("min mamma då", Outcome.ANSWER, self.ID))
        assert result.shown.replies == (EntryCard(entry=self.ID),)

    def test_age_of_the_talk_just_before_holds_once(self, world: World) -> None:
        told = (press(ActionName.ENTITLED, "flexibelt-socialt-stod"), press(ActionName.ANSWER, "age-15-:younger"))
        asks = wrote("måste de säga ja", Outcome.ANSWER, self.ID)
        result = talk(world, *told, asks)
        assert result.shown.replies == (EntryCard(entry=self.ID, ages="under-15"),)
        assert "younger" not in result.conversation.model_dump_json()
        later = talk(world, *told, wrote("tack", Outcome.SMALLTALK, smalltalk="thanks"), asks)
        assert later.shown.replies == (EntryCard(entry=self.ID),)

    def test_another_entry_ends_it(self, world: World) -> None:
        result = talk(world, self.begin, press(ActionName.ANSWER, "ages:-14"), press(ActionName.ENTRY, "kast"))
        again = step(result.conversation, press(ActionName.ENTRY, self.ID), world)
        assert again.shown.replies == (EntryCard(entry=self.ID),)

    def test_language_is_changed_while_it_is_asked(self, world: World) -> None:
        result = talk(world, self.begin, press(ActionName.LANGUAGE, "en"))
        assert result.shown.replies[-1] == QuestionCard(entry=self.ID, question="ages")

    def test_staff_learn_it_where_it_is_shared(self, world: World) -> None:
        asked = (press(ActionName.PERSON, self.ID), press(ActionName.SKIP, ""), press(ActionName.SHARE, ""))
        result = talk(world, self.begin, press(ActionName.ANSWER, "ages:15-17"), *asked)
        assert result.effects[0].model_dump()["told"] == {"ages": "15-17"}


class TestSomebodyElse:
    def test_mother_is_asked_about(self, world: World) -> None:
        asked = wrote("min mamma är 82 och behöver larm", Outcome.ANSWER, "trygghetslarm")
        result = talk(world, asked, press(ActionName.ENTITLED, "trygghetslarm"))
        assert result.shown.replies == (
            Say(message="question.other"),
            QuestionCard(entry="trygghetslarm", question="age-65-", other=True),
        )

    def test_support_for_relatives_is_about_the_asker(self, world: World) -> None:
        asked = wrote("min mamma har demens, jag orkar inte", Outcome.ANSWER, "anhorigstod")
        result = talk(world, asked, press(ActionName.ENTITLED, "anhorigstod"))
        cards = [reply for reply in result.shown.replies if isinstance(reply, QuestionCard)]
        assert cards
        assert not cards[0].other


class TestWhereDoILive:
    def test_place_alone_gives_the_district(self, world: World) -> None:
        result = talk(world, wrote("bor i ragsved"))
        assert result.shown.replies == (PlaceCard(place="Rågsved", districts=("enskede-arsta-vantor",)),)

    def test_question_for_the_district_is_answered_with_it(self, world: World) -> None:
        result = talk(world, wrote("vilken stadsdel hör Gröndal till", Outcome.ANSWER, "om-mitt-omrade"))
        assert result.shown.replies[0] == PlaceCard(place="Gröndal", districts=("hagersten-alvsjo",))


def _days(catalogue: Catalogue) -> Iterator[date]:
    """One day of each kind out of all days of 2025 to 2029: days on which every entry has the same state are alike."""
    kinds: dict[tuple[State, ...], date] = {}
    for number in range((date(2029, 12, 31) - date(2025, 1, 1)).days + 1):
        day = date(2025, 1, 1) + timedelta(days=number)
        kind = tuple(status_on(entry, catalogue, day).state for entry in catalogue.entries.values())
        kinds.setdefault(kind, day)
    yield from kinds.values()


def _ways(world: World, result: Step, asked: int) -> Iterator[tuple[Step, int]]:
    """Every way through the talk: each button pressed, each district and a place outside the city typed."""
    if result.conversation.phase is not Phase.ELIGIBLE:
        yield result, asked
        return
    events: list[Pressed | Said] = [Pressed(button) for button in result.shown.buttons]
    if result.conversation.answers["asked"] == "district":
        events += [wrote(district.name) for district in world.catalogue.geography.districts.values()]
        events.append(wrote("Solna"))
    for event in events:
        yield from _ways(world, step(result.conversation, event, world), asked + 1)


def test_every_entry_on_every_day_and_every_answer(catalogue: Catalogue, places: PlaceFinder) -> None:
    verdicts = 0
    for day in _days(catalogue):
        world = World(catalogue, places, day)
        for entry in catalogue.entries.values():
            offered = status_on(entry, catalogue, day).state.offered
            begun = talk(world, press(ActionName.ENTITLED, entry.id))
            for result, asked in _ways(world, begun, 0):
                assert asked <= MAX_QUESTIONS
                assert any(button.name is ActionName.PERSON for button in result.shown.buttons)
                last = result.shown.replies[-1]
                if not isinstance(last, Verdict):
                    assert last in _without_verdict(entry)
                    continue
                verdicts += 1
                assert offered, (entry.id, day)
                _is_kind(last, result, world)
    assert verdicts


def _without_verdict(entry: Entry) -> list[Reply]:
    """What a talk ends with that judges nothing."""
    if entry.by_age:
        return [EntryCard(entry=entry.id, ages=ages) for ages in (None, *entry.by_age)]
    return [EntryConditions(entry=entry.id)]


def _is_kind(said: Verdict, result: Step, world: World) -> None:
    """A no has its reasons and an alternative that is open on the day."""
    assert bool(said.failed) == (said.truth is Truth.NOT_MET)
    others = [button.value for button in result.shown.buttons if button.name is ActionName.ENTRY]
    for other in others:
        state = status_on(world.catalogue.entries[other], world.catalogue, world.today).state
        assert state.offered or state is State.APPLICATION
    if said.truth is Truth.NOT_MET:
        assert others, (said.entry, world.today)


def test_states_by_the_day(catalogue: Catalogue) -> None:
    flexible = catalogue.entries["flexibelt-socialt-stod"]
    expected = {
        date(2026, 2, 28): State.OPENS_ON,
        date(2026, 3, 1): State.OPEN,
        date(2027, 3, 30): State.ENDS_SOON,
        date(2027, 3, 31): State.ENDS_SOON,
        date(2027, 4, 1): State.ENDED,
    }
    assert {day: status_on(flexible, catalogue, day).state for day in expected} == expected
    carers = catalogue.entries["anhorigstod"]
    assert status_on(carers, catalogue, date(2025, 6, 30)).state is State.OPENS_ON
    assert status_on(carers, catalogue, date(2026, 10, 31)).state is State.OPEN
    assert status_on(carers, catalogue, date(2026, 11, 1)).state is State.OPEN
    assert status_on(carers, catalogue, date(2029, 1, 1)).state is State.ENDED
