"""Addresses to articles: one page, or a feed with its entries."""

from __future__ import annotations

from collections.abc import Iterator

from corpus.fetching import Fetched, Fetcher, normal
from corpus.formats import ASIDE, TABLES, entries, sniffed
from corpus.formats.draft import Draft, Entry, UnreadableError
from corpus.isolation import Reader
from corpus.results import Loaded, Skipped, made
from corpus.robots import Robots

MOST_ENTRIES = 200
KINDS = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "text/plain": "plain",
    "text/markdown": "markdown",
    "application/pdf": "pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
    "application/rss+xml": "feed",
    "application/atom+xml": "feed",
    "application/rdf+xml": "feed",
    "application/xml": "feed",
    "text/xml": "feed",
}


class Web:
    """Reads what addresses lead to; nothing that a page refers to is fetched."""

    def __init__(self, reader: Reader, fetcher: Fetcher, robots: Robots | None = None) -> None:
        self._reader = reader
        self._fetcher = fetcher
        self._robots = robots or Robots(fetcher)

    def load(self, url: str) -> Iterator[Loaded | Skipped]:
        """Read a page that the user named, or the entries of a feed.

        An entry's text is what the feed holds of it, if that is the whole article; else its page
        is fetched, by the same rules. Documents are named by their addresses.
        """
        try:
            where = normal(url)
        except UnreadableError as error:
            yield Skipped(url, str(error))
            return
        try:
            page = self._page(where)
            name = format_of(page)
            found = self._entries(name, page)
        except UnreadableError as error:
            yield Skipped(where, str(error))
            return
        if name != "feed":
            yield result(where, found[0], page.url)
            return
        for one in found[:MOST_ENTRIES]:
            yield self._entry(one, where)
        if len(found) > MOST_ENTRIES:
            reason = f"a feed of {len(found):,} entries: the first {MOST_ENTRIES} are read"
            yield Skipped(where, reason)

    def _page(self, url: str) -> Fetched:
        """Fetch a page that its site lets programs read.

        Raises:
            UnreadableError: it is not to be had.
        """
        page = self._fetcher.fetch(url, self._robots.admit)
        if page.status != 200:
            raise UnreadableError(f"its server answers with status {page.status}")
        return page

    def _entries(self, name: str, page: Fetched) -> list[Entry]:
        """The articles of a page.

        Raises:
            UnreadableError: there is none.
        """
        if name in ASIDE:
            return self._reader.read(name, page.data, page.url)
        return entries(name, page.data)

    def _entry(self, entry: Entry, feed: str) -> Loaded | Skipped:
        """What becomes of an entry of a feed."""
        link = entry.draft.url if entry.draft else None
        if entry.draft and entry.whole and not entry.reason:
            source = link or f"{feed}#{entry.name}"
            return Loaded(source, made(entry.draft, source))
        if not link:
            return Skipped(f"{feed}#{entry.name}", entry.reason or "a summary only", feed)
        try:
            where = normal(link)
            page = self._page(where)
            name = format_of(page)
            if name == "feed":
                raise UnreadableError("a feed within a feed")
            return result(where, self._entries(name, page)[0], page.url)
        except UnreadableError as error:
            return Skipped(link, str(error), feed)


def result(where: str, entry: Entry, url: str) -> Loaded | Skipped:
    """What becomes of a page; its article's id is made from its canonical address."""
    if entry.draft is None:
        return Skipped(where, entry.reason)
    draft: Draft = entry.draft
    article = made(draft, draft.url or url)
    return Loaded(where, article)


def format_of(page: Fetched) -> str:
    """The format of a page by what its server calls it, or else by how it begins.

    Raises:
        UnreadableError: it is of a kind that is not read.
    """
    told = sniffed(page.data[:4096])
    if page.kind in {"", "application/octet-stream"}:
        name = told if told != "plain" else None
    else:
        name = KINDS.get(page.kind)
    # Feeds are often called something else, and pages XML.
    if name in {"html", "plain", "feed"} and told in {"html", "feed"}:
        name = told
    if name is None or name in TABLES:
        raise UnreadableError(f"of a kind that is not read: {page.kind[:100] or 'unnamed'}")
    return name
