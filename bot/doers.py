"""Who did something: what is no answer to that, as sure as a reader may be.

Somebody of whom a sentence only tells what they said of a deed: "Prado said he is appalled at the
shooting of Ek" does not answer "Who shot Ek?" with Prado, and nothing else that an answer can get
wrong is as grave. Nor, of a crime, somebody in a sentence that tells of none. Nor what is only said
of somebody whom the question names: "former mayor", where "former mayor Ek" is shot.
"""

from __future__ import annotations

import re

from bot.attribution import attribute_sentence
from bot.attribution.people import OFFICE
from bot.claiming import Mention
from bot.words import stem, stems, terms

DEED = re.compile(
    r"^\s*who\s+(?:(?:else|all|first|\w+ly)\s+)?(?P<verb>abducted|abused|ambushed|assassinated|assaulted|"
    r"attacked|blackmailed|bombed|bribed|burned|cheated|defrauded|embezzled|executed|groped|hacked|"
    r"harassed|injured|kidnapped|kills?|killed|leaked|molested|murdered|poisoned|raped|robbed|shot|"
    r"shoots|stabbed|stole|strangled|threatened|tortured|wounded)\b",
    re.IGNORECASE,
)
DID = re.compile(
    r"^\s*who\s+(?!(?:is|was|are|were|be|been|do|does|did|has|have|had)\b)", re.IGNORECASE
)
TOLD = re.compile(
    r"\b(?:accus\w+|admit\w*|arrest\w*|assail\w*|attack\w*|behind|charg\w+|confess\w*|convict\w*|culprit|"
    r"death|dead|died|fatal\w*|guilty|gunm[ae]n|kill\w*|murder\w*|perpetrat\w*|responsib\w*|shoot\w*|shot|"
    r"slain|slay\w*|stab\w*|strangl\w*|suspect\w*)\b",
    re.IGNORECASE,
)
"""Words of which a sentence that tells of a crime has one, where it has not the verb asked for."""
BEHIND = re.compile(r"\s+([A-Z][\w’'-]*)")
OWNED = re.compile(
    r"\b(?:admit\w*|confess\w*|guilty|(?:claim|took|take)\w*\s+responsibility|responsible\s+for)\b",
    re.IGNORECASE,
)
OWN = re.compile(
    r"\b(?:(?:[Hh]e|[Ss]he|[Tt]hey|I|[Ww]e|who|(?:its|their|our)\s+\w+)(?P<did>(?:['’]\w+)?(?:\s+\w+){1,4})"
    r"|it\s+(?:ha[ds]\s+)?(?P<done>\w+))"
)
"""Words by which somebody speaks of their own deed: "pleaded guilty"; "he shot"."""
KILLS = frozenset(map(stem, "kill murder shoot shot stab strangle".split()))
"""Verbs by which one deed is told."""
CRIMES = frozenset(map(stem, "molest murder poison rape shoot shot stab strangle".split()))
"""Deeds of which no other word tells: every training question for one is answered by such."""


def may_have_done(question: str, one: Mention) -> bool:
    """Whether a mention may answer who did something; always, where that is not asked."""
    if not DID.match(question):
        return True
    if is_title(question, one):
        return False
    asked = DEED.match(question)
    if asked is None:
        return True
    low, high = one.home
    sentence, verb = one.article.text[low:high], stem(asked["verb"].lower())
    if verb in CRIMES and not (TOLD.search(sentence) or verb in stems(sentence)):
        return False
    said = attribute_sentence(one.article, low, high)
    if said is None or not (one.start < said.end and said.start < one.end):
        return True
    return owns(sentence, verb)


def is_title(question: str, one: Mention) -> bool:
    """Whether a mention is a description right before a name that the question has."""
    last = one.text.rpartition(" ")[2]
    if not (last[:1].islower() or OFFICE.fullmatch(last)):
        return False
    behind = BEHIND.match(one.article.text, one.end)
    named = {term.stem for term in terms(" " + question) if term.name}
    return behind is not None and not named.isdisjoint(stems(behind[1]))


def owns(sentence: str, verb: str) -> bool:
    """Whether a sentence has its speaker tell of a deed, the stem of a verb, as their own."""
    wanted = KILLS if verb in KILLS else {verb}
    did = (found["did"] or found["done"] for found in OWN.finditer(sentence))
    return OWNED.search(sentence) is not None or any(wanted & stems(words) for words in did)
