"""Web pages, made here: the article and nothing of what stands around it."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from corpus.formats import html
from corpus.formats.draft import Draft, UnreadableError
from corpus.formats.html import read

BODY = (
    "<p>ALMO (Harbour Post) – The ferry to Lonna sailed again on Monday after eleven days in the "
    "harbour, the first crossing since the storm.</p>"
    "<p>“The pier is sound,” said Ilse Roth, who runs the harbour. She expects three crossings a "
    "day until the summer timetable begins.</p>"
    "<p>Repairs cost 140,000 crowns, most of it paid by the county. Fishermen had asked for a "
    "longer breakwater for years.</p>"
)
TEXT = (
    "The ferry to Lonna sailed again on Monday after eleven days in the harbour, the first "
    "crossing since the storm.\n"
    "“The pier is sound,” said Ilse Roth, who runs the harbour. She expects three crossings a day "
    "until the summer timetable begins.\n"
    "Repairs cost 140,000 crowns, most of it paid by the county. Fishermen had asked for a longer "
    "breakwater for years."
)
TEASERS = "".join(
    f'<article class="card"><h3><a href="/{n}">{title}</a></h3>'
    f'<time datetime="2023-11-2{n}">2{n} November</time><p>{text}</p></article>'
    for n, (title, text) in enumerate(
        [
            ("Museum opens wing", "The museum of Lonna opens a new wing in spring, it said."),
            ("Mayor resigns", "The mayor of Almo resigned on Friday after a long dispute."),
            ("Breakwater vote", "The council votes on a breakwater next week, at last."),
        ]
    )
)
LINKED = {
    "@context": "https://schema.org",
    "@type": "NewsArticle",
    "headline": "Ferry sails again",
    "datePublished": "2021-03-01T08:00:00+01:00",
    "dateModified": "2021-03-04T08:00:00+01:00",
    "author": [{"@type": "Person", "name": "Ann Berg"}, {"@type": "Person", "name": "Bo Moss"}],
    "publisher": {"@type": "Organization", "name": "Harbour Post"},
    "mainEntityOfPage": "https://post.example/2021/ferry",
}


def page(head: str = "", *, before: str = "", after: str = "", body: str = BODY) -> bytes:
    """A page of an article, what stands before and after it, and its head."""
    return (
        f'<!doctype html><html lang="en-GB"><head><meta charset="utf-8">{head}</head><body>'
        '<nav><ul><li><a href="/">Home</a></li><li><a href="/s">Sport</a></li></ul></nav>'
        f"{before}<main><article><h1>Ferry sails again</h1>{body}</article></main>{after}"
        "<footer>© 2026 Harbour Post. All rights reserved.</footer></body></html>"
    ).encode()


def json_ld(**changes: Any) -> str:
    """The head of a page with JSON-LD; what is changed to None is left out."""
    known = {k: v for k, v in (LINKED | changes).items() if v is not None}
    return f'<script type="application/ld+json">{json.dumps(known)}</script>'


def test_json_ld_gives_what_is_known_about_the_article() -> None:
    """Title, bylines, publisher, date of publication, canonical URL, language, and the text."""
    link = '<link rel="canonical" href="https://post.example/2021/ferry">'
    assert read(page(json_ld() + link)) == Draft(
        text=TEXT,
        title="Ferry sails again",
        publisher="Harbour Post",
        published=date(2021, 3, 1),
        place="Almo",
        authors=("Ann Berg", "Bo Moss"),
        url="https://post.example/2021/ferry",
        language="en",
    )


def test_meta_tags_do_as_well() -> None:
    """Open Graph and the usual names."""
    draft = read(
        page(
            '<meta property="og:title" content="Ferry sails again">'
            '<meta property="og:site_name" content="Harbour Post">'
            '<meta property="article:published_time" content="2021-03-01T23:30:00+01:00">'
            '<meta name="author" content="Ann Berg">'
            '<meta property="og:url" content="https://post.example/2021/ferry">'
        )
    )
    assert (draft.title, draft.publisher) == ("Ferry sails again", "Harbour Post")
    assert (draft.published, draft.authors) == (date(2021, 3, 1), ("Ann Berg",))
    assert draft.url == "https://post.example/2021/ferry"


@pytest.mark.parametrize("where", ["before", "after"])
def test_three_teasers_around_the_article_are_left_out(where: str) -> None:
    """Their texts, and their days."""
    draft = read(page(json_ld(datePublished=None), **{where: f"<div>{TEASERS}</div>"}))
    assert draft.text == TEXT
    assert draft.published is None


def test_comments_related_articles_and_cookie_notices_are_left_out() -> None:
    """By what they are called, where they are called so."""
    around = (
        '<div id="cookie-banner"><p>We use cookies to give you the best experience there is on '
        "any page. Accept all of them or manage them one by one.</p></div>"
        '<section class="related"><h2>Related</h2><p>The council votes on a breakwater next week, '
        "after many years of talk about it.</p></section>"
        '<section id="comments"><div class="comment"><p>Great news, I take this ferry every day '
        "and missed it a lot, said nobody in the article!</p></div></section>"
        "<aside><p>Sign up for our morning letter, which is sent at six on every day.</p></aside>"
    )
    assert read(page(json_ld(), after=around)).text == TEXT
    assert read(page(json_ld(), before=around)).text == TEXT


def test_a_name_that_sounds_like_something_around_does_not_lose_the_article() -> None:
    """Where most of the page is in it, it is the article."""
    data = page(json_ld()).replace(b"<main>", b'<main class="social-news" id="comments">')
    wrapped = data.replace(b"<article>", b'<div class="share"><article>').replace(
        b"</article>", b"</article></div>"
    )
    assert read(wrapped).text == TEXT


@pytest.mark.parametrize(
    "head",
    [
        "",
        json_ld(datePublished=None),
        '<meta property="article:modified_time" content="2022-02-02">',
        '<meta property="og:updated_time" content="2022-02-02">',
        '<meta name="last-modified" content="2022-02-02">',
    ],
)
def test_a_day_on_which_a_page_was_changed_is_not_its_date(head: str) -> None:
    """Unknown when unknown: neither that of a change nor the copyright's year."""
    assert read(page(head)).published is None


def test_a_day_in_the_articles_own_head_is_its_date() -> None:
    """A <time> under the headline."""
    body = '<time datetime="2021-03-02T10:00">2 March 2021</time>' + BODY
    assert read(page(body=body)).published == date(2021, 3, 2)


def test_a_file_has_no_url_unless_the_page_says_so_and_only_http_counts() -> None:
    """The address it was fetched from is the last resort."""
    assert read(page()).url is None
    assert read(page(), "https://post.example/x").url == "https://post.example/x"
    odd = page('<link rel="canonical" href="javascript:alert(1)">')
    assert read(odd, "https://post.example/x").url == "https://post.example/x"


@pytest.mark.parametrize("encoding", ["windows-1252", "utf-16"])
def test_other_encodings_are_told_by_the_page(encoding: str) -> None:
    """By its meta tag or its byte order mark."""
    text = page(json_ld()).decode().replace('charset="utf-8"', f'charset="{encoding}"')
    assert read(text.encode(encoding)).text == TEXT


def test_scripts_and_hidden_markup_never_become_text() -> None:
    """What nobody sees on the page is not in the article."""
    body = BODY.replace("</p>", "<script>alert('x')</script><!-- secret --></p>", 1)
    assert read(page(json_ld(), body=body)).text == TEXT


@pytest.mark.parametrize("data", [b"", b"\0\1\2", b"<html></html>", b"<html><body><nav>Home</nav>"])
def test_a_page_without_an_article_is_refused(data: bytes) -> None:
    """With the reason."""
    with pytest.raises(UnreadableError, match=r"no article|no web page|empty"):
        read(data)


def test_a_page_over_the_limit_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Before it is parsed."""
    monkeypatch.setattr(html, "MAX_BYTES", 10)
    with pytest.raises(UnreadableError, match="at most 10"):
        read(page())
