"""Verbs of attitude: what somebody wants, holds, praises or blames need not be said by anybody.

Base forms, inflected here; "+" marks a verb that doubles its last letter. The lists are own work.
Unlike a verb of saying, a verb of attitude makes no statement of what follows it: "Ida Quist wants
a new dam" is not "according to Ida Quist, a new dam". See `Attribution.said`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.attribution.lexicon import IRREGULAR

STANCE = (
    "criticize criticise blast slam+ attack mock denounce condemn decry praise laud hail applaud "
    "commend congratulate thank defend endorse back support oppose reject dismiss deride ridicule "
    "bash lambaste skewer scold rebuke chide castigate assail vilify knock tout embrace champion "
    "challenge dispute question protest disavow repudiate renounce disown welcome "
    "celebrate trumpet downplay disparage belittle insult taunt demonize denigrate malign smear "
    "excoriate eviscerate fault portray characterize depict describe label brand dub+ call cast "
    "liken compare equate invoke highlight underscore outline unveil blame accuse contradict "
    "ridicule savage extol+ bemoan deplore rip+ lampoon impugn ding tease admonish berate pan+ "
    "decline refuse refute rebut+ debunk tar+ deny"
)
"""For or against something, mostly in words."""
MENTION = (
    "mention quote cite discuss recount address list reference identify raise detail describe "
    "recall echo repeat reiterate preview recite foretell name diagnose bring"
)
"""To speak of something."""
WISH = (
    "want wish hope seek plan+ intend aim prefer like love hate detest loathe admire respect trust "
    "distrust mistrust envy resent regret fear dread favor favour need crave desire covet relish "
    "enjoy dislike despise scorn adore appreciate value "
    "doubt worry pray"
)
"""What somebody would have, or feels."""
VIEW = (
    "believe think consider view regard see deem feel expect anticipate assume suspect know "
    "understand realize recognize remember learn wonder imagine envision judge conclude decide "
    "determine agree disagree figure guess reckon presume foresee envisage perceive "
    "rate discover sense sympathize"
)
"""What somebody holds to be so."""
ACT = (
    "ask demand request urge propose recommend offer promise pledge vow threaten warn order "
    "instruct invite encourage advise caution assure remind inform brief notify persuade convince "
    "implore beseech beg+ dare approve authorize agree apologize propose float suggest announce"
)
"""To do something by words."""
PHRASED = (
    "called for|called on|calling for|calling on|calls for|calls on|call for|pointed to|points to|"
    "pointed out|pointing to|referred to|refers to|referring to|talked about|talks about|"
    "talking about|talked of|spoke about|speaks about|speaking about|spoke of|speaks of|"
    "speaking of|railed against|rails against|railing against|objected to|objects to|"
    "complained about|complains about|complaining about|lashed out at|hit back at|took aim at|"
    "taking aim at|focused on|focuses on|alluded to|alludes to|alluding to|responded to|"
    "reacted to|campaigned on|campaigned for|argued for|argued against|argues for|argues against|"
    "warned of|warns of|warning of|warned against|warning against|came out against|"
    "came out for|took issue with|takes issue with|joked about|jokes about|boasted about|"
    "boasted of|boasts of|bragged about|apologized for|weighed in on|commented on|"
    "elaborated on|touched on|dwelled on|hinted at|hints at|insisted on|insists on|"
    "made fun of|poked fun at|pushed for|pushes for|pushing for|pressed for|"
    "accused of|would like|would prefer|would love|would support|would oppose|"
    "expressed|expresses|expressing|voiced|voices|voicing"
)
"""Verbs with the word that makes them attitudes, as they stand."""
KINDS = {"stance": STANCE, "mention": MENTION, "wish": WISH, "view": VIEW, "act": ACT}
ATTITUDES = frozenset({*KINDS, "phrased", "feeling"})
"""Kinds of cue that say nothing by themselves."""
BEING = (
    r"(?:is|are|was|were|am|be|been|remains?|seems?|became|becomes?)(?:\s+(?:also|very|so|still|"
    r"deeply|more|most|not|too|quite|all|now|\w+ly))*\s+(?:concerned|worried|convinced|confident|"
    r"certain|sure|afraid|hopeful|optimistic|pessimistic|skeptical|sceptical|critical|supportive|"
    r"wary|aware|proud|happy|glad|pleased|angry|furious|upset|disappointed|surprised|shocked|"
    r"frustrated|opposed|committed|dedicated|determined|interested|open|eager|willing|reluctant|"
    r"dismissive|in favor|against|fond|suspicious|fearful|doubtful|unhappy|dissatisfied)"
    r"(?:\s+(?:about|of|that|to|by|in|at|with|on|over))"
)
FEELING = re.compile(rf"(?<![\w’'-]){BEING}\b")
"""As in "is worried about"."""


def inflected(base: str) -> tuple[str, str, str, str]:
    """A verb's base form, third person, past and participle in -ing."""
    double = base.endswith("+")
    base = base.rstrip("+")
    stem = base + base[-1] if double else base
    if base.endswith("y") and base[-2] not in "aeiou":
        third, past = base[:-1] + "ies", base[:-1] + "ied"
    else:
        third = base + ("es" if base.endswith(("s", "x", "z", "ch", "sh", "o")) else "s")
        past = stem + ("d" if base.endswith("e") else "ed")
    ing = (base[:-1] if base.endswith("e") and not base.endswith("ee") else stem) + "ing"
    return base, third, IRREGULAR.get(base, past), ing


def forms() -> Iterator[tuple[str, str, str]]:
    """Every form of every verb of attitude: (word, its kind, "base", "third", "past" or "ing")."""
    for kind, words in KINDS.items():
        for base in words.split():
            yield from zip(
                inflected(base), (kind,) * 4, ("base", "third", "past", "ing"), strict=True
            )
