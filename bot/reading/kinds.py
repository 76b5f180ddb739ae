"""What kind of answer a question asks for, where its words leave no doubt: amount, time, or name.

Of 7,763 training questions that ask how many, how much, how far or how old (SQuAD, its shifts to
new Wikipedia and Reddit, Natural Questions), 98.4% have a gold answer with a digit or one of the
words for amounts here, and of 55 that ask how tall, thick, hot or cold, all but one; of 12,580 that
ask when, or for a year, month, day or century (these, QAMR, FairytaleQA and OneStopQA), 98.6% have
one with a figure or one of the words for times, and that is no mere length of time. Of 477 that ask
how much something costs, is worth or is paid, three have a percentage in every gold answer, none a
day of the calendar. Of 1,018 that ask what percentage, all but four have its mark, a word for a
share, or a figure up to 100. Of 1,086 that ask how long, all but 14 have an amount, a unit of time,
or a word for as good as ever. Of 5,915 that ask how many, and of no time, none is answered by a
length of time. Of 2,544 that ask which country, city, company and the like (SQuAD, its shifts,
Natural Questions, QAMR), all but 13 have a capital or a figure in a gold answer; of 1,020 for a
new, real or first name, or that of a man, a film or a school, all but four. A country alone answers
none of 703 that ask for a city or town, none of 144 for a party, one of 565 for a company,
newspaper, university, actor or author; one of the United States alone, New York and Georgia aside,
one of the 703 and none of 1,073 for a country.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from bot.countries import COUNTRIES, STATES

HOW_MANY = re.compile(r"\bhow\s+(?:many|much|far|old|tall|thick|hot|cold)\b", re.IGNORECASE)
PRICE = re.compile(
    r"\bhow\s+much\s+(?:money|cash)\b|\bhow\s+much\b(?!\s+(?:of|more|less)\b)"
    r".*\b(?:costs?|pays?|paid|spend|spent|charged?|sells?|sold|bought|buy|worth|owe[sd]?|"
    r"donate[sd]?|invest(?:s|ed)?|make(?!\s+(?:an?|of|the|up)\b))\b",
    re.IGNORECASE,
)
LASTING = (
    r"\b(?:after|ahead|before|centur(?:y|ies)|days?|decades?|earlier|experience|far|generations?|"
    r"hours?|jail|later|leave|long(?:er)?|minutes?|months?|nights?|notice|old(?:er)?|prison|seasons?|"
    r"seconds?|sentenced?|sooner|time|vacation|warning|weeks?|years?|younger)\b"
)
"""What may be asked of time: "how many years", "how many nights"."""
MANY = re.compile(rf"\A(?s:(?!.*{LASTING}).*)\bhow\s+many\b", re.IGNORECASE)
PERCENT = re.compile(r"%|\bper\s?cent\b", re.IGNORECASE)
SHARE = re.compile(
    r"\b(?:what|which)\s+(?:(?:\w+\s+)?percent(?:age)?s?\b|(?:share|proportion|fraction)\s+of\b)",
    re.IGNORECASE,
)
TEN = "one|two|three|four|five|six|seven|eight|nine|ten"
PARTS = re.compile(
    r"%|\bper[\s-]?cent|\b(?:half|halves|thirds?|quarters?|(?:fif|six|seven|eigh|nin|ten)ths?|majority|"
    r"minority|plurality|bulk|digits|points?|most|much|few|none|no|all|zero|out\s+of|\d+\s+(?:in|of)|"
    rf"in\s+(?:\d+|{TEN}))\b|\d/\d",
    re.IGNORECASE,
)
FEW = re.compile(
    r"(?:[a-z]+\s+)*(?:(?:100|\d{1,2})(?:\.\d+)?(?:\s+(?:to|and|or)\s+\d+(?:\.\d+)?)?|\d\d[–-]\d\d"
    rf"|(?:twen|thir|for|fif|six|seven|eigh|nine)ty(?:-(?:{TEN}))?|\w+teen|{TEN})",
    re.IGNORECASE,
)
"""Figures that may be a percentage, whose mark stands behind them: "about 50.1"."""
AMOUNTS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy "
    "eighty ninety hundreds? thousands? millions? billions? trillions? dozens? tens scores "
    "single once twice thrice first second doubl\\w+ triple\\w* tripled quadrupled \\w+fold "
    "half halves thirds? quarters? fifth tenth fraction percent\\w* none no nothing few fewer "
    "fewest many several most majority minority all both couple pair lots? little handful "
    "enough some least every numerous more less much any only entire whole equal same nearly "
    "plenty countless unlimited infinite indefinitely hardly years? "
)
AMOUNT = re.compile(rf"\d|[$€£¥%]|\b(?:{'|'.join(AMOUNTS.split())})\b", re.IGNORECASE)

ASKED = "is|are|was|were|do|does|did|will|would|can|could|has|have|had|should|might|must"
WHEN = re.compile(
    rf"(?:^|[.!?;:]\s)\s*(?:(?:and|so|but)\s+)?(?:since\s+|until\s+)?when\s+(?:(?:exactly|else)\s+)?(?:{ASKED})\b"
    r"(?!.*\b(?:what|which|who|whom|whose|where|why|how)\b)"
    r"|\b(?:what|which)\s+(?:year|month|day|date|decade|century)\b(?!-)",
    re.IGNORECASE,
)
"""Not "When the dam broke, who fled?"."""
TIMES = (
    "jan(?:uary)? feb(?:ruary)? mar(?:ch)? apr(?:il)? may june? july? aug(?:ust)? sept?(?:ember)? "
    "oct(?:ober)? nov(?:ember)? dec(?:ember)? (?:mon|tues|wednes|thurs|fri|satur|sun)days? today "
    "tonight tomorrow yesterday now(?:adays)? presently currently soon(?:er)? lat(?:e|er|est|ely) "
    "earl(?:y|ier) recently ago once never always ever next last this past coming upcoming "
    "following previous after before prior since until till during while when(?:ever)? as upon by "
    "within at in on around between from every each mid\\w* end beginning start begins? close turn "
    "middle mornings? afternoons? evenings? nights? midnight noon dawn dusk sun(?:rise|set) daily "
    "weekly monthly nightly yearly annual(?:ly)? days? weeks? weekends? months? years? decades? "
    "centur\\w+ hours? minutes? seconds? spring summer autumn fall winter seasons? quarter easter "
    "christmas thanksgiving halloween ramadan passover eve anniversary birthday holidays? eras? "
    "ages? periods? times? moment dynasty renaissance medieval modern prehistor\\w+ antiquity iron "
    "bronze stone wars? immediately eventually simultaneously initially originally already shortly "
    "instantly usually often periodically occasionally twice first second third final\\w* old "
    "birth death childhood infancy"
)
TIME = re.compile(rf"(?<![\w.-])\d|\b(?:{'|'.join(TIMES.split())})\b", re.IGNORECASE)
LENGTH = re.compile(
    r"\s*(?:\w+ )?(?:\d+(?:\.\d+)?|an?|one|two|three|four|five|six|seven|eight|nine|ten|several"
    r"|few) (?:years?|months?|weeks?|days?|hours?|minutes?)(?: old)?\s*",
    re.IGNORECASE,
)
HOW_LONG = re.compile(r"\bhow\s+long\b", re.IGNORECASE)
LASTS = re.compile(
    r"\b(?:ever|forever|indefinite\w*|permanent\w*|temporar\w*|short\w*|brief\w*|life\w*|lives|reign|"
    r"millenni\w*|\w*generation\w*|throughout|(?:\w+-)?long|until|till|since|through|immediately|soon|"
    r"overnight|rest|remainder|career|break|semester|beginning|earl\w+|present|now|today|"
    r"centur\w+|decades?|seasons?|months?|weeks?|weekends?|days?|nights?|hours?|minutes?|seconds?|moments?|while|summer|winter)\b",
    re.IGNORECASE,
)
"""Words that tell how long, beside amounts."""
DAY = re.compile(
    r"\s*(?:(?:in|on|by|since)\s+)?(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?\s+"
    r"\d{1,2}(?:,?\s+\d{4})?\s*",
    re.IGNORECASE,
)

WHICH = (
    r"\b(?:which\s+(?:(?!(?:a|an|any|are|did|do|does|has|have|in|is|of|on|other|the|third|to|was|"
    r"warring|were|will)\b)[a-z]+\s+){0,2}?"
    r"|what\s+(?:(?!(?:a|an|are|caused|did|do|does|else|has|have|hit|in|is|kind|led|made|of|part|size|"
    r"the|third|to|type|was|were|will|\w+(?:ed|s))\b)[a-z]+\s+)?)"
)
"""The question word, and what describes that which is asked for: no verb ("what killed …")."""
ALONE = (
    r"\b(?![-'’])(?=\s*(?:[?,.;]|$)|\s+(?:is|are|was|were|did|does|do|has|have|had|will|would|can|could|"
    r"should|may|might|must|in|of|for|that|which|who|to|on|from|with|by|beat|began|bought|built|gave|held|"
    r"hit|hosts?|leads?|led|lost|made|makes?|owns?|plans?|produces?|ran|runs?|saw|sells?|sold|spent|"
    r"took|wants?|won|\w{2,}ed)\b)"
)
"""What follows it: no "country music", "company executive"."""
LANDS = "continent|countries|country|county|island|nations?|province"
BODIES = (
    "actor|actress|author|cities|city|company|congressman|congresswoman|governor|newspaper|senator|"
    "singer|towns?"
)
LAND = re.compile(WHICH + rf"(?:{LANDS})" + ALONE, re.IGNORECASE)
CALLED = (
    "actor actress airport album author band book brother chairman chairwoman church city coach "
    "college company country daughter director driver father film gunman hospital husband "
    "journalist judge king leader magazine man mayor minister mother movie newspaper officer owner "
    "person player president prince princess prisoner queen river school senator ship shooter "
    "singer sister son song stadium street suspect team town university victim widow wife winner "
    "woman writer"
)
NAME = re.compile(
    r"\bwhat\s+(?:is|was)\s+(?:(?:[\w'’.-]+\s+){0,4}?[\w'’.-]+['’]s?|the|his|her|its|their)\s+"
    r"(?:birth|first|full|given|last|maiden|middle|new|real)\s+name\b"
    r"|\bwhat\s+(?:is|was|are|were)\s+the\s+(?:\w+\s+)?names?\s+of\s+(?:[\w'’]+\s+){0,2}?"
    rf"(?:{'|'.join(CALLED.split())})\b",
    re.IGNORECASE,
)
COLLEGE = re.compile(WHICH + "university" + ALONE, re.IGNORECASE)
BODY = re.compile(WHICH + rf"(?:{BODIES})" + ALONE, re.IGNORECASE)
EVERY = re.compile(
    rf"(?:all|any|both|each|every|neither|no|none)\b|(?:{LANDS}|{BODIES}|university)$",
    re.IGNORECASE,
)
"""As in "no country" and "every city", which may be cut without its first word."""
SMALL = re.compile(r"(?:(?:an?|at|by|her|his|in|its|of|on|the|their)\s+)+", re.IGNORECASE)
"""Words that begin a sentence with a capital, before a name or none."""
CITIES = frozenset("Djibouti Guatemala Kuwait Luxembourg Mexico Monaco Panama Singapore".split())
"""Countries that are named as their cities are."""
NAMESAKES = frozenset(("Georgia", "Hawaii", "New York", "Washington"))
"""Of the United States, those that others are named like."""
PARTY = re.compile(WHICH + r"party(?!\s+to\b)" + ALONE, re.IGNORECASE)


def is_amount(text: str) -> bool:
    """Whether a text has a number, or a word for one."""
    return AMOUNT.search(text) is not None


def is_count(text: str) -> bool:
    """Whether a text may tell how many: it has an amount, and is no mere length of time."""
    return is_amount(text) and LENGTH.fullmatch(text) is None


def is_price(text: str) -> bool:
    """Whether a text may tell a sum of money: an amount, but no percentage and no day."""
    return is_amount(text) and PERCENT.search(text) is None and DAY.fullmatch(text) is None


def is_share(text: str) -> bool:
    """Whether a text may tell a percentage: its mark, a word for a share, or a figure up to 100."""
    return PARTS.search(text) is not None or FEW.fullmatch(text.strip()) is not None


def is_length(text: str) -> bool:
    """Whether a text may tell how long: an amount or a word of time, more than "time"."""
    return is_amount(text) or LASTS.search(text) is not None


def is_time(text: str) -> bool:
    """Whether a text may tell when: it has a figure or a word of time, and is no mere length."""
    return TIME.search(text) is not None and LENGTH.fullmatch(text) is None


def is_name(text: str) -> bool:
    """Whether a text may have a name: a capital or a figure, behind "the" or "in"; or says none."""
    told = text[leading.end() :] if (leading := SMALL.match(text)) else text
    named = any(letter.isupper() or letter.isdigit() for letter in told)
    return named or EVERY.match(told) is not None


def is_land(text: str) -> bool:
    """Whether a text may name a country or the like: a name, and none of the United States alone.

    "New York" and "Georgia" are names of others as well.
    """
    return is_name(text) and (STATES.fullmatch(text.strip()) is None or text.strip() in NAMESAKES)


def is_no_country(text: str) -> bool:
    """Whether a text is more than the name of one country, or that of a city too."""
    told = text.strip()
    return COUNTRIES.fullmatch(told) is None or told in CITIES


def is_body(text: str) -> bool:
    """Whether a text may name a city, a company or a person: no country, and none of the States."""
    return is_land(text) and is_no_country(text)


def anything(_text: str) -> bool:
    """Whether a text may answer a question of any other kind."""
    return True


def is_college(text: str) -> bool:
    """Whether a text may name a university: some are called as their State is."""
    return is_name(text) and is_no_country(text)


KINDS: Sequence[tuple[re.Pattern[str], Callable[[str], bool]]] = (
    (PRICE, is_price),
    (MANY, is_count),
    (SHARE, is_share),
    (HOW_MANY, is_amount),
    (HOW_LONG, is_length),
    (WHEN, is_time),
    (BODY, is_body),
    (COLLEGE, is_college),
    (LAND, is_land),
    (NAME, is_name),
    (PARTY, is_no_country),
)
"""Questions and what may answer them; the first that is asked decides."""


def kind(question: str) -> Callable[[str], bool]:
    """What tells whether a text may be of the kind that a question asks for."""
    return next((fits for asked, fits in KINDS if asked.search(question)), anything)
