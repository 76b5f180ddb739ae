"""Web pages: the article out of what stands around it, by trafilatura."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from corpus.formats.body import finish
from corpus.formats.decoding import BREAKS, CONTROLS
from corpus.formats.draft import Draft, UnreadableError

if TYPE_CHECKING:
    from lxml.html import HtmlElement

MAX_BYTES = 10 * 1024**2
"""Larger than any article's page; the parser keeps every element."""

AROUND = re.compile(
    r"(?:^|[\s_-])(?:comments?|cookies?|consent|gdpr|disqus|newsletter|promo|recirc\w*|related|"
    r"recommend\w*|more-?on|most-?read|read-?more|share|sharing|social|sponsored|subscribe|"
    r"teasers?|trending|you-?may-?(?:also-?)?like)(?:$|[\s_-])",
    re.IGNORECASE,
)
"""Classes and ids of what stands around an article."""
CHANGED = re.compile(r"modif|updat", re.IGNORECASE)
MODIFIED = re.compile(r'"date(?:Modified|Updated)"\s*:\s*"[^"\\]*"\s*,?', re.IGNORECASE)
BULLET = re.compile(r"(?m)^- ")
SHARE = 0.5
"""An element with more of the page's paragraphs than this is never taken for what is around."""


def read(data: bytes, url: str | None = None) -> Draft:
    """Read a page.

    Title, byline, publisher, date and canonical URL are those that its JSON-LD and meta tags
    state. The date is that of publication; a day in a teaser or of a change is none.

    Args:
        data: the page, in any encoding that its bytes or its meta tags tell.
        url: where it came from, None for a file.

    Raises:
        UnreadableError: there is no article in it, or it is over `MAX_BYTES`.
    """
    if len(data) > MAX_BYTES:
        raise UnreadableError(f"a page of {len(data):,} bytes; at most {MAX_BYTES:,} are read")
    from trafilatura import bare_extraction
    from trafilatura.utils import load_html

    tree = load_html(data)
    if tree is None:
        raise UnreadableError("no web page")
    language = (tree.get("lang") or "")[:2].lower()
    prune(tree)
    found: Any = bare_extraction(
        tree,
        url=url,
        include_comments=False,
        favor_precision=True,
        with_metadata=True,
        date_extraction_params={"extensive_search": False, "original_date": True},
    )
    if found is None or not (found.text or "").strip():
        raise UnreadableError("no article in the page")
    draft = described(found, url)
    if re.fullmatch("[a-z]{2}", language):
        draft = replace(draft, language=language)
    return finish(draft, headed=True)


def described(found: Any, url: str | None) -> Draft:
    """The draft of what trafilatura found."""
    title = line(found.title)
    text = clean(BULLET.sub("", found.text))
    head, _, rest = text.partition("\n")
    if line(head) == title:
        text = rest
    # Without a name in the page, trafilatura gives its host: that is no publisher's name.
    named = found.sitename and found.sitename not in {found.hostname, line(found.hostname)}
    address = line(found.url or url)
    return Draft(
        text=text,
        title=title,
        publisher=line(found.sitename) or None if named else None,
        published=date.fromisoformat(found.date) if found.date else None,
        authors=tuple(filter(None, map(line, (found.author or "").split(";")))),
        url=address if re.match(r"https?://\S+$", address) else None,
    )


def prune(tree: HtmlElement) -> None:
    """Take out of a page what stands around its article, and days on which it was changed."""
    for meta in list(tree.iter("meta")):
        names = (meta.get(key) or "" for key in ("name", "property", "itemprop"))
        if any(CHANGED.search(name) for name in names):
            drop(meta)
    for script in tree.iter("script"):
        if (script.get("type") or "").lower() == "application/ld+json" and script.text:
            script.text = MODIFIED.sub("", script.text)
    whole = prose(tree)
    for element in list(tree.iter("nav", "aside", "footer", "dialog", "div", "section", "ul")):
        named = AROUND.search(f"{element.get('class') or ''} {element.get('id') or ''}")
        if element.tag in {"nav", "aside", "footer", "dialog"} or named:
            drop_unless_large(element, whole)
    articles = list(tree.iter("article"))
    if articles:
        main = max(articles, key=prose)
        kept = {main, *main.iterancestors()}
        for other in articles:
            if other not in kept:
                drop_unless_large(other, whole)


def drop_unless_large(element: HtmlElement, whole: int) -> None:
    """Take an element out, unless much of the page's prose is in it: then it was misread."""
    if prose(element) <= SHARE * whole:
        drop(element)


def drop(element: HtmlElement) -> None:
    """Take an element out of its page; what follows it stays."""
    if element.getparent() is not None:
        element.drop_tree()


def prose(element: HtmlElement) -> int:
    """How many characters are in the paragraphs of an element."""
    return sum(len(one.text_content()) for one in element.iter("p"))


def line(text: str | None) -> str:
    """A text in one line, "" for none."""
    return " ".join(clean(text or "").split())


def clean(text: str) -> str:
    r"""The text with line ends as "\n", without control characters, "?" for lone surrogates."""
    text = CONTROLS.sub("", BREAKS.sub("\n", text))
    return text.encode("utf-8", "replace").decode("utf-8")
