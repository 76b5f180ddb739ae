"""What finds passages best: their length and overlap, depth, fusion, the whole article's words.

    python tests/benchmarks/retrieval_sweep.py NAME=CASES.jsonl,ARTICLES.jsonl … [--cut NAME]

Every set's answerable cases are searched over its articles, cut as in use; those of the set that
`--cut` names also over articles cut otherwise, which embeds them all again each time. Where a
case's evidence are whole articles, articles are ranked, else passages. bm25s has to be installed.
"""

import argparse
import random
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import bm25s
import numpy as np
from measuring import write_result
from numpy.typing import NDArray

from bot.evaluation.cases import Case, read_cases
from bot.evaluation.corpora import read_corpus
from bot.evaluation.running import question_of
from bot.when import period
from corpus.article import Article
from index.chunking import Chunking, passages
from index.embedding import SentenceEncoder
from index.passage import Hit, Passage
from index.retrieval import RetrievalSettings, fuse, lift, prefer
from index.words import full_text_query

DEPTH = 100
MOST = 600
"""Cases of a set; of more, so many are drawn."""
USED = Chunking()
CUTS = (Chunking(64, 1), Chunking(128, 0), Chunking(128, 2), Chunking(256, 1))
Ranking = list[tuple[Passage, float]]


@dataclass(frozen=True)
class Asked:
    """A case with its rankings."""

    case: Case
    dense: Ranking
    lexical: Ranking
    about: dict[str, float]
    days: dict[str, date | None]


class Cut:
    """Articles cut in one way, in memory."""

    def __init__(self, articles: Sequence[Article], chunking: Chunking, *, titled: bool) -> None:
        encoder = SentenceEncoder()
        self.encoder = encoder
        self.found = [p for a in articles for p in passages(a, chunking, encoder.count_tokens)]
        titles = {a.id: a.title for a in articles}
        self.days = {a.id: a.published for a in articles}
        texts = [titles[p.article_id] + ". " + p.text if titled else p.text for p in self.found]
        self.vectors: NDArray[np.float32] = np.array(encoder.embed_documents(texts), np.float32)
        self.words = sqlite3.connect(":memory:")
        self.words.execute("CREATE VIRTUAL TABLE w USING fts5 (t, tokenize = 'porter unicode61')")
        self.words.executemany("INSERT INTO w (rowid, t) VALUES (?, ?)", enumerate(texts))
        self.ids = [a.id for a in articles]
        self.words.execute("CREATE VIRTUAL TABLE a USING fts5 (h, t, tokenize='porter unicode61')")
        whole = ((n, a.title, a.text) for n, a in enumerate(articles))
        self.words.executemany("INSERT INTO a (rowid, h, t) VALUES (?, ?, ?)", whole)

    def asked(self, case: Case) -> Asked:
        """A case with the best passages by meaning and by words, and the best articles."""
        text = question_of(case).understood
        cosines = self.vectors @ np.array(self.encoder.embed_query(text), np.float32)
        best = np.argsort(-cosines)[:DEPTH]
        rows = self.words.execute(
            "SELECT rowid, -bm25(w) FROM w WHERE w MATCH ? ORDER BY 2 DESC LIMIT ?",
            (full_text_query(text), DEPTH),
        )
        about = self.words.execute(
            "SELECT rowid, -bm25(a) FROM a WHERE a MATCH ? ORDER BY 2 DESC LIMIT 50",
            (full_text_query(text),),
        )
        return Asked(
            case,
            [(self.found[i], float(cosines[i])) for i in best],
            [(self.found[i], score) for i, score in rows],
            {self.ids[i]: score for i, score in about},
            self.days,
        )


def by_shares(
    one: Asked, depth: int = 50, meaning: float = 0.5, article: float = 0.5, **weights: float
) -> list[Hit]:
    """The hits as in use."""
    hits = lift(fuse(one.dense[:depth], one.lexical[:depth], meaning), one.about, article)
    question = question_of(one.case)
    days = period(question.understood, question.day)
    settings = RetrievalSettings(**weights)  # type: ignore[arg-type]
    return prefer(hits, days, one.days, settings) if one.case.asked else hits


def by_ranks(one: Asked, depth: int = 50, constant: int = 60) -> list[Hit]:
    """Reciprocal rank fusion, with the dates' weights that were used with it."""
    scores: dict[Passage, float] = {}
    for ranking in (one.dense[:depth], one.lexical[:depth]):
        for rank, (passage, _) in enumerate(ranking, 1):
            scores[passage] = scores.get(passage, 0.0) + 1 / (constant + rank)
    hits = sorted((Hit(p, s) for p, s in scores.items()), key=lambda hit: -hit.score)
    question = question_of(one.case)
    days = period(question.understood, question.day)
    first = 1 / (constant + 1)
    settings = RetrievalSettings(dated=2 * first, recent=first / 2)
    return prefer(hits, days, one.days, settings) if one.case.asked else hits


WAYS: dict[str, Callable[[Asked], list[Hit]]] = {
    "shares of the best scores": by_shares,
    "meaning .3": lambda one: by_shares(one, meaning=0.3),
    "meaning .4": lambda one: by_shares(one, meaning=0.4),
    "meaning .6": lambda one: by_shares(one, meaning=0.6),
    "meaning .7": lambda one: by_shares(one, meaning=0.7),
    "by meaning alone": lambda one: by_shares(one, meaning=1.0, article=0.0),
    "by words alone": lambda one: by_shares(one, meaning=0.0, article=0.0),
    **{
        f"articles' words {worth}": lambda one, worth=worth: by_shares(one, article=worth)
        for worth in (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)
    },
    "depth 20": lambda one: by_shares(one, 20),
    "depth 100": lambda one: by_shares(one, 100),
    "dates .4 and .15": lambda one: by_shares(one, dated=0.4, recent=0.15),
    "dates 1.6 and .6": lambda one: by_shares(one, dated=1.6, recent=0.6),
    "without dates": lambda one: by_shares(one, dated=0.0, recent=0.0),
    "reciprocal ranks, 60": by_ranks,
    "reciprocal ranks, 20": lambda one: by_ranks(one, constant=20),
}


def figures(ranked: Iterable[tuple[Case, list[Hit]]]) -> dict[str, float]:
    """Success at 1, 5, 20 and 50, MRR, and nDCG@10 of the first right one, in percent."""
    places = np.array([place(case, hits) for case, hits in ranked], float)
    found = {f"success@{k}": float((places <= k).mean()) for k in (1, 5, 20, 50)}
    gain = np.where(places <= 10, 1 / np.log2(1 + places), 0.0)
    found |= {"mrr": float((1 / places).mean()), "ndcg@10": float(gain.mean())}
    return {name: round(100 * value, 1) for name, value in found.items()}


def place(case: Case, hits: list[Hit]) -> float:
    """The place of the first hit with evidence, infinite where there is none."""
    whole = all(one.whole for one in case.evidence)
    seen: set[object] = set()
    for hit in hits:
        passage = hit.passage
        seen.add(passage.article_id if whole else passage)
        for one in case.evidence:
            same = one.article_id == passage.article_id
            if same and (one.whole or (one.start < passage.end and passage.start < one.end)):
                return len(seen)
    return np.inf


def bm25(cut: Cut, asked: Sequence[Asked]) -> dict[str, float]:
    """The figures of bm25s without stemming, in the place of the full-text search, words alone."""
    tokens = bm25s.tokenize([p.text for p in cut.found], stopwords="en", show_progress=False)
    index = bm25s.BM25()
    index.index(tokens, show_progress=False)
    texts = [question_of(one.case).understood for one in asked]
    wanted = bm25s.tokenize(texts, stopwords="en", show_progress=False)
    k = min(DEPTH, len(cut.found))
    rows, scores = index.retrieve(wanted, k=k, show_progress=False)
    ranked = []
    for one, row, some in zip(asked, rows, scores, strict=True):
        lexical = [(cut.found[int(i)], float(s)) for i, s in zip(row, some, strict=True)]
        alone = Asked(one.case, [], lexical, {}, one.days)
        ranked.append((one.case, by_shares(alone, meaning=0.0)))
    return figures(ranked)


def main() -> None:
    """Measure and write the results file."""
    parser = argparse.ArgumentParser()
    parser.add_argument("sets", nargs="+", metavar="NAME=CASES,ARTICLES")
    parser.add_argument("--cut", default="")
    given = parser.parse_args()
    found: dict[str, dict[str, dict[str, float]]] = {}
    counts = {}
    for one in given.sets:
        name, _, files = one.partition("=")
        cases, articles = map(Path, files.split(","))
        kept = [case for case in read_cases(cases) if case.evidence and not case.unanswerable]
        kept = random.Random(1).sample(kept, min(MOST, len(kept)))
        texts = [loaded.article for loaded in read_corpus(articles, print)]
        cut = Cut(texts, USED, titled=False)
        asked = [cut.asked(case) for case in kept]
        counts[name] = {"questions": len(asked), "passages": len(cut.found)}
        table = {way: figures((a.case, rank(a)) for a in asked) for way, rank in WAYS.items()}
        table["bm25s by words alone"] = bm25(cut, asked)
        others = [(chunking, False) for chunking in CUTS] + [(USED, True)]
        for chunking, titled in others if name == given.cut else []:
            cut = Cut(texts, chunking, titled=titled)
            label = f"{chunking.max_tokens} word pieces, {chunking.overlap} sentences shared"
            label += ", behind the title" * titled
            table[label] = figures((a.case, by_shares(a)) for a in map(cut.asked, kept))
        found[name] = table
    write_result("retrieval_sweep", found, counts)


if __name__ == "__main__":
    main()
