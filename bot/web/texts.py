"""Every word of the page's own: one place to read them, change them, translate them."""

from __future__ import annotations

from datetime import date

NAME = "newscite"
TAGLINE = "Answers from news articles, in their own words."

CONVERSATION = "Conversation"
WELCOME = "What would you like to know?"
WELCOME_MORE = (
    "Ask about the articles in the library. Each sentence of the answer is quoted from "
    "one of them, and numbered so that you can check it."
)
EMPTY_LIBRARY = "The library is empty. Add articles with: newscite add FILE"
TRY = "For example"
TRY_INSTEAD = "A question that they do answer:"
YOU_ASKED = "You asked:"
SAID_BY = "Said by"
UNDERSTOOD_AS = "Understood as:"

BOX_LABEL = "Your question"
BOX_HINT = "Ask about the articles"
ASK = "Ask"

EVIDENCE = "Evidence"
EVIDENCE_EMPTY = "The passages that prove an answer appear here, marked in their articles."
LIBRARY = "In the library"
NEAREST = "Nearest passages"
NEAREST_NOTE = "They come closest to the question, but do not answer it."
DATE_UNKNOWN = "date unknown"
PUBLISHER_UNKNOWN = "publisher unknown"

SOMETHING_BROKE = (
    "Something went wrong while answering, and it is not your question's fault. "
    "The terminal that runs newscite says what."
)

PREFERRED = (
    "Who urged de-escalation?",
    "What did Guterres write on Twitter?",
    "Where did Guterres meet Haftar?",
)
"""Examples to show first, where the cases that ship have them and the library their article."""


def searched(articles: int, passages: int) -> str:
    """What was searched in vain."""
    return (
        f"I searched {counted(articles, 'article')} and read the "
        f"{counted(passages, 'passage')} nearest to your question."
    )


def in_library(articles: int) -> str:
    """How many articles there are."""
    return f"{counted(articles, 'article')} in the library"


def and_more(articles: int) -> str:
    """How many articles are not listed."""
    return f"and {articles:,} more"


def show_citation(number: int) -> str:
    """What a citation's number does, for a screen reader."""
    return f"Citation {number}: show the evidence"


def back_to_answer(number: int) -> str:
    """What a card's number does, for a screen reader."""
    return f"Citation {number}: back to the answer"


def day(published: date | None) -> str:
    """A date as people write it: "6 April 2019"."""
    return f"{published.day} {published:%B %Y}" if published else DATE_UNKNOWN


def counted(number: int, noun: str) -> str:
    """A number and its noun: "1 article", "3,109 articles"."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


SIGN_IN_TITLE = "Sign in to newscite"
SIGN_IN_NAME = "Name"
SIGN_IN_PASSWORD = "Password"
SIGN_IN = "Sign in"
SIGN_IN_WRONG = "Name or password is wrong."
SIGN_IN_BUSY = "Many are signing in just now. Try again in a few seconds."


def too_many_tries(wait_s: int) -> str:
    """That an address has to wait."""
    return f"Too many wrong passwords. Try again in {counted(-(-wait_s // 60), 'minute')}."
