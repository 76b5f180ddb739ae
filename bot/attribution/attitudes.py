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
    "decline refuse refute rebut+ debunk tar+ deny advocate promote boo cheer jeer heckle shun+ "
    "snub+ "
    "spurn resist boycott minimize exaggerate overstate understate defy scapegoat vouch lament "
    "stigmatize vindicate exonerate stress overlook ignore misrepresent decry satirize parody "
    "tackle "
    "bemoan deem paint frame cheerlead trash"
)
"""For or against something, mostly in words."""
MENTION = (
    "mention quote cite discuss recount address list reference identify raise detail describe "
    "recall echo repeat reiterate preview recite foretell name diagnose bring share paraphrase "
    "publicize chronicle document analyze explore examine note articulate relate"
)
"""To speak of something."""
WISH = (
    "want wish hope seek plan+ intend aim prefer like love hate detest loathe admire respect trust "
    "distrust mistrust envy resent regret fear dread favor favour need crave desire covet relish "
    "enjoy dislike despise scorn adore appreciate value "
    "doubt worry pray aspire yearn strive struggle lobby dare care bet"
)
"""What somebody would have, or feels."""
VIEW = (
    "believe think consider view regard see deem feel expect anticipate assume suspect know "
    "understand realize recognize remember learn wonder imagine envision judge conclude decide "
    "determine agree disagree figure guess reckon presume foresee envisage perceive "
    "rate discover sense sympathize notice misunderstand accept interpret weigh mull ponder "
    "contemplate "
    "reassess rethink assess gauge conceive hypothesize mistake differ"
)
"""What somebody holds to be so."""
ACT = (
    "ask demand request urge propose recommend offer promise pledge vow threaten warn order "
    "instruct invite encourage advise caution assure remind inform brief notify persuade convince "
    "implore beseech beg+ dare approve authorize agree apologize propose float suggest announce "
    "nominate appoint veto ban+ forbid prohibit permit allow require rule sue adopt enact "
    "repeal ratify "
    "overturn uphold void invalidate pardon designate co-sponsor sponsor sign convict indict "
    "grant issue "
    "publish release object consent decree mandate impose outlaw bar+ block deliver unveil"
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
    "voted for|voted against|votes for|votes against|voting for|voting against|sided with|sides "
    "with|"
    "siding with|stood by|stands by|spoke out against|speaks out against|spoken out against|"
    "speaking out against|spoke in favor of|went after|goes after|going after|pushed back on|"
    "pushed back against|pushing back against|pushes back against|took a swipe at|took credit for|"
    "takes credit for|stumped for|rallied behind|signed on to|doubled down on|walked back|"
    "backed away from|shrugged off|brushed off|brushed aside|waved off|waved away|laid out|lays "
    "out|"
    "laying out|spelled out|tore into|tears into|tearing into|laid into|ripped into|zeroed in on|"
    "railed at|ruled out|rules out|made the case for|made the case against|made the case that|"
    "made clear that|made it clear that|makes clear that|made the point that|laughed off|"
    "played down|plays down|playing down|talked up|talks up|talking up|summed up|singled out|"
    "singles out|singling out|looking for|looks for|looked for|hoping for|waiting for|counting on|"
    "counts on|counted on|betting on|fought for|fights for|fighting for|lobbied for|lobbying for|"
    "cares about|cared about|care about|looked forward to|looks forward to|looking forward to|"
    "stood up for|stands up for|spoke to|speaks to|struck down|strikes down|"
    "distanced himself from|distanced herself from|distancing himself from|distances himself from|"
    "took aim|drew attention to|drawing attention to|draws attention to|made light of|went "
    "along with|"
    "raised questions about|raises questions about|raising questions about|raised concerns about|"
    "pressed ahead with|came to the defense of|gave credit to|gives credit to|paid tribute to|"
    "made a case for|makes the case for|made an issue of|accused of|would like|would prefer|"
    "would love|would support|would oppose|"
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
    r"dismissive|in favor|against|fond|suspicious|fearful|doubtful|unhappy|dissatisfied|"
    r"hesitant|keen|"
    r"adamant|ready|quick|unwilling|loath|grateful|thankful|ashamed|excited|anxious|nervous|"
    r"frightened|"
    r"scared|alarmed|appalled|outraged|horrified|dismayed|troubled|bothered|impressed|unimpressed|"
    r"amazed|encouraged|curious|outspoken|vocal|hostile|lukewarm|tepid|enthusiastic|passionate|"
    r"unsure|"
    r"uncertain|unaware|conscious|mindful|mad|bitter|resentful|sympathetic|receptive|resistant|"
    r"ambivalent|undecided|satisfied|comfortable|uncomfortable|familiar|focused|fixated|obsessed|"
    r"inclined|tempted|sceptical|adamantly opposed|at odds|on board|content|desperate|divided)"
    r"(?:\s+(?:about|of|that|to|by|in|at|with|on|over|toward|towards|for|against))"
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
