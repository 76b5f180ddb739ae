"""The words that report speech: verbs of saying and thinking, and "according to".

The lists are own work: collected while reading news, and kept if they helped on the training part
of PolNeAR. A verb that is missing costs a speaker; one too many names a wrong one.
"""

from __future__ import annotations

import re

SAY = (
    "said says say wrote writes write tweeted tweets stated states testified remarked commented "
    "replied responded quipped joked recalled"
)
"""Verbs that follow a quotation or a comma as readily as they go before."""
REPORT = (
    "acknowledged acknowledges added adds admitted admits alleged alleges announced announces "
    "argued argues argue asserted asserts claimed claims claim complained complains conceded "
    "concedes concluded concludes confirmed confirms contended contends countered cautioned "
    "cautions declared declares denied denies deny disclosed emphasized emphasizes emphasised "
    "estimated estimates estimate explained explains explain insisted insists insist "
    "noted notes note observed pledged pledges pledge predicted predicts "
    "proclaimed promised promises promise reiterated repeated reported reports revealed reveals "
    "stressed stresses suggested suggests suggest told tells tell tell urged urges urge vowed vows "
    "warned warns warn lamented marveled mused reasoned recounted"
)
THINK = (
    "believed believes believe thought thinks think hoped hopes hope feared fears fear felt feels "
    "feel doubted doubts doubt expected expects expect worried worries worry realized realizes"
)
SHOW = "found finds find showed shows show indicated indicates indicate"
CHARGE = "accused accuses blamed blames"
DO = (
    "blasted called calls call condemned condemns criticized criticizes criticised cited cites "
    "decried defended defends demanded demands denounced denounces described describes dismissed "
    "dismisses dubbed echoed echoes questioned questions praised praises rejected rejects slammed "
    "compared likened mocked pointed referred invoked asked asks ask proposed proposes recommended "
    "recommends requested supports supported opposes opposed endorsed endorses backed wants wanted "
    "want favors seeks sought plans agreed agrees agree disagreed refused refuses declined "
    "declines offered attacked touted discussed"
)
"""Verbs that need not say anything: only a quotation, or "that", makes one of them a report."""
ING = (
    "saying adding arguing noting claiming suggesting telling insisting warning writing stating "
    "asserting declaring explaining acknowledging stressing emphasizing alleging tweeting accusing "
    "urging promising predicting vowing pledging complaining blaming"
)
DOING = "calling citing describing pointing referring criticizing comparing asking"
"""To `ING` what `DO` is to `REPORT`."""
PARTICIPLES = frozenset({"ing", "doing"})
SAID = {"do": "report", "doing": "ing"}
"""What a kind becomes before "that"."""
THAT = re.compile(r"\s+(?:out\s+)?that\b")
KIND = {
    word: kind
    for kind, words in (
        ("say", SAY), ("report", REPORT), ("think", THINK), ("show", SHOW),
        ("charge", CHARGE), ("do", DO), ("ing", ING), ("doing", DOING)
    )
    for word in words.split()
}  # fmt: skip
VERBS = "|".join(word for word, kind in KIND.items() if kind in {"say", "report", "think"})
"""Verbs of saying and thinking, as alternatives of a pattern."""
CUE = re.compile(rf"(?<![\w’'-])(?:{'|'.join(sorted(KIND, key=len, reverse=True))})(?![\w’'-])")
ACCORDING = re.compile(r"\b[Aa]ccording to\s+")

HELPERS = re.compile(
    r"\s+(?:has|have|had|also|later|then|repeatedly|often|still|just|now|once|recently|previously|"
    r"once|again|earlier|already|even|always|explicitly|flatly|reportedly|publicly|first|"
    r"is|are|was|were|been|further|would|will|could|both|[a-z]\w{2,}ly)$"
)
"""What may stand between a subject and its verb."""
DAY = (
    r"(?:(?:late|early|last|this|on|in|the)\s+){0,3}(?:Monday|Tuesday|Wednesday|Thursday|Friday|"
    r"Saturday|Sunday|week|month|year|January|February|March|April|May|June|July|August|September|"
    r"October|November|December)(?:\s+(?:morning|night|evening|afternoon))?"
)
INVERTING = frozenset(
    SAY.split()
    + "added announced argued argues asserted asserts claimed claims concluded conceded continued "
    "contended declared explained explains insisted insists noted notes observed reports "
    "acknowledged admitted adds cautioned mused".split()
)
"""Verbs that can stand before their subject: "said Ida Quist"; but "told Ida Quist" never."""
NOUNS = frozenset(
    "claims notes reports plans calls supports fears hopes doubts shows finds states estimates "
    "promises pledges fear hope doubt claim plan report support call demands favors worries "
    "demand estimate find praises".split()
)
"""Cues that are as often nouns: no possessive stands before a verb."""
NO_REPORT = re.compile(
    r"reported from\b|pledged (?:super)?delegates\b|felt the need\b|found (?:him|her|it|them)sel"
)
PASSIVE = re.compile(r"(?:^|\s)(?:is|are|was|were|be|been|being|get|got|gets)(?:\s+\w+ly)?$")
UNSAID = re.compile(
    r"(?:^|\s)(?:not|never|cannot|nor|to|without|denied|denies|deny|denying|before|refused|"
    r"\w+n[’']t|could|would|will|should|may|might|can|must|did|does|do|if)(?:\s+\w+ly)?$",
    re.IGNORECASE,
)
"""What makes a verb after it no report: nobody has said it."""
CLOSED = re.compile(
    r"\s*(?:$|[.,;:?!—–“\"‘]|--|''|[-–]\s|\)|(?:in|on|at|during|of|to|after|before|as|about|when|with|from|by|"
    rf"while|via|through|here|today|yesterday|earlier|recently|afterward|later)\b|{DAY})"
)
"""What follows a verb whose content stands before it."""
