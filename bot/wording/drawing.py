"""From replies without words to a screen in the resident's language."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal, assert_never

from bot.catalogue.model import Access, Block, Catalogue, Entry, Language, Section, Talk, Words
from bot.catalogue.placeholders import age_limits
from bot.catalogue.status import State, status_on
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
from bot.eligibility.judge import Truth
from bot.wording import asking, facts
from bot.wording.catalogs import FALLBACK, Catalogs
from bot.wording.fill import spans
from bot.wording.screen import Bubble, Button, Paragraph, Screen, Span

Kind = Literal["text", "heading", "item", "small"]
Tone = Literal["guide", "card", "crisis", "person"]
_BlocksOf = Callable[[Talk], tuple[Block, ...] | None]


@dataclass(frozen=True)
class Wording:
    """All words of the bot: the sentences of `locales/` and the texts of the catalogue."""

    catalogs: Catalogs
    catalogue: Catalogue

    def screen(self, shown: Shown, language: str, today: date) -> Screen:
        """What the resident sees of one turn.

        Args:
            shown: the turn, without words.
            language: the code of the language to draw it in.
            today: the day in Stockholm.
        """
        pen = _Pen(self, self.catalogue.languages[language], today)
        bubbles = tuple(pen.bubble(reply) for reply in shown.replies)
        buttons = tuple(pen.button(action) for action in shown.buttons)
        return Screen(bubbles=(*bubbles, *pen.about_buttons(shown.buttons, buttons)), buttons=buttons)

    def label(self, action: Action, language: str, today: date) -> str:
        """What a button says in a language.

        Args:
            action: the button.
            language: the code of a language.
            today: the day in Stockholm.
        """
        return _Pen(self, self.catalogue.languages[language], today).button(action).label


@dataclass(frozen=True)
class _Pen:
    """Draws in one language on one day."""

    wording: Wording
    language: Language
    today: date

    @property
    def _catalogue(self) -> Catalogue:
        return self.wording.catalogue

    def bubble(self, reply: Reply) -> Bubble:
        """What a reply looks like.

        Notes on the translation stand after the text, so that nothing stands before a number; what leads over to the
        buttons stands last.
        """
        drawn = self._drawn(reply)
        after = tuple(self._note(message, drawn) for message in self._notes(reply, drawn))
        if isinstance(reply, EntryCard) and self._has_something_instead(self._catalogue.entries[reply.entry]):
            after += (_within(drawn.language, self._say("verdict.meanwhile")),)
        return drawn.model_copy(update={"paragraphs": (*drawn.paragraphs, *after)}) if after else drawn

    def about_buttons(self, actions: Iterable[Action], buttons: Iterable[Button]) -> Iterable[Bubble]:
        """A bubble that says that buttons are in Swedish only, where any is; the choice of a language is none."""
        pairs = zip(actions, buttons, strict=True)
        if any(b.language != self.language.code and a.name is not ActionName.LANGUAGE for a, b in pairs):
            yield self._bubble([self._say("translation.missing", kind="small")])

    def _notes(self, reply: Reply, drawn: Bubble) -> Iterable[str]:
        """The sentences that tell where the words are not as they should be in the resident's language."""
        others = (drawn.language, *(paragraph.language for paragraph in drawn.paragraphs))
        if any(language and language != self.language.code for language in others):
            yield "translation.missing"
        if (text := _text_behind(reply)) and self._catalogue.is_older(text, self.language.code):
            yield "translation.older"

    def _note(self, message: str, drawn: Bubble) -> Paragraph:
        return _within(drawn.language, self._say(message, kind="small"))

    def _drawn(self, reply: Reply) -> Bubble:
        match reply:
            case Say():
                return self._bubble([self._say(reply.message, reply.values)])
            case EntryCard():
                return self._card(self._catalogue.entries[reply.entry], reply.ages)
            case EntryMore():
                return self._more(self._catalogue.entries[reply.entry], reply.ages)
            case EntryConditions():
                return self._conditions(self._catalogue.entries[reply.entry])
            case CrisisCard():
                return self._fixed(lambda talk: talk.crisis_texts.get(reply.crisis), "crisis")
            case ElsewhereCard():
                return self._fixed(lambda talk: talk.elsewhere_texts.get(reply.topic), "guide")
            case QuestionCard() | Verdict() | PlaceCard():
                return self._guidance(reply)
            case PersonLine():
                return self._person(reply)
        assert_never(reply)

    def _guidance(self, reply: QuestionCard | Verdict | PlaceCard) -> Bubble:
        code = self.language.code
        match reply:
            case QuestionCard(question=name, other=other):
                sentence = asking.question(name, other=other, catalogue=self._catalogue, language=code)
                return self._bubble([self._say(*sentence), self._say("question.not-kept", kind="small")])
            case PlaceCard(place=name, districts=districts, municipality=municipality):
                return self._bubble([self._say(*asking.place(name, districts, municipality, self._catalogue, code))])
            case Verdict():
                return self._verdict(reply)
        assert_never(reply)

    def _verdict(self, verdict: Verdict) -> Bubble:
        entry = self._catalogue.entries[verdict.entry]
        paragraphs = [
            self._title(entry),
            self._say(f"verdict.{verdict.truth}{'.other' if verdict.other else ''}"),
        ]
        for position in verdict.failed:
            sentence = asking.reason(
                entry.conditions[position], self._catalogue, self.language.code, verdict.municipality
            )
            paragraphs.append(self._say(*sentence, "item"))
        if verdict.truth is Truth.MET:
            paragraphs.extend(self._status(entry))
        if verdict.instead:
            paragraphs.append(self._say("verdict.instead"))
        paragraphs += [self._say("verdict.person"), self._say("conditions.guidance", kind="small")]
        return self._bubble(paragraphs, "card")

    def button(self, action: Action) -> Button:
        language = self.language
        if action.name is ActionName.ENTRY:
            words, code = self._catalogue.words_for(action.value, language.code)
            language, label = self._catalogue.languages[code], words.front.button
        elif action.name is ActionName.ANSWER:
            label, language = self._option(action.value)
        elif action.name is ActionName.LANGUAGE:
            language = self._catalogue.languages[action.value]
            label = language.name
        else:
            label, language = self._text(f"button.{action.name}"), self._language_of(f"button.{action.name}")
        return Button(label=label, code=action.code, language=language.code, direction=language.direction)

    def _option(self, value: str) -> tuple[str, Language]:
        said = asking.option(value, self._catalogue)
        if isinstance(said, str):
            return said, self.language
        return self._say(*said).plain, self._language_of(said[0])

    def _text(self, message: str) -> str:
        return self.wording.catalogs.text(self.language.code, message)

    def _language_of(self, message: str) -> Language:
        """The language that a sentence is in: Swedish where the resident's language lacks it."""
        known = self.wording.catalogs.has(self.language.code, message)
        return self.language if known else self._catalogue.languages[FALLBACK]

    def _number(self, contact: str) -> str:
        return self._catalogue.contacts[contact].number

    def _say(self, message: str, values: Mapping[str, str] | None = None, kind: Kind = "text") -> Paragraph:
        found = spans(self._text(message), values or {}, self._number)
        return _paragraph(found, self._language_of(message), kind)

    def _bubble(
        self, paragraphs: Iterable[Paragraph], tone: Tone = "guide", language: Language | None = None
    ) -> Bubble:
        language = language or self.language
        inside = tuple(_within(language.code, paragraph) for paragraph in paragraphs)
        return Bubble(paragraphs=inside, tone=tone, language=language.code, direction=language.direction)

    def _blocks(
        self, blocks: Iterable[Block], values: Mapping[str, str], language: Language, entry: Entry | None = None
    ) -> Iterable[Paragraph]:
        for block in blocks:
            kind: Kind = "item" if block.kind == "item" else "text"
            filled = {**values, **age_limits(entry, block.ages)} if entry and block.ages else values
            yield _paragraph(spans(block.text, filled, self._number), language, kind)

    def _title(self, entry: Entry) -> Paragraph:
        words, code = self._catalogue.words_for(entry.id, self.language.code)
        return _paragraph((Span(text=words.front.title),), self._catalogue.languages[code], "heading")

    def _words(self, entry: Entry) -> tuple[Words, Mapping[str, str], Language]:
        words, code = self._catalogue.words_for(entry.id, self.language.code)
        return words, facts.values(entry, self._catalogue, code, self.today), self._catalogue.languages[code]

    def _card(self, entry: Entry, ages: str | None) -> Bubble:
        words, values, language = self._words(entry)
        blocks = [block for section in words.sections.values() for block in section]
        for_ages = [block for block in blocks if ages and block.ages == ages]
        summary = _paragraph(spans(words.front.summary, values, self._number), language)
        paragraphs = [
            self._title(entry),
            *(self._blocks(for_ages, values, language, entry) if for_ages else (summary,)),
            *self._status(entry),
            *(self._say(*said, "small") for said in facts.run_by(entry, self._catalogue, language.code, self.today)),
        ]
        return self._bubble(paragraphs, "card", language)

    def _status(self, entry: Entry) -> Iterable[Paragraph]:
        status = status_on(entry, self._catalogue, self.today)
        if status.state in {State.URGENT, State.INFO}:
            return
        message = f"status.{status.state}"
        if entry.access is Access.PILOT and status.state.offered:
            message = "status.pilot-until" if status.last else "status.pilot"
        code = self.language.code
        values = {
            "first": facts.day(status.first, code),
            "last": facts.day(status.last, code),
            "districts": facts.district_names(entry, self._catalogue, code),
        }
        yield self._say(message, values)

    def _has_something_instead(self, entry: Entry) -> bool:
        state = status_on(entry, self._catalogue, self.today).state
        return bool(entry.alternatives) and not state.offered and state not in {State.URGENT, State.INFO}

    def _more(self, entry: Entry, ages: str | None) -> Bubble:
        words, values, language = self._words(entry)
        paragraphs = [self._title(entry)]
        is_service = entry.access not in {Access.INFO, Access.URGENT}
        for section in Section:
            blocks = [b for b in words.sections.get(section, ()) if not ages or b.ages in {None, ages}]
            generic = self._generic(section, entry) if is_service else ()
            if blocks or generic:
                paragraphs.append(_paragraph((Span(text=language.headings[section]),), language, "heading"))
                paragraphs.extend(self._blocks(blocks, values, language, entry))
                paragraphs.extend(generic)
        paragraphs.extend(self._contact(contact) for contact in entry.contacts)
        return self._bubble(paragraphs, "card", language)

    def _generic(self, section: Section, entry: Entry) -> tuple[Paragraph, ...]:
        """What holds for every entry with the same facts, so that no entry has to say it by itself."""
        if section is Section.COST and section in entry.silent:
            return (self._say("cost.unknown"),)
        if section is Section.WRITTEN_DOWN:
            return (self._say(f"documentation.{entry.documentation}"),)
        return ()

    def _contact(self, contact: str) -> Paragraph:
        language = self.language if contact in self.language.contacts else self._catalogue.languages[FALLBACK]
        name, number = language.contacts[contact], self._number(contact)
        return _paragraph((Span(text=f"{name}: "), Span(text=number, phone=True)), language, "item")

    def _conditions(self, entry: Entry) -> Bubble:
        paragraphs = [self._title(entry), *self._status(entry)]
        if entry.conditions:
            paragraphs.append(self._say("conditions.are"))
            for condition in entry.conditions:
                message, values = facts.condition(condition, self._catalogue, self.language.code)
                paragraphs.append(self._say(message, values, "item"))
        else:
            paragraphs.append(self._say("conditions.none-known"))
        paragraphs.append(self._say("conditions.guidance", kind="small"))
        return self._bubble(paragraphs, "card")

    def _fixed(self, blocks_of: _BlocksOf, tone: Tone) -> Bubble:
        for code in (self.language.code, FALLBACK):
            language = self._catalogue.languages[code]
            if blocks := blocks_of(self._catalogue.talk[code]):
                return self._bubble(self._blocks(blocks, {}, language), tone, language)
        raise LookupError("not even the Swedish text is there")

    def _person(self, line: PersonLine) -> Bubble:
        paragraphs = tuple(Paragraph(spans=(Span(text=part),)) for part in line.text.split("\n") if part.strip())
        return Bubble(
            paragraphs=paragraphs, tone="person", language="", direction=self.language.direction, author=line.alias
        )


def _paragraph(found: tuple[Span, ...], language: Language, kind: Kind = "text") -> Paragraph:
    return Paragraph(kind=kind, spans=found, language=language.code, direction=language.direction)


def _within(language: str, paragraph: Paragraph) -> Paragraph:
    """The paragraph in a bubble of a language: its own language is told only where it is another."""
    same = paragraph.language in {None, language}
    return paragraph.model_copy(update={"language": None, "direction": None}) if same else paragraph


def _text_behind(reply: Reply) -> str | None:
    """The place in the knowledge folder of the text that a reply shows, where it shows one."""
    match reply:
        case EntryCard() | EntryMore():
            return f"entries/{reply.entry}"
        case CrisisCard():
            return "crisis"
        case ElsewhereCard():
            return "elsewhere"
        case _:
            return None
