"""Saved feeds, made here."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from corpus.formats import feed
from corpus.formats.draft import Draft, UnreadableError
from corpus.formats.feed import read
from corpus.loading import Loaded, Skipped, load

RSS = b"""<?xml version="1.0"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>Harbour Post</title>
<item><title>Ferry &amp; pier</title><link>https://post.example/1</link><guid>g1</guid>
<pubDate>Mon, 01 Mar 2021 00:30:00 +0100</pubDate><description>Short.</description>
<content:encoded><![CDATA[<p>The ferry <b>sailed</b>.</p><script>x()</script><p>It was
full.</p>]]></content:encoded></item>
<item><title>Two</title><link>https://post.example/2</link>
<description>The museum opens.</description></item>
<item><title>Three</title><link>javascript:alert(1)</link></item>
</channel></rss>"""
ATOM = b"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Harbour Post</title><entry>
<id>tag:post.example,2024:1</id><title type="html">Ferry &lt;b>sails&lt;/b></title>
<updated>2024-01-02T00:00:00Z</updated><author><name>Ann Berg</name></author>
<link href="https://post.example/a"/>
<content type="html">&lt;p>The ferry sailed.&lt;/p></content></entry></feed>"""


def test_an_rss_entry_is_an_article() -> None:
    """With the day that it was where it was published, and the whole text where there is one."""
    first, second, third = read(RSS)
    assert first.draft == Draft(
        text="The ferry sailed.\nIt was full.",
        title="Ferry & pier",
        publisher="Harbour Post",
        published=date(2021, 3, 1),
        url="https://post.example/1",
    )
    assert (first.name, first.whole) == ("g1", True)
    assert second.draft
    assert (second.draft.text, second.draft.published) == ("The museum opens.", None)
    assert (second.name, second.whole) == ("https://post.example/2", False)
    assert (third.name, third.reason) == ("Three", "empty: there is no text in it")


def test_an_atom_entry_has_no_date_but_that_of_publication() -> None:
    """The day of a change is none."""
    [one] = read(ATOM)
    assert one.draft
    assert (one.draft.title, one.draft.text) == ("Ferry sails", "The ferry sailed.")
    assert (one.draft.authors, one.draft.published) == (("Ann Berg",), None)
    dated = ATOM.replace(b"<updated>", b"<published>2023-05-06T23:00:00-05:00</published><updated>")
    [one] = read(dated)
    assert one.draft
    assert one.draft.published == date(2023, 5, 6)


def test_entries_are_documents_of_their_own(tmp_path: Path) -> None:
    """Named in the file; one without a text is skipped."""
    path = tmp_path / "post.xml"
    path.write_bytes(RSS)
    first, second, third = load([path])
    assert isinstance(first, Loaded)
    assert isinstance(second, Loaded)
    assert isinstance(third, Skipped)
    where = path.resolve()
    assert (first.source, third.source) == (f"{where}#g1", f"{where}#Three")
    assert first.article.source == "https://post.example/1"
    assert third.within == str(where)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "no feed"),
        (b"The ferry sailed.", "no feed"),
        (b"<note><to>You</to></note>", "no feed"),
        (b"https://post.example/feed", "no feed"),
        (b'<rss version="2.0"><channel></channel></rss>', "without entries"),
    ],
)
def test_what_is_no_feed_is_refused(data: bytes, reason: str) -> None:
    """An address in a file is not fetched either."""
    with pytest.raises(UnreadableError, match=reason):
        read(data)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_refused(encoding: str) -> None:
    """Neither multiplied (a billion laughs) nor read from a file."""
    bomb = '<!DOCTYPE x [<!ENTITY a "aaa"><!ENTITY b "&a;&a;">]><rss version="2.0"></rss>'
    with pytest.raises(UnreadableError, match="declares entities"):
        read(bomb.encode(encoding))


def test_a_feed_over_the_limit_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Before it is parsed."""
    monkeypatch.setattr(feed, "MAX_BYTES", 10)
    with pytest.raises(UnreadableError, match="at most 10"):
        read(RSS)
