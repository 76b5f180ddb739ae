"""What kind of answer a question asks for, where its words leave no doubt: an amount, or a time.

Of 7,763 training questions that ask how many, how much, how far or how old (SQuAD, its shifts to
new Wikipedia and Reddit, Natural Questions), 98.4% have a gold answer with a digit or one of the
words for amounts here, and of 55 that ask how tall, thick, hot or cold, all but one; of 12,580 that
ask when, or for a year, month, day or century (these, QAMR, FairytaleQA and OneStopQA), 98.6% have
one with a figure or one of the words for times, and that is no mere length of time. Of 375 that ask
how much something costs, sells for or is paid, five have a percentage alone; two of these ask how
much *of* something.
"""

from __future__ import annotations

import re
from collections.abc import Callable

HOW_MANY = re.compile(r"\bhow\s+(?:many|much|far|old|tall|thick|hot|cold)\b", re.IGNORECASE)
PRICE = re.compile(
    r"\bhow\s+much\s+(?:money|cash)\b|\bhow\s+much\b(?!\s+(?:of|more|less)\b)"
    r".*\b(?:costs?|pays?|paid|spend|spent|charged?|sells?|sold|bought|buy)\b",
    re.IGNORECASE,
)
PERCENT = re.compile(r"%|\bper\s?cent\b", re.IGNORECASE)
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


def kind(question: str) -> Callable[[str], bool]:
    """What tells whether a text may be of the kind that a question asks for."""
    if PRICE.search(question):
        return is_price
    if HOW_MANY.search(question):
        return is_amount
    if WHEN.search(question):
        return is_time
    return anything


def is_amount(text: str) -> bool:
    """Whether a text has a number, or a word for one."""
    return AMOUNT.search(text) is not None


def is_price(text: str) -> bool:
    """Whether a text may tell a sum of money: it has an amount that is no percentage."""
    return is_amount(text) and PERCENT.search(text) is None


def is_time(text: str) -> bool:
    """Whether a text may tell when: it has a figure or a word of time, and is no mere length."""
    return TIME.search(text) is not None and LENGTH.fullmatch(text) is None


def anything(_text: str) -> bool:
    """Whether a text may answer a question of any other kind."""
    return True
