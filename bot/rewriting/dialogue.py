"""What a conversation has been about: who and what was named, in which question and answer."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from bot.rewriting.lexicon import CLOSED
from bot.rewriting.names import Kind, Name, names, words_of
from bot.rewriting.phrases import Phrase, phrases

LONGEST_NAME = 80
MOST_NAMES = 300
LONGEST_SHORT = 12
DECLINED = ("The articles do not say", "I don't know")
FEMALE = re.compile(r"\b(?:she|hers?|herself)\b", re.IGNORECASE)
MALE = re.compile(r"\b(?:he|him|his|himself)\b", re.IGNORECASE)
SENTENCE = re.compile(r"[^.!?\n]+")
TOGETHER = re.compile(r",? (?:and|or) (?:the )?|, (?:the )?")


@dataclass(frozen=True, slots=True)
class Entity:
    """Whoever or whatever was named.

    Attributes:
        name: the longest way in which it was written.
        kind: what it is.
        gender: "f", "m", or "" where nothing told.
        plural: whether several are meant.
        the: whether "the" is said before it.
    """

    name: str
    kind: Kind
    gender: str = ""
    plural: bool = False
    the: bool = False

    @property
    def said(self) -> str:
        """The name as it stands in a sentence."""
        return f"the {self.name}" if self.the and self.kind is not Kind.PERSON else self.name


@dataclass(frozen=True, slots=True)
class Heard:
    """A turn of the conversation.

    Attributes:
        question: as it was understood.
        answer: the answer's text, "" where the articles did not say.
        short: the answer in a few words, "" where unknown.
        asked: keys of what the question names, in order.
        told: keys of what the answer names, in order.
        things: phrases of the question that name no name, in order.
        centre: the key of whom or what the question's pronoun meant, "" where it had none.
        meant: the same in words.
        pronoun: "m", "f", "it" or "they": which pronoun that was, "" likewise.
    """

    question: str
    answer: str
    short: str
    asked: tuple[str, ...]
    told: tuple[str, ...]
    things: tuple[Phrase, ...]
    centre: str = ""
    meant: str = ""
    pronoun: str = ""

    @property
    def short_keys(self) -> tuple[str, ...]:
        """What the short answer names."""
        lower = self.short.lower().split()
        return tuple(key for key in self.told if key in [w.strip(".,()’'") for w in lower])


@dataclass(slots=True)
class Dialogue:
    """The conversation so far.

    Attributes:
        entities: by key.
        heard: the turns, oldest first.
        begins: keys of persons by the first word of their names.
    """

    entities: dict[str, Entity] = field(default_factory=dict)
    heard: list[Heard] = field(default_factory=list)
    begins: dict[str, str] = field(default_factory=dict)

    def hear(self, question: str, answer: str, short: str, meant: tuple[str, str, str]) -> None:
        """Take in a question, as understood, and its answer.

        Args:
            question: as understood.
            answer: the answer's text.
            short: the answer in a few words, "" where that is not known.
            meant: what its pronoun meant: key, words, and which pronoun it was.
        """
        answer = "" if answer.startswith(DECLINED) else answer
        if not short and len(answer.split()) <= LONGEST_SHORT:
            short = answer.strip(" .,;")
        told = tuple(self.keys(answer))
        asked = tuple(self.keys(question))
        self.learn_gender(answer)
        things = tuple(phrases(question))
        turn = Heard(question, answer, short, asked, told, things, *meant)
        answering = [key for key in turn.short_keys if key not in asked]
        if question.lower().startswith("who ") and len(answering) == 1:
            unsure = self.entities[answering[0]].kind is Kind.UNKNOWN
            if unsure and not self.entities[answering[0]].plural:
                self.said_to_be(answering[0], "")
        self.heard.append(turn)

    def keys(self, text: str) -> list[str]:
        """The keys of what a text names, in order, each once; new names are taken in."""
        found = [(name.start, self.take(name)) for name in names(text, self.entities)]
        found += [(at, key) for at, key in self.small(text)]
        pairs = [(at, key) for at, key in sorted(found) if key]
        return list(dict.fromkeys([key for _, key in pairs] + self.lists(text, pairs)))

    def take(self, name: Name) -> str:
        """Take a name in; its key, "" where it is too long to be one."""
        known = name.key in self.entities
        if len(name.written) > LONGEST_NAME or (len(self.entities) >= MOST_NAMES and not known):
            return ""
        written = " ".join(name.written.split())
        key = self.whole(written.lower()) or name.key
        new = Entity(written, name.kind, name.gender, the=name.the)
        old = self.entities.get(key)
        if old is None:
            self.entities[key] = new
            if name.kind is Kind.PERSON and " " in written:
                self.begins.setdefault(written.lower().split()[0], key)
        elif same(old, new):
            self.entities[key] = merged(old, new)
        else:
            key = written.lower()
            if len(self.entities) >= MOST_NAMES and key not in self.entities:
                return ""
            self.entities[key] = merged(self.entities.get(key, new), new)
        return key

    def whole(self, written: str) -> str:
        """The key of a name that begins, but does not end, as one that is known."""
        return self.begins.get(written, "")

    def small(self, text: str) -> Iterator[tuple[int, str]]:
        """Known names that a text writes without capitals."""
        low = text.lower()
        if len(low) != len(text):
            return
        present = {w.lower: w for w in words_of(text) if not w.capital}
        for key, entity in self.entities.items():
            written = entity.name.lower()
            person = entity.kind is Kind.PERSON and key not in CLOSED
            if key in present and person:
                yield present[key].start, key
            elif " " in written and f" {written}" in low:
                yield low.find(written), key

    def lists(self, text: str, found: Sequence[tuple[int, str]]) -> list[str]:
        """Names that a text puts side by side, as one that is plural."""
        made = []
        for (at, one), (then, other) in pairwise(found):
            first, second = self.entities[one], self.entities[other]
            gap = text[at:then]
            if first.plural or second.plural or unlike(first, second):
                continue
            if re.search(r"\w,? and (?:the )?$", gap) and len(gap) < len(first.name) + 12:
                key = f"{one} and {other}"
                both = f"{first.said} and {second.said}"
                self.entities[key] = Entity(both, first.kind, plural=True)
                made.append(key)
        return made

    def learn_gender(self, text: str) -> None:
        """Where a sentence has one person and says "he" or "she", that is the person's."""
        for found in SENTENCE.finditer(text):
            sentence = found.group()
            female, male = FEMALE.search(sentence), MALE.search(sentence)
            if bool(female) == bool(male):
                continue
            people = [n for n in names(sentence, self.entities) if n.kind is not Kind.COUNTRY]
            keys = {self.whole(n.written.lower()) or n.key for n in people}
            persons = [k for k in keys if k in self.entities and self.person(k)]
            if len(persons) == 1:
                old = self.entities[persons[0]]
                told = "f" if female else "m"
                self.entities[persons[0]] = replace(old, gender=old.gender or told)

    def said_to_be(self, key: str, gender: str) -> None:
        """Take a key to be a person's of that gender, as who asks does."""
        old = self.entities[key]
        self.entities[key] = replace(old, kind=Kind.PERSON, gender=old.gender or gender)

    @property
    def centre(self) -> str:
        """Whom the latest pronoun meant, "" where none did."""
        return next((h.centre for h in reversed(self.heard) if h.centre), "")

    def person(self, key: str) -> bool:
        """Whether a key is surely a person's."""
        return self.entities[key].kind is Kind.PERSON and not self.entities[key].plural

    def those(self, keys: Iterable[str]) -> list[tuple[str, Entity]]:
        """Keys with what they stand for."""
        return [(key, self.entities[key]) for key in keys]


def unlike(one: Entity, other: Entity) -> bool:
    """Whether two names are surely of different kinds."""
    return one.kind is not other.kind and Kind.UNKNOWN not in (one.kind, other.kind)


def same(old: Entity, new: Entity) -> bool:
    """Whether two names that end alike are one's: one has no more words than the other says."""
    one, other = old.name.lower().split(), new.name.lower().split()
    return set(one) <= set(other) or set(other) <= set(one)


def merged(old: Entity, new: Entity) -> Entity:
    """What two mentions say together."""
    longer = max(old, new, key=lambda e: len(e.name))
    surer = {old.kind, new.kind} - {Kind.UNKNOWN}
    kind = old.kind if old.kind in surer or not surer else new.kind
    if Kind.PERSON in surer and Kind.COUNTRY not in surer:
        kind = Kind.PERSON
    return Entity(longer.name, kind, old.gender or new.gender, old.plural, old.the or new.the)
