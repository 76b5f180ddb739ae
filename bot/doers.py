"""Who did something: what is no answer to that, as sure as a reader may be.

Somebody of whom a sentence only tells what they said of a deed: "Prado said he is appalled at the
shooting of Ek" does not answer "Who shot Ek?" with Prado, and nothing else that an answer can get
wrong is as grave. Nor what is only said of somebody whom the question names: "former mayor", where
"former mayor Ek" is shot; of 9,632 training questions ten are answered so ("the IUCN Red List").
"""

from __future__ import annotations

import re

from bot.attribution import attribute_sentence
from bot.claiming import Mention
from bot.words import stem, stems, terms

DEED = re.compile(
    r"^\s*who\s+(?:(?:else|all|first|\w+ly)\s+)?(?P<verb>abducted|abused|ambushed|assassinated|assaulted|"
    r"attacked|beat|blackmailed|bombed|bribed|burned|cheated|defrauded|embezzled|executed|groped|hacked|"
    r"harassed|injured|kidnapped|kills?|killed|leaked|molested|murdered|poisoned|raped|robbed|shot|"
    r"shoots|stabbed|stole|strangled|threatened|tortured|wounded)\b",
    re.IGNORECASE,
)
DID = re.compile(
    r"^\s*who\s+(?!(?:is|was|are|were|be|been|do|does|did|has|have|had)\b)", re.IGNORECASE
)
BEHIND = re.compile(r"\s+([A-Z][\w’'-]*)")
OWNED = re.compile(
    r"\b(?:admit\w*|confess\w*|guilty|(?:claim|took|take)\w*\s+responsibility|responsible\s+for)\b"
    r"|\b(?:he|she|they|I|we)(?:['’]\w+|\s+\w+){0,2}?\s+(?P<did>\w+)",
    re.IGNORECASE,
)
"""Words by which somebody speaks of their own deed: "he shot", "pleaded guilty"."""


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
    said = attribute_sentence(one.article, low, high)
    if said is None or not (one.start < said.end and said.start < one.end):
        return True
    return owns(one.article.text[low:high], asked["verb"])


def is_title(question: str, one: Mention) -> bool:
    """Whether a mention is what stands right before a name that the question has."""
    behind = BEHIND.match(one.article.text, one.end)
    named = {term.stem for term in terms(" " + question) if term.name}
    return behind is not None and not named.isdisjoint(stems(behind[1]))


def owns(sentence: str, verb: str) -> bool:
    """Whether a sentence has its speaker tell of a deed as their own."""
    wanted = stem(verb.lower())
    return any(
        found["did"] is None or wanted in stems(found["did"]) for found in OWNED.finditer(sentence)
    )
