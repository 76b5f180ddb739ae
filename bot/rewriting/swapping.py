"""A question asked again with another question word: from "Where did X meet Y?" to "When …?"."""

from __future__ import annotations

from collections.abc import Sequence

from bot.rewriting.lexicon import AUXILIARIES, BE, DO, IRREGULAR, PREPOSITIONS, WH
from bot.rewriting.names import Word, words_of
from bot.rewriting.phrases import VERBAL, plural

LONGEST_SUBJECT = 9
LONGEST_OBJECT = 6
PHRASE = 4


def asked_with(new: str, question: str, short: str) -> str:
    """A question with another question word.

    Args:
        new: the new question word or phrase, "" to ask whether.
        question: a whole question.
        short: its answer in a few words, "" where unknown; stands where it asked for a subject.

    Returns:
        The new question, "" where the old one has no form that is understood.
    """
    words = words_of(question)
    if len(words) < 3:
        return ""
    first = words[0].lower
    if first in AUXILIARIES:
        return begun(new, lowered(question))
    start = int(first in PREPOSITIONS and words[1].lower in WH)
    if words[start].lower not in WH:
        return ""
    at = auxiliary(words, start)
    if at is not None and not subject_asked(words, start, at):
        rest = question[words[at].start :]
        asked = words[start].lower in {"what", "whom", "who", "which"} and words[at].lower not in BE
        return begun(new, with_object(rest, short) if asked else rest) if start + 1 <= at else ""
    return of_subject(new, question, words, at, short)


def with_object(rest: str, short: str) -> str:
    """A question without its question word, with what was its object: "did he order the attack"."""
    if not 0 < len(short.split()) <= LONGEST_OBJECT or " " not in rest.strip():
        return rest
    rest, said = rest.rstrip(" ?.!…"), within(short.rstrip(" .,;?!"))
    behind = words_of(rest)[2:]
    at = next((w for w in behind[1:] if w.lower in PREPOSITIONS - {"of"}), None)
    if at is None or at == behind[-1]:
        return f"{rest} {said}"
    return f"{rest[: at.start]}{said} {rest[at.start :]}"


def begun(new: str, rest: str) -> str:
    """A question word in front of the rest."""
    made = f"{new} {rest}".strip()
    return made[:1].upper() + made[1:].rstrip(" ?.!…") + "?"


def stated(question: str, short: str) -> str:
    """What a question and its short answer say together, roughly: "Haftar ordered the advance".

    Args:
        question: a whole question.
        short: its answer in a few words.

    Returns:
        Words in an order that a reader understands; "" where the question has no such form.
    """
    words = words_of(question)
    first = words[0].lower if words else ""
    if not short or len(words) < 3 or first not in WH:
        return ""
    said = within(short.rstrip(" .,;?!"))
    at = auxiliary(words, 0)
    if at is None:
        verb = verb_at(words)
        return f"{said} {question[words[verb].start :].rstrip(' ?.!')}" if verb < len(words) else ""
    if subject_asked(words, 0, at):
        return f"{said} {question[words[at].start :].rstrip(' ?.!')}"
    behind = words[at + 1 :]
    stop = next((w for w in behind[1:] if ends_subject(w)), None)
    whole = question.rstrip(" ?.!")
    if words[at].lower in DO or stop is None:
        return f"{whole[words[at].end :].strip()} {said}"
    return f"{whole[behind[0].start : stop.start]}{words[at].text} {whole[stop.start :]} {said}"


def ends_subject(word: Word) -> bool:
    """Whether a word behind a subject is no more of it."""
    if word.capital:
        return False
    known = word.lower in PREPOSITIONS | BE | {"have"} or word.lower in IRREGULAR
    return known or bool(VERBAL.fullmatch(word.lower))


def lowered(question: str) -> str:
    """A question whose first word no longer begins it."""
    return question[:1].lower() + question[1:]


def auxiliary(words: Sequence[Word], start: int) -> int | None:
    """The index of the auxiliary behind the question phrase, None where there is none."""
    simple = words[start].lower in {"who", "whom", "when", "where", "why"}
    simple = simple and (start + 1 >= len(words) or words[start + 1].lower not in PREPOSITIONS)
    far = start + (1 if simple else PHRASE)
    return next((i for i in range(start + 1, min(far, len(words) - 1) + 1)
                 if words[i].lower in AUXILIARIES), None)  # fmt: skip


def subject_asked(words: Sequence[Word], start: int, at: int) -> bool:
    """Whether the question phrase is the subject: "Who was arrested", not "Who is she"."""
    if words[start].lower in {"when", "where", "why", "how"} | {"whom"}:
        many = words[start].lower == "how" and words[start + 1].lower in {"many", "much"}
        if not many:
            return False
    if words[at].lower in DO:
        return False
    follows = words[at + 1].lower if at + 1 < len(words) else ""
    participle = bool(VERBAL.fullmatch(follows)) or follows in IRREGULAR
    base = words[at].lower not in BE and not words[at + 1].capital if follows else False
    return participle or (base and follows not in {"the", "a", "an", "he", "she", "it", "they"})


def of_subject(new: str, question: str, words: Sequence[Word], at: int | None, short: str) -> str:
    """A question for a subject, with the subject that was the answer: "When did X order …?"."""
    subject = short if 0 < len(short.split()) <= LONGEST_SUBJECT else ""
    counted = words[0].lower == "how"
    subject = "" if counted else subject
    noun = words[1 + counted : at if at is not None else verb_at(words)]
    if not subject:
        plain = " ".join(w.text for w in noun)
        subject = f"the {plain}" if plain else "that" if words[0].lower == "what" else "someone"
    subject = within(subject.rstrip(" .,;?!"))
    if any(past(w.lower) for w in words_of(subject)) and words[1].lower.startswith("happen"):
        return begun(f"{new} was it that" if new else "is it true that",
                     subject + question[words[1].end :])  # fmt: skip
    if at is not None:
        rest = question[words[at].end :]
        return begun(new, f"{words[at].text} {subject}{rest}")
    verb = verb_at(words)
    if verb >= len(words):
        return ""
    auxiliary, base = plain_form(words[verb].lower, subject)
    if not base:
        return ""
    return begun(new, f"{auxiliary} {subject} {base}{question[words[verb].end :]}")


def within(subject: str) -> str:
    """A subject as it stands within a sentence: "Several governments" loses its capital."""
    words = words_of(subject)
    loses = (
        len(words) > 1
        and words[1].text.islower()
        and words[0].text[1:].islower() | (words[0].text == "A")
    )
    return lowered(subject) if loses else subject


def verb_at(words: Sequence[Word]) -> int:
    """The index of the verb behind a question phrase that is the subject."""
    if words[0].lower in {"who", "what"}:
        return 1 if len(words) > 1 and words[1].lower != "else" else 2
    verbs = (i for i in range(1, min(6, len(words))) if past(words[i].lower))
    behind = 2 if len(words) > 3 and plural(words[1].lower) else len(words)
    return next(verbs, behind)


def past(word: str) -> bool:
    """Whether a word looks like a past form."""
    return word in IRREGULAR or (word.endswith("ed") and len(word) > 3)


def plain_form(verb: str, subject: str) -> tuple[str, str]:
    """The auxiliary that a verb's form asks for, and the verb's plain form; "" if unknown."""
    if verb in IRREGULAR:
        return "did", IRREGULAR[verb]
    if verb.endswith("ied") and len(verb) > 4:
        return "did", verb[:-3] + "y"
    if verb.endswith("ed") and len(verb) > 3:
        return "did", without_ed(verb[:-2])
    many = " and " in subject or subject.startswith("they")
    if verb.endswith("s") and not verb.endswith("ss"):
        return "do" if many else "does", without_s(verb)
    if verb in PREPOSITIONS - {"back"} or not verb.isalpha():
        return "", ""
    return "do" if many else "does", verb


def without_s(verb: str) -> str:
    """The plain form: of "wants" "want", of "watches" "watch", of "carries" "carry"."""
    if verb.endswith("ies"):
        return verb[:-3] + "y"
    hissing = verb.endswith(("shes", "ches", "sses", "xes", "zzes", "goes", "does"))
    return verb[:-2] if hissing else verb[:-1]


def without_ed(stem: str) -> str:
    """The plain form whose past is this stem and "ed"."""
    if len(stem) > 2 and stem[-1] == stem[-2] and (stem[-1] in "bdgmnprt" or stem in DOUBLED):
        return stem[:-1]
    silent = stem.endswith(("c", "g", "v", "u", "s", "z", "at", "ir")) and not stem.endswith(PLAIN)
    return stem + "e" if silent or stem in SILENT | HARD else stem


PLAIN = ("ss", "ng", "eat", "oat", "air", "us")
HARD = frozenset("accus arrang caus creat challeng chang exchang rang refus us".split())
DOUBLED = frozenset("cancell compell controll expell patroll propell travell".split())
SILENT = frozenset(
    "assum assur bak blam brib captur cit combin compar compet compil complet conclud consum "
    "contribut cop decid declar declin defin delet describ determin devot disput divid e erod "
    "escap evok examin excit exclud execut explod explor figur fil fram hast hop ignor imagin "
    "includ injur insid institut invit lik mak nam not outlin past pil pip pollut prepar prescrib "
    "presum promot provid provok quot refin resid restor resum rul scar schedul scor scrap secur "
    "shap shar stor strik tap tast tim typ undermin unit vot wak wast wip writ".split()
)
"""Stems that end in a silent "e" though their endings do not tell."""
