"""How often the speaker of a span is named, and how often rightly, on PolNeAR.

    python tests/benchmarks/attribution.py shared/data/polnear/dev.jsonl.gz [--rules]

Lines have `text` and `attributions`, each with `source`, `cue` and `content`, lists of offset
pairs. Every attribution with a source is one item: the longest stretch of its content is what
`attribute` is asked about.

**Near**: the source stands at most two sentences away from that stretch. *Coverage* is the share
of the near items for which a speaker is named, right or wrong, at a confidence.

**Right**: the place that the speaker was read off (its name, or the pronoun that stands for it)
is the source of that attribution, or of another with the same content. It is the source if the
two overlap and have the same head: the last word of a part between commas, before any "of",
"for", "who" or another preposition. So "Trump" is not "Trump's lawyer". Elsewhere in the text, a
name is the source if it ends in the same capitalised word, and neither first names nor titles
differ. A few annotations have source and cue exchanged (the source is "said"); they are read the
other way round. A source "who" is what stands right before it. A pronoun is the only thing checked
where the source is "he": which name it was resolved to cannot be told from the data. A file of
judgements by hand (document, offsets of pronoun and name, 1 or 0) has the last word where there is
one; resolutions without a judgement are counted and shown.

*Precision* is the share of right ones among the named. Sentences that share no character with any
content are asked about too, by their second half: a speaker named for one of them is wrong, and
the precision with these is given besides (the annotation is not complete: some of them are
attributions). The last third of every content is asked about as well (`ends_at_threshold`).

Coverage is given by what makes the content one, too: *quotation* (a quotation mark in it or at its
ends), *saying* (a verb of saying or "according to" in its cue), *attitude* (the rest: "wants",
"criticized", "'s plan"). What `attribute` leaves out on purpose, verbs of attitude, is given
besides (`with_verbs_of_attitude`).

    python tests/benchmarks/attribution.py shared/data/polnear/train.jsonl.gz --fit

prints what `bot/attribution/confidence.py` holds, and the precision at each threshold with
confidences fitted on the other half of the documents: `THRESHOLD` is the lowest that keeps all
three precisions at 97%. `--rules` prints the precision of each rule; `--against FILE` measures the
`attribute` of another module, such as an older state of it, on the same items.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import importlib.util
import json
import re
import sys
import zlib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from measuring import write_result

from bot.attribution import THRESHOLD, Attribution, Sources
from bot.attribution.confidence import coarser, confidence
from bot.attribution.cues import KIND
from corpus.article import Article
from corpus.sentences import sentences

NEAR = 2
PRONOUNS = frozenset("he she they it i we you his her their him them".split())
RELATIVES = frozenset("who which that whom whose".split())
CUT = re.compile(r"\s(?:of|for|who|which|that|at|in|from|with|on|to|by)\s")
TITLE = re.compile(r"\b(?:Mr|Mrs|Ms|Miss)\b")
VERB = re.compile(r"(?:said|says|told|wrote|according to)\b", re.IGNORECASE)
QUOTED = re.compile(r"[“”\"]|''|``")
SAYING = frozenset({"say", "report", "ing", "charge"})
SEEN = 10
"""Times that a rule must be seen on the training part to have a confidence of its own."""
RESOLVED = 0.98
"""The share of resolved pronouns that were right, of those read by hand on the training part."""
GOAL = 0.97
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


def main() -> None:
    """Measure and write the results file."""
    parser = argparse.ArgumentParser()
    parser.add_argument("articles", type=Path)
    parser.add_argument("--judged", type=Path, default=Path(__file__).parent / "pronouns.json")
    parser.add_argument("--rules", action="store_true")
    parser.add_argument("--fit", action="store_true")
    parser.add_argument("--against", type=Path)
    given = parser.parse_args()
    judged = read_judgements(given.judged)
    with gzip.open(given.articles, "rt", encoding="utf-8") as lines:
        records = [json.loads(line) for line in lines]
    items = [item for one in records for item in items_of(one, judged, Sources(one["text"]).of)]
    if given.rules or given.fit:
        for line in by_rule(items) if given.rules else fit(items):
            sys.stdout.write(line + "\n")
        return
    found = figures(items)
    if given.against:
        old = older(given.against)
        before = [item for one in records for item in items_of(one, judged, old(one["text"]))]
        found |= {"against": figures(before)["at_threshold"]}
    digest = hashlib.sha256(given.articles.read_bytes()).hexdigest()
    part = given.articles.name.split(".")[0]
    settings = {"data": f"polnear/{part}", "sha256": digest, "threshold": THRESHOLD}
    write_result(f"attribution_{part}", found, settings)


def older(path: Path) -> Callable[[str], Asking]:
    """From a text to the answers of another module's `attribute`, each wholly sure."""
    spec = importlib.util.spec_from_file_location(path.stem, path)
    if spec is None or spec.loader is None:
        raise SystemExit(f"not a Python module: {path}")
    module = sys.modules[path.stem] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)

    def asking(text: str) -> Asking:
        article = Article("x", "x", text)

        def ask(start: int, end: int) -> Attribution | None:
            one = module.attribute(article, start, end)
            if one is None:
                return None
            a, b = one.start, one.end
            return Attribution(one.speaker, a, b, 1.0, "other", mention_start=a, mention_end=b)

        return ask

    return asking


def read_judgements(path: Path) -> dict[tuple[str, int, int], bool]:
    """Judgements by hand: (document, offset of the pronoun, offset of the name) to right."""
    rows = json.loads(path.read_text(encoding="utf-8")) if path.exists() else []
    return {(doc, pronoun, name): bool(right) for doc, pronoun, name, right in rows}


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
    said = any(KIND.get(word) in SAYING for word in re.findall(r"\w+", words))
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


def figures(items: list[Item]) -> dict[str, Any]:
    """Counts, coverage and precision at the threshold, and the curve over all confidences."""
    asked = [item for item in items if item.sources and item.whole]
    ends = [item for item in items if not item.whole]
    items = [item for item in items if item.whole]
    others = [item for item in items if not item.sources]
    near = [item for item in asked if item.near]
    said = [item if not item.found or item.found.said else unnamed(item) for item in items]
    levels = sorted({item.found.confidence for item in said if item.found}, reverse=True)
    kinds = ("quotation", "saying", "attitude")
    return {
        "documents": len({item.doc for item in items}),
        "attributions": len(asked),
        "near": len(near),
        "near_with_a_pronoun_as_source": sum(item.pronoun for item in near),
        "sentences_without_attribution": len(others),
        "at_threshold": at(said, THRESHOLD),
        "ends_at_threshold": at(
            [one for one in ends if not one.found or one.found.said], THRESHOLD
        ),
        "by_cue": {
            kind: {"near": sum(item.cue == kind for item in near)}
            | at([item for item in said if item.cue == kind], THRESHOLD)
            for kind in kinds
        },
        "with_verbs_of_attitude": at(items, THRESHOLD),
        "curve": [at(said, level) for level in levels],
    }


def unnamed(item: Item) -> Item:
    """An item for which nobody is named."""
    return replace(item, found=None, right=False)


def at(items: list[Item], level: float) -> dict[str, Any]:
    """Coverage and precision where a speaker is named from a confidence on."""
    named = [item for item in items if item.found and item.found.confidence >= level]
    told = [item for item in named if item.sources]
    near = [item for item in items if item.near]
    right = sum(item.right for item in told)
    return {
        "confidence": level,
        "coverage_near": share(sum(item.near for item in told), len(near)),
        "precision": share(right, len(told)),
        "precision_with_unattributed_sentences": share(right, len(named)),
        "named": len(told),
        "wrong": len(told) - right,
        "named_for_unattributed_sentences": len(named) - len(told),
        "pronouns_resolved": sum(bool(item.found and item.found.resolved) for item in told),
        "pronouns_not_judged": sum(not item.judged for item in told),
    }


def share(part: int, whole: int) -> float | None:
    """A share, to four decimals; None of nothing."""
    return round(part / whole, 4) if whole else None


def counted(items: list[Item]) -> dict[str, Counter[str]]:
    """For each rule: how often "right", how often "wrong", how often for "none"."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for item in items:
        if item.found:
            kind = ("right" if item.right else "wrong") if item.sources else "none"
            counts[item.found.rule][kind] += 1
    return counts


def by_rule(items: list[Item]) -> Iterator[str]:
    """Each rule with how often it named somebody for an attribution, rightly, and for none."""
    for rule, count in sorted(counted(items).items(), key=lambda pair: -pair[1].total()):
        share_right = share(count["right"], told(count))
        yield f"{rule:32} n={told(count):5} precision={share_right} unattributed={count['none']}"


def confidences(items: list[Item]) -> dict[str, float]:
    """The confidence of every rule that was seen often enough, and of every coarser one.

    (right + 0.9) / (seen + 1), times `RESOLVED` where a pronoun was resolved.
    """
    counts = counted(items)
    pooled: dict[str, Counter[str]] = defaultdict(Counter)
    for rule, count in counts.items():
        pooled[coarser(rule)].update(count)
    often = {rule: count for rule, count in counts.items() if told(count) >= SEEN}
    return {
        rule: round(
            (count["right"] + 0.9)
            / (told(count) + 1)
            * (RESOLVED if rule.endswith((" he", " she")) else 1),
            3,
        )
        for rule, count in (pooled | often).items()
        if told(count) >= SEEN
    }


def told(count: Counter[str]) -> int:
    """How often a rule named somebody for an attribution."""
    return count["right"] + count["wrong"]


def fit(items: list[Item]) -> Iterator[str]:
    """What `confidence.py` holds, then precision by threshold, fitted on the other documents."""
    table = confidences(items)
    yield "CONFIDENCE = {"
    yield from (f'    "{rule}": {sure:.3f},' for rule, sure in sorted(table.items()))
    yield "}"
    halves: tuple[list[Item], list[Item]] = ([], [])
    for item in items:
        halves[zlib.crc32(item.doc.encode()) % 2].append(item)
    judged = [
        judged_by(table, item)
        for half, other in (halves, halves[::-1])
        for table in [confidences(other)]
        for item in half
    ]
    for level in (0.97, 0.96, 0.95, 0.94, 0.93, 0.92, 0.91, 0.9, 0.89, 0.88, 0.86, 0.84, 0.82, 0.8):
        whole = at([item for item in judged if item.whole], level)
        ends = at([item for item in judged if not item.whole], level)
        three = (
            whole["precision"],
            whole["precision_with_unattributed_sentences"],
            ends["precision"],
        )
        kept = all(one is not None and one >= GOAL for one in three)
        yield f"# {level}: precisions {three}, covers {whole['coverage_near']}, goal kept: {kept}"


def judged_by(table: Mapping[str, float], item: Item) -> Item:
    """An item, its confidence read off a table; nobody named for an attitude."""
    if not item.found or not item.found.said:
        return unnamed(item)
    sure = confidence(item.found.rule, table)
    return replace(item, found=replace(item.found, confidence=sure))


if __name__ == "__main__":
    main()
