"""An answer against its case: the row that comes of it."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from typing import Any

from bot.answer import Answer, Citation
from bot.evaluation.cases import Case, Evidence
from bot.evaluation.excerpts import excerpts
from bot.evaluation.figures import complete
from bot.evaluation.metrics import best, contained, exact_match, set_f1, token_f1, verdicts, yes_no
from bot.evaluation.places import Place, Places, named, overlap
from bot.evaluation.ranking import rank
from bot.evaluation.rows import Row


def judge(case: Case, answer: Answer, places: Places) -> Row:
    """Score an answer against its case.

    Raises:
        InputError: evidence of the case is not in the library.
    """
    evidence = [places.locate(one) for one in case.evidence]
    cited = [citation for claim in answer.claims for citation in claim.citations]
    # Where no evidence is named, the words alone tell, and any sentence may be cited for them.
    shown = any(overlap(citation.place, place) for citation in cited for place in evidence)
    shown = shown if evidence else bool(cited)
    valid = [places.valid(citation) for citation in cited]
    said = worded(case, answer)
    declined = answer.abstained
    worded_right = bool(said["contained"]) or not case.gold
    right = declined if case.unanswerable else worded_right and shown and not declined
    scores = {
        **said,
        "right": float(right),
        "evidence_cited": float(shown),
        "citations_valid": float(all(valid)),
        "speaker_right": float(speaker_right(case, cited, evidence)),
        "attempted": float(not declined),
        "refused": float(declined),
    }
    relevant = places.passages(evidence)
    known = [one.place for one, good in zip(cited, valid, strict=True) if good]
    if evidence:
        scores |= cited_sentences(known, len(cited) - len(known), evidence, places)
        scores |= rank([hit.passage.key for hit in answer.hits], evidence, relevant)
    return Row(
        id=case.id,
        type=case.type,
        question=case.question,
        unanswerable=case.unanswerable,
        abstained=declined,
        short_answer=answer.short_answer,
        exact_match=said["exact_match"],
        f1=said["f1"],
        contained=bool(said["contained"]),
        evidence_cited=shown,
        citations=len(cited),
        valid=sum(valid),
        right=right,
        confidence=finite(answer.confidence),
        total_ms=finite(answer.timings_ms.get("total", 0.0)),
        answer=plain(answer.to_json()),
        cluster=cluster(case),
        scores=complete(case, scores),
        relevant=ids(evidence, relevant),
        gold=gold(case, [located(place, places) for place in evidence]),
        excerpts=excerpts(places, [*known, *evidence]),
    )


def failed(case: Case, error: str) -> Row:
    """The row of a question that was not answered: 0 in every figure that applies."""
    return Row(
        case.id,
        case.type,
        case.question,
        case.unanswerable,
        error=error,
        cluster=cluster(case),
        scores=complete(case, {}),
        gold=gold(case, [unlocated(one) for one in case.evidence]),
    )


def gold(case: Case, evidence: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """What a right answer is, as a row keeps it."""
    return {
        "answers": list(case.answers),
        "items": [list(forms) for forms in case.items],
        "evidence": list(evidence),
        "history": [turn.model_dump() for turn in case.history],
    }


def unlocated(piece: Evidence) -> dict[str, Any]:
    """A piece of evidence as its case gives it."""
    return piece.model_dump(include={"article_id", "start", "end"}) | {"text": piece.quote or ""}


def located(place: Place, places: Places) -> dict[str, Any]:
    """A piece of evidence, as a row keeps it."""
    article_id, start, end = place
    text = places.text(article_id)[start:end]
    return {"article_id": article_id, "start": start, "end": end, "text": text}


def worded(case: Case, answer: Answer) -> dict[str, float]:
    """The scores of the short answer's words.

    Exact match, F1 and contained are the best over the gold answers (SQuAD); without an answer
    to find, declining is 1 in the first two. Yes/no: 1 where the answer begins with the right one.
    """
    given = answer.short_answer
    if case.unanswerable:
        declined = float(answer.abstained)
        return {"exact_match": declined, "f1": declined, "contained": 0.0}
    return {
        "exact_match": best(exact_match, given, case.gold),
        "f1": best(token_f1, given, case.gold),
        "contained": best(contained, given, case.gold),
        "set_f1": set_f1(given, case.items) if case.items else 0.0,
        "yes_no": float(yes_no(given) in verdicts(case.gold)),
    }


def speaker_right(case: Case, cited: Sequence[Citation], evidence: Sequence[Place]) -> bool:
    """Whether some evidence is cited as said by the one whom the case names.

    A speaker is right whose normalised words hold the named one's, or stand in them: "Dahl" for
    "the mayor, Mira Dahl". Evidence that is not cited is said by nobody.
    """
    return case.speaker is not None and any(
        contained(citation.speaker or "", case.speaker)
        for citation in cited
        if any(overlap(citation.place, place) for place in evidence)
    )


def cited_sentences(
    cited: list[Place], invalid: int, evidence: list[Place], places: Places
) -> dict[str, float]:
    """Precision and recall of the cited sentences against those of the evidence.

    |cited ∩ gold| / |cited| and |cited ∩ gold| / |gold|, over sentences of the article, as the
    supporting facts of HotpotQA (Yang et al. 2018); precision is 0 where nothing is cited.

    Args:
        cited: places of the valid citations.
        invalid: how many others there are; each counts as a sentence that is no evidence.
        evidence: where it stands.
        places: the articles.
    """
    given, gold = places.sentences(cited), places.sentences(evidence)
    shared = len(given & gold)
    number = len(given) + invalid
    return {
        "citation_precision": shared / number if number else 0.0,
        "citation_recall": shared / len(gold) if gold else 0.0,
    }


def cluster(case: Case) -> str:
    """The article that a case is about: that of its first evidence."""
    return case.evidence[0].article_id if case.evidence else ""


def ids(evidence: list[Place], passages: set[Place]) -> dict[str, list[str]]:
    """The ids of what is relevant, sorted, for TREC's qrels."""
    return {
        "articles": sorted({place[0] for place in evidence}),
        "passages": [named(place) for place in sorted(passages)],
    }


def finite(value: float) -> float:
    """The value, 0 where it is no number."""
    return float(value) if math.isfinite(value) else 0.0


def plain(value: dict[str, Any]) -> dict[str, Any]:
    """The object as JSON gives it back, with null for what is no number."""
    found: dict[str, Any] = json.loads(json.dumps(value), parse_constant=lambda _: None)
    return found
