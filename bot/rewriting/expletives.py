"""An "it" that means nothing of the conversation: "is it true that", "it rains"."""

from __future__ import annotations

import re

GRADED = (
    r"(?:a\s+)?(?:good|bad|better|best|worse|easy|easier|hard|harder|difficult|possible|"
    r"impossible|safe|safer|dangerous|legal|illegal|free|ok|okay|fine|normal|common|usual|rare|"
    r"important|necessary|advisable|wise|smart|fair|true|likely|unlikely|certain|clear|known|"
    r"said|reported|cheap|cheaper|expensive|worth|worthwhile|helpful|useful|rude|wrong|right|"
    r"enough|too\s+late|time|best)(?:\s+(?:idea|thing|time))?"
)
BE = r"(?:is|was|are|were|be|been|it['’]s|would|will|does|did|has|may|might|can|could|should)"
BEARING = re.compile(
    rf"\b{BE}\s+it\s+(?:not\s+)?(?:also\s+|still\s+|really\s+|ever\s+)*(?:(?:be|been)\s+)?"
    rf"(?:\w+ly\s+)?{GRADED}\s+(?:for\s+\S+\s+)?(?:to|if|that|when|whether|not\s+to|\w+ing)\b"
    rf"|\bit\s+(?:is|was|would\s+be)\s+(?:\w+ly\s+)?{GRADED}\s+(?:to|if|that|when|whether)\b"
    r"|\b(?:is|was|does|did|will|would)\s+it\s+(?:be\s+)?(?:rain|snow)(?:ing)?\b"
    r"|\bit\s+(?:rains?|rained|snows?|snowed|seems?|seemed|turns?\s+out|takes\s+to)\b"
    r"|\b(?:does|did|would|will)\s+it\s+(?:take\s+(?!place\b)|matter\s+\w|seem\b|make\s+(?:a|to)\b)"
    r"|\bwhat\s+(?:time|day|date|year)\s+(?:is|was)\s+it\b|\b(?:is|was)\s+it\s+that\b"
    r"|\b(?:is|was)\s+it\s+(?:hot|cold|dark|late|early|time)\b(?=\s+\w)"
    r"|\b(?:is|was)\s+it\s+(?:true|possible|likely|certain|clear|known)\b(?=\s+\w)"
    r"|\bhow\s+(?:hot|cold|warm|cool|wet|windy|dark|late)\s+(?:is|was|will|did)\s+it\b(?=\s+\w)"
    r"|\bmake\s+it\b|\bhow\s+(?:is|was)\s+it\s+(?:going|to)\b",
    re.IGNORECASE,
)
"""With what follows: "Is it safe?" and "Is it easier than Spanish?" do mean something."""


def empty(question: str) -> bool:
    """Whether the "it" of a question means nothing."""
    return BEARING.search(question) is not None
