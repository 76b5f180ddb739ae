"""How well evidence was found: rankings of articles and of passages, by ir-measures."""

from __future__ import annotations

from collections.abc import Sequence

import ir_measures
from ir_measures import RR, R, Success, nDCG

from bot.evaluation.figures import CUTS, DEEP_CUTS
from bot.evaluation.places import Place, named, overlap


def rank(
    hits: Sequence[Place], evidence: Sequence[Place], relevant: set[Place]
) -> dict[str, float]:
    """The scores of one question's ranking.

    Articles: those of the evidence are relevant; an article's rank is that of its first hit.
    Passages: those that share text with evidence are relevant, `relevant` holding all that
    there are. Success@k: 1 where a relevant one is among the first k. MRR: 1 over the rank of
    the first relevant one, 0 without any. nDCG@10: Σ 1/log2(1 + rank) over the relevant ones
    of the first 10, over that of the best ranking (Järvelin and Kekäläinen 2002). Recall@k of
    passages is of evidence: the share of its pieces that the first k passages share text with,
    so that a piece in two overlapping passages counts once.

    Args:
        hits: the passages found, best first.
        evidence: where it stands; at least one piece.
        relevant: the library's passages that share text with evidence.

    Returns:
        Every figure of `figures.RETRIEVAL`.
    """
    articles = list(dict.fromkeys(hit[0] for hit in hits))
    passages = list(dict.fromkeys(hits))
    gold = relevant | {hit for hit in passages if any(overlap(hit, one) for one in evidence)}
    scores = measured("article", articles, {one[0] for one in evidence})
    scores |= measured("passage", [named(one) for one in passages], {named(one) for one in gold})
    for k in DEEP_CUTS:
        found = [any(overlap(hit, one) for hit in passages[:k]) for one in evidence]
        scores[f"passage_recall@{k}"] = sum(found) / len(found)
    return scores


def measured(level: str, ranked: Sequence[str], relevant: set[str]) -> dict[str, float]:
    """What ir-measures says of one ranking of ids, best first, under our figures' names."""
    names = {
        **{Success @ k: f"{level}_success@{k}" for k in CUTS},
        **{R @ k: f"{level}_recall@{k}" for k in DEEP_CUTS},
        RR: f"{level}_mrr",
        nDCG @ 10: f"{level}_ndcg@10",
    }
    # Scores are places counted from the end: equal scores would be ordered by id.
    run = {"q": {one: float(len(ranked) - place) for place, one in enumerate(ranked)}}
    qrels = {"q": dict.fromkeys(relevant, 1)}
    found = ir_measures.iter_calc(list(names), qrels, run)
    return dict.fromkeys(names.values(), 0.0) | {
        names[one.measure]: float(one.value) for one in found
    }
