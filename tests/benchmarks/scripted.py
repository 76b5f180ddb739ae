"""Scripted outputs of a language model, good and bad, made from sets of claims with evidence.

The good ones are claims that their sets call supported (WiCE, BEGIN, BUMP's references, symmetric
FEVER, SummHay's insights), with quotes cut out of the evidence, and sentences of the evidence.
The bad ones are made of them, one change each; and claims that their sets call unsupported. Nothing
of these texts is kept: only figures are.
"""

import gzip
import hashlib
import json
import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from bot.attribution import attribute_sentence
from bot.verifying.citing import Source, Statement, nearest
from bot.verifying.speaking import speaker_in
from bot.words import normalized, terms
from corpus.article import Article, article_id
from corpus.sentences import sentences

LARGEST = 1_200
"""Characters of a passage, about."""
NATURAL = {"wice": 100, "begin": 200, "bump": 130, "fever": 50}
"""Claims that are drawn of each set, of those supported and of the others."""
COPIED = 220
"""Sentences of the evidence that are taken as they are: those with a speaker, or a doubt."""
MOST = 160
"""Outputs of each kind that is wrong."""
QUOTED = 0.75
"""Share of a reference's words in the quotes found for it, from which on they are held for its."""
SPACED = re.compile(r"\s+([.,;:!?)]|'(?!\w))|(\()\s+|\s+(['’]s\b)")
SPACED_ONCE = re.compile(r"\s+([.,;:!?')])|(\()\s+|\s+(['’]s\b)")
"""The same, but that it also took the blank before an opening quotation mark."""
NUMBER = re.compile(r"(?<![\w.,])(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?![\w]*\d)")
NAME = re.compile(r"(?<=[a-z,”\"] )[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)*")
AUX = re.compile(r"\b(?:is|was|are|were|has|have|had|will|can|could|would|did|does)\b")
NOT = re.compile(
    r"\b(is|was|are|were|has|have|had|will|could|would|did|does|can) ?(?:not|n['’]t)\b"
)
DOUBT = re.compile(
    r"\b(?P<modal>may|might|could)\b(?! not)|\b(?P<adverb>reportedly|allegedly|possibly|perhaps|"
    r"probably|likely|apparently|potentially) |\b(?:seem|appear)(?P<s>s|ed)? to be\b|"
    r"\b(?P<plan>(?:is|are) (?:expected|likely|planning|hoping|due|set) to)\b"
)
MONTHS = (
    "January February March April May June July August September October November December".split()
)


@dataclass(frozen=True, slots=True)
class Output:
    """What a scripted model gives for one sentence.

    Attributes:
        kind: "good", or what is wrong with it.
        source: the set that it is made from.
        document: names its document; documents are never on both sides of a split.
        statement: sentence, passages and quotes.
        forged: the id that is given, where it is none of the passages'.
    """

    kind: str
    source: str
    document: str
    statement: Statement
    forged: str = ""

    @property
    def measured(self) -> bool:
        """Whether it is on the side that figures are measured on; the other is for fitting."""
        return hashlib.sha256(self.document.encode()).digest()[0] % 2 == 0


def outputs(data: Path, seed: int = 0) -> list[Output]:
    """All outputs, good and bad.

    Args:
        data: folder with wice/dev.jsonl.gz, support/ and summhay/.
        seed: of whatever is drawn.
    """
    draw = random.Random(seed)
    natural = [*wice(data), *support(data, draw), *summhay(data, draw)]
    copied = list(copies(natural, draw))
    good = [one for one in natural if one.kind == "good"] + copied
    names = sorted({n for one in good for n in NAME.findall(one.statement.text)})
    bad = [b for one in good for b in spoilt(one, names, good, draw)]
    return thinned(natural + copied + bad, draw)


def thinned(made: Sequence[Output], draw: random.Random) -> list[Output]:
    """The outputs, of each kind that is wrong no more than are needed."""
    kinds: dict[str, list[Output]] = {}
    for one in made:
        kinds.setdefault(one.kind, []).append(one)
    kept = {
        id(one)
        for kind, some in kinds.items()
        for one in (some if kind == "good" or len(some) <= MOST else draw.sample(some, MOST))
    }
    return [one for one in made if id(one) in kept]


def rows(file: Path) -> list[dict[str, Any]]:
    """The objects of a file of JSON lines."""
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def wice(data: Path) -> Iterator[Output]:
    """Claims of Wikipedia with the sentences of web pages that support them."""
    found = rows(data / "wice" / "dev.jsonl.gz")
    others = [row for row in found if row["label"] != "supported"][: NATURAL["wice"]]
    for row in [*(row for row in found if row["label"] == "supported"), *others]:
        article, at = web_page(row["evidence"])
        sets = [[at[i] for i in some if i in at] for some in row["supporting_sentences"]]
        best = min((some for some in sets if some), key=len, default=[])
        if row["label"] == "supported" and not best:
            continue
        kind = {"supported": "good", "not_supported": "unsupported"}.get(row["label"], "partly")
        claim = row["claim"]
        if best:
            sources = tuple(Source(article, *around(article, *place)) for place in best)
            quotes = tuple(article.text[a:b] for a, b in best)
        else:
            sources, quotes = nearest_sources(article, claim), ()
        yield Output(kind, "wice", row["meta"]["id"], quoting(Statement(claim, sources, quotes)))


def web_page(lines: Sequence[str]) -> tuple[Article, dict[int, tuple[int, int]]]:
    """The evidence of WiCE as an article, and where each of its lines stands."""
    known: dict[str, str] = {}
    text, at = "", {}
    for number, line in enumerate(lines):
        meta = re.match(r"\(meta data\) ([A-Z ]+): (.*)", line)
        if meta:
            known[meta[1]] = meta[2]
        elif line.strip():
            at[number] = (len(text), len(text) + len(line))
            text += f"{line}\n"
    day = re.match(r"(\d{4})-(\d\d)-(\d\d)", known.get("PUBLISHED DATETIME", ""))
    published = date(*map(int, day.groups())) if day else None
    title = known.get("TITLE", "Untitled")
    return Article(article_id(title, text), title, text, known.get("PUBLISHER"), published), at


def around(article: Article, start: int, end: int) -> tuple[int, int]:
    """A stretch of an article with so much around it as a passage would have."""
    slack = max(0, (LARGEST - (end - start)) // 2)
    low = article.text.rfind("\n", 0, max(0, start - slack)) + 1
    high = article.text.find("\n", min(len(article.text), end + slack))
    low = low if start - low <= LARGEST else start
    return low, (high if 0 <= high - end <= LARGEST else end)


def nearest_sources(article: Article, claim: str) -> tuple[Source, ...]:
    """The passages of an article that a claim would have been made from."""
    whole = Source(article, 0, len(article.text))
    places = nearest(Statement(claim, (whole,)))
    return tuple(Source(article, *around(article, *place.home)) for place in places) or (whole,)


def support(data: Path, draw: random.Random) -> Iterator[Output]:
    """BEGIN, BUMP and symmetric FEVER: claims with a text, supported by it or not."""
    files = {"begin": "begin", "bump": "bump", "fever": "fever_symmetric"}
    for source, name in files.items():
        found = rows(data / "support" / f"{name}.jsonl.gz")
        found = [row for row in found if row["label"] != "generic" and len(row["claim"]) > 20]
        for label in ("supported", "other"):
            some = [row for row in found if (row["label"] == "supported") == (label == "supported")]
            some = draw.sample(some, min(len(some), NATURAL[source]))
            yield from (labelled(row, source) for row in some if source != "bump")
            if source == "bump":
                yield from changed_sentences(some, found)


def changed_sentences(
    some: Sequence[dict[str, Any]], all_of: Sequence[dict[str, Any]]
) -> Iterator[Output]:
    """BUMP's summaries sentence by sentence: of an edited one, those that the edit changed."""
    references = {row["evidence"]: row["claim"] for row in all_of if row["label"] == "supported"}
    for row in some:
        known = split(references.get(row["evidence"], ""))
        good = row["label"] == "supported"
        for sentence in split(row["claim"]):
            if len(sentence) > 20 and (good or sentence not in known):
                yield labelled({**row, "claim": sentence}, "bump")


def split(text: str) -> list[str]:
    """The sentences of a summary."""
    told = tidy(text)
    return [told[low:high] for low, high in sentences(told)]


def labelled(row: dict[str, Any], source: str) -> Output:
    """A row of `support/` as an output."""
    kind = "good" if row["label"] == "supported" else "unsupported"
    if row.get("error_type"):
        kind = f"bump: {row['error_type'].removesuffix(' Error').lower()}"
    if kind == "good" and source == "fever":
        # Its evidence leaves out the title of the page, and with it what many claims are about.
        kind = "good, subject left out"
    text, claim = paragraphed(tidy(row["evidence"])), tidy(row["claim"])
    article = Article(article_id("", text), "", text)
    sources = (Source(article, 0, len(text)),)
    if len(text) > LARGEST:
        sources = nearest_sources(article, claim)
    given = quoting(Statement(claim, sources))
    if kind == "good" and source == "bump" and covered(given) < QUOTED:
        # BUMP does not say which words of a long article support a sentence: not always those.
        kind = "good, quotes unsure"
    return Output(kind, source, side(row["evidence"]), given)


def side(evidence: str) -> str:
    """Names a document by its text as it was tidied when the sides were first drawn."""
    return article_id(
        "", paragraphed(SPACED_ONCE.sub(lambda m: m[1] or m[2] or m[3], evidence).strip())
    )


def covered(given: Statement) -> float:
    """Share of a statement's words that its quotes hold."""
    words = {term.stem for term in terms(" " + given.text)}
    there = {term.stem for quote in given.quotes for term in terms(" " + quote)}
    return len(words & there) / len(words) if words else 0.0


def summhay(data: Path, draw: random.Random) -> Iterator[Output]:
    """Insights with a document that holds them; its passages are found by their words."""
    documents = {row["doc_id"]: row for row in rows(data / "summhay" / "articles.jsonl.gz")}
    for query in rows(data / "summhay" / "queries.jsonl.gz"):
        for insight in query["insights"]:
            row = documents[draw.choice(insight["gold_doc_ids"])]
            article = Article(article_id(row["doc_id"], row["text"]), "", row["text"])
            claim = insight["text"]
            given = quoting(Statement(claim, nearest_sources(article, claim)))
            yield Output("good", "summhay", f"topic {row['topic_id']}", given)


def copies(natural: Sequence[Output], draw: random.Random) -> Iterator[Output]:
    """Sentences of the evidence with a speaker or a doubt: a model that copies says just these."""
    offered = {
        source.text[low:high]: (one, source, low)
        for one in natural
        for source in one.statement.sources
        for low, high in sentences(source.text)
    }
    texts = sorted(text for text in offered if 50 < len(text) < 300 and text[-1] in '.”"')
    draw.shuffle(texts)
    found = 0
    for text in texts:
        one, source, low = offered[text]
        start = source.start + low
        said = attribute_sentence(source.article, start, start + len(text))
        if found < COPIED and (DOUBT.search(text) or (said and speaker_in(text))):
            found += 1
            given = Statement(text, (source,), (text,))
            yield replace(one, kind="good", source="copied", statement=given)


def quoting(given: Statement) -> Statement:
    """A statement with quotes, where it has none: the sentences nearest to it."""
    if given.quotes:
        return given
    texts = [p.source.article.text[slice(*p.home)] for p in nearest(given)]
    return replace(given, quotes=tuple(texts))


def tidy(text: str) -> str:
    """A text without the blanks that tokenizers leave before marks."""
    return SPACED.sub(lambda m: m[1] or m[2] or m[3], text).strip()


def paragraphed(text: str) -> str:
    """A text in one line as paragraphs of three sentences or so, as news has them."""
    ends = [match.start() for match in re.finditer(r"(?<=[a-z)][.!?]) (?=[A-Z])", text)][2::3]
    parts = [
        text[a:b] for a, b in zip([0, *(e + 1 for e in ends)], [*ends, len(text)], strict=True)
    ]
    return "\n".join(parts)


def spoilt(
    one: Output, names: Sequence[str], good: Sequence[Output], draw: random.Random
) -> Iterator[Output]:
    """What comes of a good output when one thing about it is changed: each kind where it can be."""
    told = one.statement
    changes: dict[str, Callable[[str], str]] = {
        "number": lambda text: altered(text, passage(told), draw, near=False),
        "number of the passage": lambda text: altered(text, passage(told), draw, near=True),
        "name": lambda text: swapped(text, passage(told), names, draw),
        "negation": lambda text: flipped(text, draw),
        "hedge": undoubted,
        "speaker": lambda _: respoken(one, names, draw),
    }
    for kind, change in changes.items():
        text = change(told.text)
        if text != told.text:
            yield replace(one, kind=kind, statement=replace(told, text=text))
    if told.quotes:
        quote = invented(told, good, draw)
        if normalized(quote) not in normalized(passage(told)):
            yield replace(one, kind="quote", statement=replace(told, quotes=(quote,)))
    yield replace(one, kind="id", forged=f"{draw.randrange(1 << 32):08x}")


def passage(told: Statement) -> str:
    """All that a statement relies on."""
    return "\n".join(source.text for source in told.sources)


def altered(text: str, passage: str, draw: random.Random, *, near: bool) -> str:
    """A text with one of its numbers changed.

    Args:
        text: the sentence.
        passage: what it relies on.
        draw: draws the number and the change.
        near: to another number of the passage; else to any, by one of its digits.
    """
    found = list(NUMBER.finditer(text))
    if not found:
        return text
    match = draw.choice(found)
    old = match.group()
    others = [n for n in NUMBER.findall(passage) if n not in text and len(n) <= len(old) + 1]
    if near:
        new = draw.choice(others) if others else old
    else:
        digits = [at for at, c in enumerate(old) if c.isdigit()]
        at = draw.choice(digits[-3:])
        new = old[:at] + str((int(old[at]) + draw.randrange(1, 9)) % 10) + old[at + 1 :]
        new = new if not new.startswith("0") else "1" + new
    return text[: match.start()] + new + text[match.end() :]


def swapped(text: str, passage: str, names: Sequence[str], draw: random.Random) -> str:
    """A text with two of its names changed over, or one for another of the passage or of news."""
    found = [m for m in NAME.finditer(text) if m.group() not in MONTHS]
    if len(found) > 1 and found[0].group() != found[-1].group() and draw.random() < 0.5:
        first, last = found[0], found[-1]
        middle = text[first.end() : last.start()]
        return text[: first.start()] + last.group() + middle + first.group() + text[last.end() :]
    if not found:
        return text
    match = draw.choice(found)
    near = [name for name in NAME.findall(passage) if name not in text and name not in MONTHS]
    new = draw.choice(near) if near else draw.choice(names)
    return text[: match.start()] + new + text[match.end() :]


def flipped(text: str, draw: random.Random) -> str:
    """A text that denies what it said: a "not" taken out, or put in."""
    if NOT.search(text):
        return NOT.sub(r"\1", text, count=1)
    found = list(AUX.finditer(text))
    if not found:
        return text
    match = draw.choice(found)
    return f"{text[: match.end()]} not{text[match.end() :]}"


def undoubted(text: str) -> str:
    """A text without its doubts."""

    def plain(match: re.Match[str]) -> str:
        if match["modal"]:
            return "will"
        if match["adverb"]:
            return ""
        if match["plan"]:
            return "will"
        return "was" if match["s"] == "ed" else "is" if match["s"] else "are"

    return DOUBT.sub(plain, text)


def respoken(one: Output, names: Sequence[str], draw: random.Random) -> str:
    """A text that gives what it reports to somebody else."""
    text = one.statement.text
    speaker = speaker_in(text)
    if not speaker or speaker not in text:
        return text
    near = [n for n in NAME.findall(passage(one.statement)) if n not in text and n not in MONTHS]
    other = draw.choice(near) if near else draw.choice(names)
    return text.replace(speaker, other, 1)


def invented(told: Statement, good: Sequence[Output], draw: random.Random) -> str:
    """A quote that stands nowhere in the passages: of another text, reworded, or the sentence."""
    quote = draw.choice(told.quotes)
    way = draw.randrange(3)
    if way == 0:
        return draw.choice(draw.choice(good).statement.quotes or ("nothing of the kind was said",))
    if way == 1:
        return told.text
    words = quote.split()
    other = draw.choice(good).statement.text.split()
    for _ in range(max(2, len(words) // 5)):
        words[draw.randrange(len(words))] = draw.choice(other)
    return " ".join(words)
