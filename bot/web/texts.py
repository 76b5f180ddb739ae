"""Every word of the page's own: one place to read them, change them, translate them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

NAME = "newscite"
TAGLINE = "Answers from news articles, in their own words."

# The chat.
CONVERSATION = "Conversation"
WELCOME = "What would you like to know?"
WELCOME_MORE = (
    "Ask about the articles in the library. Each sentence of the answer is quoted from "
    "one of them, and numbered so that you can check it."
)
BEGIN = "The library is empty"
BEGIN_MORE = (
    "Add news articles, and ask about them: files, pasted text, or addresses. They stay on the "
    "computer that newscite runs on."
)
TRY = "For example"
TRY_INSTEAD = "A question that they do answer:"
YOU_ASKED = "You asked:"
SAID_BY = "Said by"
UNDERSTOOD_AS = "Understood as:"
WAITING = "Waiting for the answer"
STOP = "Stop"
STOPPED = "Stopped: there is no answer to this question."
ASK_AGAIN = "Ask again"
EDIT = "Edit question"
EDITING = "You are editing your last question; its answer will be replaced."
KEEP_QUESTION = "Keep it as it was"

# What becomes of answers.
COPY_ANSWER = "Copy with citations"
COPY = "Copy"
UP = "Helpful"
DOWN = "Not helpful"
WHY = "What was wrong?"
WHY_NOTE = "In your own words (optional)"
WHY_EXPECTED = "What would be right (optional)"
KEEP_RATING = "Keep this on this computer"
SAVE = "Save this conversation:"
AS_MARKDOWN = "Markdown"
AS_BUNDLE = "With its evidence (JSON)"
CONVERSATION_GONE = "this conversation is no longer kept"

BOX_LABEL = "Your question"
BOX_HINT = "Ask about the articles"
ASK = "Ask"
ASK_ALL = "Ask all articles"

# The evidence.
EVIDENCE = "Evidence"
EVIDENCE_EMPTY = "The passages that prove an answer appear here, marked in their articles."
NEAREST = "Nearest passages"
SHOW_NEAREST = "Show the nearest passages"
NEAREST_NOTE = "They come closest to the question, but do not answer it."
DATE_UNKNOWN = "date unknown"
PUBLISHER_UNKNOWN = "publisher unknown"
OPEN_ARTICLE = "Open article"
CLOSE_ARTICLE = "Close article"
COPY_QUOTE = "Copy quote"
COPIED = "Copied"
NOT_COPIED = "The browser did not let it be copied"
ALSO = "The same is said in "
ARTICLE = "Article"
ARTICLE_GONE = "the article is no longer in the library, and no conversation of yours quotes it"
UPDATED_SINCE = "The library has a newer version of this article. This is the one that was quoted."
REMOVED_SINCE = (
    "This article has been removed from the library. Your conversation kept the text it quotes."
)

# Conversations.
CONVERSATIONS = "Conversations"
NEW = "New conversation"
FIND = "Search conversations"
NO_CONVERSATIONS = "Your questions will be kept here."
NONE_FOUND = "Nothing fits."
DELETE = "Delete"
NOT_LASTING = "They are kept only until newscite stops: its folder cannot be written."
NOT_KEPT = "This answer could not be kept: the terminal that runs newscite says why."
NO_COOKIE = "this browser keeps no cookies, by which newscite would know it again"

# The library.
LIBRARY = "Library"
EMPTY_LIBRARY = "It is empty. Add articles above, or in the terminal: newscite add FILE"
ADD = "Add articles"
ADD_THIS = "Add"
ADDING = "Progress of adding"
DROP = "Choose files, or drop them anywhere on the page"
PASTE = "Paste an article’s text, or addresses, one a line"
NOTHING_TO_ADD = "nothing to add: choose files, or paste a text or an address"
FILTER = "Filter by title"
FILTERS = "Filter and sort"
PUBLISHER = "Publisher"
ANY_PUBLISHER = "Any publisher"
FROM = "From"
TO = "To"
SORT = "Sort by"
ORDERS = {
    "newest": "Newest first",
    "oldest": "Oldest first",
    "publisher": "Publisher",
    "title": "Title",
}
ASK_SEEN = "Ask only these publishers and dates"
ASK_ONLY = "Ask only this"
REMOVE = "Remove from the library"
UNDO = "Undo"
UPLOAD_GONE = "an uploaded file is no longer there: choose it again"
JOB_GONE = "newscite was started anew meanwhile: look whether the articles are there"

SOMETHING_BROKE = (
    "Something went wrong while answering, and it is not your question's fault. "
    "The terminal that runs newscite says what."
)
SOMETHING_BROKE_ADDING = (
    "Something went wrong while adding. The terminal that runs newscite says what."
)
SOMETHING_BROKE_HERE = "Something went wrong. The terminal that runs newscite says what."
WISH_UNKNOWN = "The page sent something that newscite does not understand: load it anew."

# Keys: what is pressed, and what it does.
SHORTCUTS = "Keyboard shortcuts"
KEYS = (
    ("Enter", "Ask"),
    ("Shift+Enter", "New line in the question"),
    ("↑ in the empty box", "Edit the last question"),
    ("Esc", "Stop the answer; close the article or this list"),
    ("Alt+Q", "Go to the question"),
    ("Alt+N", "New conversation"),
    ("Alt+K", "Search conversations"),
    ("Alt+L", "Go to the library"),
    ("Alt+E", "Go to the evidence"),
    ("Alt+.", "Next citation"),
    ("Alt+,", "Previous citation"),
    ("Enter on a number", "To its card, and from the card back"),
    ("Alt+/", "This list"),
)
CLOSE = "Close"

# Where there is room for one column only.
VIEWS = {"side": "Library", "chat": "Chat", "evidence": "Evidence"}
VIEW = "Part of the page"

FOR_SCRIPTS = {
    "copied": COPIED,
    "notCopied": NOT_COPIED,
    "failed": "The question could not be asked: newscite is busy, or has stopped. Try again soon.",
    "waiting": WAITING,
    "stop": STOP,
    "sure": "Delete?",
    "sureRemove": "Remove?",
    "anyPublisher": ANY_PUBLISHER,
    "still": "Your last question is still being answered: wait for it, or stop it.",
    "offline": "newscite does not answer: is it still running?",
    "uploading": "Uploading…",
    "tooLarge": "{name} is too large: at most {most} are taken at once.",
    "notUploaded": "{name} could not be uploaded: it may be too large, or the connection was lost.",
    "dropHere": "Drop to add to the library",
    "rated": "Kept on this computer; nothing was sent anywhere.",
    "unrated": "Your rating was withdrawn.",
    "saved": "Saved",
}
"""What the page's scripts say by themselves."""


def searched(articles: int, passages: int, *, chosen: bool = False) -> str:
    """What was searched in vain."""
    if not articles:
        return "There is nothing in the library yet: add articles, then ask again."
    which = (
        f"the {counted(articles, 'article')} you chose" if chosen else counted(articles, "article")
    )
    return (
        f"I searched {which} and read the {counted(passages, 'passage')} nearest to your question."
    )


def answered(short: str, citations: int) -> str:
    """An answer, read aloud."""
    return f"Answer: {short} {counted(citations, 'citation')}."


def sources(names: Sequence[str]) -> str:
    """That a sentence has several sources."""
    return f"{len(names)} sources: {', '.join(dict.fromkeys(names))}"


def in_library(articles: int) -> str:
    """How many articles there are."""
    return f"{counted(articles, 'article')} in the library"


def asking(articles: int) -> str:
    """How many articles are asked, where not all are."""
    return f"Asking only {counted(articles, 'article')}"


def show_more(articles: int) -> str:
    """How many articles are not listed."""
    return f"Show more of the other {articles:,}"


def adding(read: int, written: int) -> str:
    """How far adding is."""
    return f"Reading: {counted(read, 'article')} read, {written:,} in the library"


def added(new: int, updated: int, unchanged: int, skipped: int) -> str:
    """What adding came to: what there was of each."""
    counts = {"added": new, "updated": updated, "unchanged": unchanged, "skipped": skipped}
    said = [f"{number:,} {outcome}" for outcome, number in counts.items() if number]
    return ", ".join(said) or "Nothing was added"


def removed(titles: Sequence[str]) -> str:
    """What was removed."""
    return f"Removed: {ended('; '.join(titles))}"


def restored(titles: Sequence[str]) -> str:
    """What is back."""
    if not titles:
        return "There is nothing to undo."
    return f"Back in the library: {ended('; '.join(titles))}"


def ended(text: str) -> str:
    """A text with a full stop, where it has no end of its own."""
    return text if text.endswith((".", "…", "?", "!")) else f"{text}."


def by(authors: Sequence[str]) -> str:
    """Who wrote it."""
    return f"By {', '.join(authors)}"


def show_citation(number: int) -> str:
    """What a citation's number does, for a screen reader."""
    return f"Citation {number}: show the evidence"


def back_to_answer(number: int) -> str:
    """What a card's number does, for a screen reader."""
    return f"Citation {number}: back to the answer"


def open_article(title: str) -> str:
    """What the button does, for a screen reader; its label comes first."""
    return f"{OPEN_ARTICLE}: {title}"


def delete_conversation(title: str) -> str:
    """What the button does, for a screen reader."""
    return f"Delete the conversation: {title}"


def remove_article(title: str) -> str:
    """What the button does, for a screen reader."""
    return f"Remove from the library: {title}"


def ask_only(title: str) -> str:
    """What the box does, for a screen reader."""
    return f"Ask only this article: {title}"


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
