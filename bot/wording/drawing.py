"""From replies without words to a screen in the resident's language."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal, assert_never

from bot.catalogue.model import Access, Block, Catalogue, Entry, Language, Section, Talk, Words
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
        return Screen(
            bubbles=tuple(pen.bubble(reply) for reply in shown.replies),
            buttons=tuple(pen.button(action) for action in shown.buttons),
        )

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
        match reply:
            case Say():
                return self._bubble([self._say(reply.message, reply.values)])
            case EntryCard():
                return self._card(self._catalogue.entries[reply.entry])
            case EntryMore():
                return self._more(self._catalogue.entries[reply.entry])
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
        words, _, _ = self._words(entry)
        paragraphs = [
            Paragraph(kind="heading", spans=(Span(text=words.front.title),)),
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
            label = self._option(action.value)
        elif action.name is ActionName.LANGUAGE:
            language = self._catalogue.languages[action.value]
            label = language.name
        else:
            label = self._text(f"button.{action.name}")
        return Button(label=label, code=action.code, language=language.code, direction=language.direction)

    def _option(self, value: str) -> str:
        said = asking.option(value, self._catalogue)
        return said if isinstance(said, str) else self._say(*said).plain

    def _text(self, message: str) -> str:
        return self.wording.catalogs.text(self.language.code, message)

    def _number(self, contact: str) -> str:
        return self._catalogue.contacts[contact].number

    def _say(self, message: str, values: Mapping[str, str] | None = None, kind: Kind = "text") -> Paragraph:
        return Paragraph(kind=kind, spans=spans(self._text(message), values or {}, self._number))

    def _bubble(
        self, paragraphs: Iterable[Paragraph], tone: Tone = "guide", language: Language | None = None
    ) -> Bubble:
        language = language or self.language
        return Bubble(paragraphs=tuple(paragraphs), tone=tone, language=language.code, direction=language.direction)

    def _blocks(self, blocks: Iterable[Block], values: Mapping[str, str]) -> Iterable[Paragraph]:
        for block in blocks:
            kind: Kind = "item" if block.kind == "item" else "text"
            yield Paragraph(kind=kind, spans=spans(block.text, values, self._number))

    def _words(self, entry: Entry) -> tuple[Words, Mapping[str, str], Language]:
        words, code = self._catalogue.words_for(entry.id, self.language.code)
        return words, facts.values(entry, self._catalogue, code, self.today), self._catalogue.languages[code]

    def _card(self, entry: Entry) -> Bubble:
        words, values, language = self._words(entry)
        paragraphs = [
            Paragraph(kind="heading", spans=(Span(text=words.front.title),)),
            Paragraph(spans=spans(words.front.summary, values, self._number)),
            *self._status(entry),
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
        if not status.state.offered and entry.alternatives:
            yield self._say("verdict.meanwhile")

    def _more(self, entry: Entry) -> Bubble:
        words, values, language = self._words(entry)
        paragraphs = [Paragraph(kind="heading", spans=(Span(text=words.front.title),))]
        is_service = entry.access not in {Access.INFO, Access.URGENT}
        for section in Section:
            blocks = words.sections.get(section, ())
            generic = self._generic(section, entry) if is_service else ()
            if blocks or generic:
                heading = Span(text=language.headings[section])
                paragraphs.append(Paragraph(kind="heading", spans=(heading,)))
                paragraphs.extend(self._blocks(blocks, values))
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
        name = self.language.contacts.get(contact) or self._catalogue.languages[FALLBACK].contacts[contact]
        spans_ = (Span(text=f"{name}: "), Span(text=self._number(contact), phone=True))
        return Paragraph(kind="item", spans=spans_)

    def _conditions(self, entry: Entry) -> Bubble:
        words, _, _ = self._words(entry)
        paragraphs = [Paragraph(kind="heading", spans=(Span(text=words.front.title),)), *self._status(entry)]
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
            if blocks := blocks_of(self._catalogue.talk[code]):
                return self._bubble(self._blocks(blocks, {}), tone, self._catalogue.languages[code])
        raise LookupError("not even the Swedish text is there")

    def _person(self, line: PersonLine) -> Bubble:
        paragraphs = tuple(Paragraph(spans=(Span(text=part),)) for part in line.text.split("\n") if part.strip())
        return Bubble(
            paragraphs=paragraphs, tone="person", language="", direction=self.language.direction, author=line.alias
        )
