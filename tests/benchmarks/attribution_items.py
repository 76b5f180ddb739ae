"""What PolNeAR asks of an attribution, and whether an answer is right: see `attribution.py`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from bot.attribution import Attribution
from corpus.sentences import sentences

NEAR = 2
PRONOUNS = frozenset("he she they it i we you his her their him them".split())
RELATIVES = frozenset("who which that whom whose".split())
CUT = re.compile(r"\s(?:of|for|who|which|that|at|in|from|with|on|to|by)\s")
TITLE = re.compile(r"\b(?:Mr|Mrs|Ms|Miss)\b")
VERB = re.compile(r"(?:said|says|told|wrote|according to)\b", re.IGNORECASE)
QUOTED = re.compile(r"[“”\"]|''|``")
SAYING = frozenset(
    "said says say wrote writes write tweeted tweets stated states testified remarked commented "
    "replied responded quipped joked recalled acknowledged acknowledges added adds admitted "
    "admits alleged alleges announced announces argued argues argue asserted asserts claimed "
    "claims claim complained complains conceded concedes concluded concludes confirmed confirms "
    "contended contends countered cautioned cautions declared declares denied denies deny "
    "disclosed emphasized emphasizes emphasised estimated estimates estimate explained explains "
    "explain insisted insists insist noted notes note observed pledged pledges pledge predicted "
    "predicts proclaimed promised promises promise reiterated repeated reported reports "
    "revealed reveals stressed stresses suggested suggests suggest told tells tell urged urges "
    "urge vowed vows warned warns warn lamented marveled mused reasoned recounted accused "
    "accuses blamed blames saying adding arguing noting claiming suggesting telling insisting "
    "warning writing stating asserting declaring explaining acknowledging stressing emphasizing "
    "alleging tweeting accusing urging promising predicting vowing pledging complaining blaming".split()
)
"""Verbs that make a content one of *saying*: fixed, whatever verbs `attribute` has come to read."""
Spans = list[list[int]]
Asking = Callable[[int, int], Attribution | None]


@dataclass(frozen=True, slots=True)
class Item:
    """One question to `attribute`, and what came of it.

    Attributes:
        doc: the document's id.
        start: first code point asked about.
        end: the code point after its last.
        sources: the gold sources; empty for a sentence that is no attribution.
        near: whether the source stands within two sentences.
        pronoun: whether the source is a pronoun.
        cue: "quotation", "saying" or "attitude"; "" for a sentence that is no attribution.
        found: who was named, at whatever confidence.
        right: whether it is the source.
        judged: whether a pronoun's resolution was judged by hand; True where there is none.
        whole: whether all of the content was asked about, rather than its end.
    """

    doc: str
    start: int
    end: int
    sources: tuple[tuple[int, int], ...]
    near: bool
    pronoun: bool
    cue: str
    found: Attribution | None
    right: bool
    judged: bool
    whole: bool


def items_of(
    record: dict[str, Any], judged: dict[tuple[str, int, int], bool], ask: Asking
) -> Iterator[Item]:
    """Every attribution of a document that has a source, then its sentences that are none."""
    text, doc = record["text"], record["doc_id"]
    bounds = sentences(text)
    told = [turned(text, a) for a in record["attributions"] if a["source"] and a["content"]]
    for one in told:
        whole = longest(one["content"])
        near = distance(bounds, one["source"], *whole) <= NEAR
        for start, end in dict.fromkeys((whole, tail(text, *whole))):
            golds = innermost(told, start, end)
            found = ask(start, end)
            right = found is not None and any(same(text, found, gold) for gold in golds)
            known = True
            if found and found.resolved:
                verdict = judged.get((doc, found.mention_start, found.start))
                known, right = verdict is not None, right and verdict is not False
            low, high = one["source"][0]
            pronoun = text[low:high].lower() in PRONOUNS
            pairs = tuple((a, b) for a, b in one["source"])
            is_whole = (start, end) == whole
            cue = cue_of(text, one, start, end)
            yield Item(doc, start, end, pairs, near, pronoun, cue, found, right, known, is_whole)
    covered = sorted(tuple(c) for a in record["attributions"] for c in a["content"])
    for start, end in bounds:
        if not any(a < end and b > start for a, b in covered):
            half = text.find(" ", (start + end) // 2, end) + 1 or start
            found = ask(half, end)
            yield Item(doc, half, end, (), False, False, "", found, False, True, True)


def cue_of(text: str, one: dict[str, Any], start: int, end: int) -> str:
    """What makes a content [start, end) one: see the module's docstring."""
    if QUOTED.search(text, max(0, start - 2), end + 2):
        return "quotation"
    words = " ".join(text[a:b] for a, b in one["cue"] or []).lower()
    said = any(word in SAYING for word in re.findall(r"\w+", words))
    return "saying" if said or "according" in words else "attitude"


def turned(text: str, one: dict[str, Any]) -> dict[str, Any]:
    """An attribution, its source and cue the right way round."""
    low, high = one["source"][0]
    if one["cue"] and VERB.match(text, low, high):
        return {**one, "source": one["cue"], "cue": one["source"]}
    return one


def tail(text: str, start: int, end: int) -> tuple[int, int]:
    """The last third of a stretch, from the beginning of a word on."""
    blank = text.find(" ", start + 2 * (end - start) // 3, end)
    return (blank + 1, end) if 0 <= blank < end - 1 else (start, end)


def innermost(told: list[dict[str, Any]], start: int, end: int) -> list[Spans]:
    """The sources of the shortest contents that cover a stretch."""
    covering = [
        (c[1] - c[0], a["source"])
        for a in told
        for c in a["content"]
        if c[0] <= start and end <= c[1]
    ]
    least = min((length for length, _ in covering), default=0)
    return [source for length, source in covering if length <= least]


def longest(content: Spans) -> tuple[int, int]:
    """The longest stretch of a content."""
    start, end = max(content, key=lambda span: span[1] - span[0])
    return start, end


def distance(bounds: list[tuple[int, int]], source: Spans, start: int, end: int) -> int:
    """Sentences between a source and a stretch: 0 in the same one."""
    places = [i for i, (a, b) in enumerate(bounds) if any(a < q and b > p for p, q in source)]
    asked = [i for i, (a, b) in enumerate(bounds) if a < end and b > start]
    return min((abs(p - q) for p in places for q in asked), default=99)


def same(text: str, found: Attribution, gold: Spans) -> bool:
    """Whether who was named is the gold source; see the module's docstring."""
    low, high = found.mention_start, found.mention_end
    for start, end in gold:
        words = text[start:end]
        if words.lower() in RELATIVES:
            if 0 <= start - found.end <= 3 or (low, high) == (start, end):
                return True
        elif low < end and high > start:
            if heads(text[low:high]) & heads(words):
                return True
        elif words.lower() not in PRONOUNS and same_name(found.speaker, words):
            return True
    return False


def heads(source: str) -> set[str]:
    """The last words of the parts of a source, in lower case, without possessives."""
    parts = (CUT.split(part)[0] for part in re.split(r"[,()]|\sand\s|\s[-–—]\s", source))
    words = (re.sub(r"[’']s?$", "", part.strip(" .;:“”\"’'")) for part in parts)
    return {word.split()[-1].lower() for word in words if word.split()}


def same_name(one: str, other: str) -> bool:
    """Whether two names may be of the same one: last words alike, nothing that differs."""
    names = [
        re.findall(r"[A-Z][\w’'.-]*", re.split(r"[,(]", CUT.split(s)[0])[0]) for s in (one, other)
    ]
    cleaned = [[re.sub(r"[’']s?$", "", word) for word in name] for name in names]
    if not all(cleaned) or cleaned[0][-1] != cleaned[1][-1]:
        return False
    titles = [set(TITLE.findall(s)) for s in (one, other)]
    if all(titles) and titles[0] != titles[1]:
        return False
    return (
        len(min(cleaned, key=len)) == 1
        or bool(titles[0] | titles[1])
        or cleaned[0][-2] == cleaned[1][-2]
    )
