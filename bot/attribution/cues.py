"""The words that report speech: verbs of saying and thinking, and "according to".

The lists are own work: collected while reading news, and kept if they helped on the training part
of PolNeAR. A verb that is missing costs a speaker; one too many names a wrong one.
"""

from __future__ import annotations

import re

from bot.attribution.attitudes import ATTITUDES, PHRASED, forms

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
    "stressed stresses suggested suggests suggest urged urges urge vowed vows "
    "warned warns warn lamented marveled mused reasoned recounted boasted boasts bragged brags "
    "charged intimated signaled signaled signals maintained maintains posited theorized opined "
    "hinted implied implies swore attested affirmed reaffirmed confided confessed concurred "
    "objected interjected fumed scoffed sneered exclaimed gushed enthused deadpanned ranted raved "
    "blogged emailed e-mailed texted posted retorted elaborated clarified specified speculated "
    "speculates forecast projected shouted yelled screamed cried chanted whispered muttered "
    "proclaims disclosed countered retweeted teased summarized tweets laments fretted frets "
    "grumbled marvels jokes vented sniped barked demurred volunteered ventured pronounced "
    "pronounces "
    "hypothesized surmised chimed crowed sighed moaned gloated thundered bellowed blurted "
    "protested "
    "pleaded intoned verified joked related recounts snapped growled hissed hollered decreed"
)
TELL = "told tells tell advised reminded assured reassured informed lectured notified briefed"
"""Verbs of which somebody else is told."""
TAG = (
    "continued continues answered began finished answers replies responds responds offered asked "
    "asks wondered wonders joked went puts put read reads"
)
"""Verbs that are reports beside a quotation only."""
THINK = (
    "believed believes believe thought thinks think felt feels feel expected expects expect "
    "realized realizes"
)
"""Verbs of holding something to be so; hopes, fears and doubts are attitudes, "that" or not."""
SHOW = "found finds find showed shows show indicated indicates indicate"
CHARGE = "accused accuses blamed blames"
ING = (
    "saying adding arguing noting claiming suggesting telling insisting warning writing stating "
    "asserting declaring explaining acknowledging stressing emphasizing alleging tweeting accusing "
    "urging promising predicting vowing pledging complaining blaming boasting bragging contending "
    "cautioning conceding admitting denying asserting maintaining implying hinting joking "
    "reminding assuring announcing proclaiming confirming lamenting shouting yelling chanting "
    "reporting replying responding remarking quipping testifying concluding believing thinking"
)
PARTICIPLES = frozenset({"ing", "doing"})
SAID = dict.fromkeys(ATTITUDES, "report") | {"doing": "ing", "view": "think", "wish": "wish"}
"""What a kind becomes before "that"."""
THAT = re.compile(r"\s+(?:out\s+)?that\b")
FORM = {word: form for word, _, form in forms()}
"""The form of each verb of attitude: see `attitudes.forms`."""
KIND = (
    {word: "doing" if form == "ing" else kind for word, kind, form in forms()}
    | dict.fromkeys(PHRASED.split("|"), "phrased")
    | {
        word: kind
        for kind, words in (
            ("tag", TAG), ("say", SAY), ("tell", TELL), ("report", REPORT), ("think", THINK),
            ("show", SHOW), ("charge", CHARGE), ("ing", ING),
        )
        for word in words.split()
        if kind != "tag" or word not in FORM
    }
)  # fmt: skip
"""Every cue and its kind."""
VERBS = "|".join(word for word, kind in KIND.items() if kind in {"say", "report", "tell", "think"})
"""Verbs of saying and thinking, as alternatives of a pattern."""
WORDS = "|".join(sorted(KIND, key=len, reverse=True))
CUE = re.compile(rf"(?<![\w’'-])(?:{WORDS})(?![\w’'-])")
HEADLINE_CUE = re.compile(CUE.pattern, re.IGNORECASE)
"""In a headline, where verbs are written large."""
BESIDE = re.compile(r"(?:\s+[\w’']+){0,4}\s*[,:]?\s*(?:[“\"«„‘]|``|'')")
"""A quotation begins a few words on."""
HOLDING = (
    "claim claims assertion assertions allegation allegations accusation accusations contention "
    "argument belief beliefs view views opinion opinions hope hopes fear fears plan plans proposal "
    "proposals promise promises pledge pledges vow call calls demand demands threat threats "
    "warning warnings suggestion suggestions statement statements comment comments remark remarks "
    "description denial denials insistence criticism criticisms attack attacks support opposition "
    "endorsement rejection refusal desire wish concern concerns doubt doubts praise stance "
    "position objections complaint complaints request decision commitment prediction predictions "
    "announcement admission acknowledgment declaration question questions disdain contempt "
    "willingness reluctance effort efforts bid push intention condemnation defense response "
    "reaction assessment skepticism skepticism enthusiasm admiration interest embrace "
    "recommendation assurances assurance conclusion finding findings ruling"
)
"""Nouns for what somebody says or holds."""
HELD = re.compile(
    rf"(?:\b(?P<his>[Hh]is|[Hh]er)|(?P<name>(?<=[\w.)])(?=[’']))[’']s?)\s+"
    rf"(?:[\w-]+\s+){{0,2}}?(?P<noun>{HOLDING.replace(' ', '|')})"
    r"(?=\s+(?:that|to|for|of|on|about|against|over|toward|towards|as|with|in)\b)"
)
"""As in "Ida Quist's claim that"."""
ACCORDING = re.compile(r"\b[Aa]ccording to\s+")

HELPERS = re.compile(
    r"\s+(?:(?:went|goes|going|gone) on to|(?:continued|continues|began|begins) to|then|"
    r"in the past|has|have|had|also|later|then|repeatedly|often|still|just|now|once|recently|"
    r"previously|"
    r"once|again|earlier|already|even|always|explicitly|flatly|reportedly|publicly|first|"
    r"is|are|was|were|been|further|does|did|do|all|both|never|really|"
    r"clearly|only|long|ever|sometimes|simply|almost|too|soon|quickly|would|will|could|both|"
    r"[a-z]\w{2,}ly)$"
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
    "demand estimate find praises attacks attack views view needs need loves love knocks hits "
    "backs challenges challenge questions question wishes wish aims aim trusts trust respects "
    "respect regrets regret likes orders order offers offer requests request names name guesses "
    "guess labels label references reference quotes quote details detail lists list figures "
    "figure faults fault judges judge brands brand echoes echo protests protest mocks desires "
    "desire values value rates rate dreads dread forecast signals jokes answers tweets reads "
    "boasts".split()
)
"""Cues that are as often nouns: no possessive stands before a verb."""
NO_REPORT = re.compile(
    r"added up\b|responded\s(?:\w+ly\s)?(?:by|with)\b|reported from\b|pledged "
    r"(?:super)?delegates\b|felt the need\b|found (?:him|her|it|them)sel"
)
LAND = re.compile(
    r"(?:ern|[Ss]wing|[Bb]attleground|[Rr]ed|[Bb]lue|[Mm]ember|Gulf|Arab|Baltic|United|[Oo]ther|"
    r"[Ss]everal|"
    r"[Mm]any|[Mm]ost|[Ee]arly|[Kk]ey|[Vv]oting|[Pp]rimary|[Tt]hese|[Tt]hose|\d|"
    r"(?:two|three|four|five|six|seven|eight|nine|ten))$"
)
"""What stands before "states" where these are places."""
PASSIVE = re.compile(r"(?:^|\s)(?:is|are|was|were|be|been|being|get|got|gets)(?:\s+\w+ly)?$")
UNSAID = re.compile(
    r"(?:^|\s)(?:not|never|cannot|nor|(?<!went on )(?<!goes on )(?<!continued )(?<!continues )"
    r"(?<!began )(?<!begins )to|without|denied|denies|deny|denying|before|refused|"
    r"\w+n[’']t|could|would|will|should|may|might|can|must|did|does|do|if)"
    r"(?:\s+(?:\w+ly|still|also|even|ever|yet|just))?$",
    re.IGNORECASE,
)
"""What makes a verb after it no report: nobody has said it."""
CLOSED = re.compile(
    r"\s*(?:$|[.,;:?!—–“\"‘]|--|''|[-–]\s|\)|(?:in|on|at|during|of|to|after|before|as|about|"
    r"when|with|from|by|"
    rf"while|via|through|here|today|yesterday|earlier|recently|afterward|later)\b|{DAY})"
)
"""What follows a verb whose content stands before it."""
