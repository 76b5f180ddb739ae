"""Addresses, with a server on this computer and names that stand for what a test says."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import httpcore
import pytest

from corpus import web
from corpus.addresses import is_public, resolve
from corpus.fetching import Fetcher, Limits, normal
from corpus.formats.draft import UnreadableError
from corpus.isolation import Reader
from corpus.loading import Loaded, Loading, Skipped, load
from corpus.robots import Robots
from corpus.web import Web

PAGE = (
    "<html><head><title>Ferry sails</title><meta property='article:published_time' "
    "content='2021-03-01'></head><body><article><p>The ferry to Lonna sailed again on Monday "
    "after eleven days in the harbour of Almo.</p></article></body></html>"
)
HTML = {"Content-Type": "text/html; charset=utf-8"}


class Site:
    """A server: path to status, headers and content; what was asked for."""

    def __init__(self) -> None:
        self.pages: dict[str, tuple[int, dict[str, str], Any]] = {}
        self.asked: list[str] = []
        self.headers: list[dict[str, str]] = []
        self.url = ""
        self.port = 0

    def put(self, path: str, content: Any, status: int = 200, **headers: str) -> str:
        """Let a path have a content; its address."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        self.pages[path] = (status, named or dict(HTML), content)
        return self.url + path


@pytest.fixture
def site() -> Iterator[Site]:
    """A server on this computer."""
    made = Site()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            made.asked.append(self.path)
            made.headers.append(dict(self.headers))
            status, headers, content = made.pages.get(self.path, (404, {}, ""))
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            pieces = content if isinstance(content, list) else [content]
            for piece in pieces:
                if isinstance(piece, float):
                    time.sleep(piece)
                    continue
                try:
                    self.wfile.write(piece.encode() if isinstance(piece, str) else piece)
                except OSError:
                    return

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    made.port = server.server_address[1]
    made.url = f"http://127.0.0.1:{made.port}"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield made
    server.shutdown()
    server.server_close()


def read(*urls: str, resolver: Any = resolve, **limits: Any) -> list[Loaded | Skipped]:
    """What addresses give, private ones too, without waiting between pages."""
    fetcher = Fetcher(private=True, limits=Limits(**limits), resolver=resolver)
    with Reader() as reader:
        here = Web(reader, fetcher, Robots(fetcher, sleep=lambda _: None))
        return [one for url in urls for one in here.load(url)]


def reason(*urls: str, **known: Any) -> str:
    """Why an address gives nothing."""
    [one] = read(*urls, **known)
    assert isinstance(one, Skipped), one
    return one.reason


def test_a_page_is_an_article_named_by_its_address(site: Site) -> None:
    """With its own date; the fragment is no part of the name."""
    url = site.put("/ferry?a=1", PAGE)
    [one] = load([url + "#top"], Loading(private=True))
    assert isinstance(one, Loaded)
    assert (one.source, one.article.source, one.article.url) == (url, url, url)
    assert (one.article.title, one.article.published) == ("Ferry sails", date(2021, 3, 1))
    assert site.asked == ["/robots.txt", "/ferry?a=1"]
    assert site.headers[1]["User-Agent"] == "newscite"


def test_the_canonical_address_makes_the_id(site: Site) -> None:
    """So a page has one id, however it was reached."""
    linked = PAGE.replace("<head>", '<head><link rel="canonical" href="https://post.example/f">')
    [one] = read(site.put("/f?utm=1", linked))
    assert isinstance(one, Loaded)
    assert one.article.source == one.article.url == "https://post.example/f"
    assert one.source == f"{site.url}/f?utm=1"


def test_this_computer_is_not_read_unless_that_is_allowed(site: Site) -> None:
    """The reason says how."""
    url = site.put("/ferry", PAGE)
    [one] = load([url])
    assert isinstance(one, Skipped)
    assert "not a public address (--allow-private" in one.reason
    assert site.asked == []


@pytest.mark.parametrize(
    "address",
    "127.0.0.1 10.1.2.3 172.16.0.1 192.168.1.1 169.254.169.254 100.64.0.1 0.0.0.0 224.0.0.1 "
    "255.255.255.255 ::1 :: fe80::1 fe80::1%eth0 fc00::1 ff02::1 ::ffff:127.0.0.1 ::127.0.0.1 "
    "64:ff9b::7f00:1 2002:7f00:1:: 2001:db8::1 nonsense".split(),
)
def test_addresses_that_are_not_public_are_known(address: str) -> None:
    """Those within others as well."""
    assert not is_public(address)


@pytest.mark.parametrize("address", ["1.1.1.1", "2606:4700:4700::1111", "64:ff9b::101:101"])
def test_public_addresses_are_known(address: str) -> None:
    """Of both kinds."""
    assert is_public(address)


def test_a_name_is_refused_if_any_of_its_addresses_is_private(site: Site) -> None:
    """Nothing is asked."""
    fetcher = Fetcher(resolver=lambda *_: ["1.1.1.1", "10.0.0.7"])
    with pytest.raises(UnreadableError, match=r"post\.example is 10\.0\.0\.7"):
        fetcher.fetch("https://post.example/")


def test_the_connection_is_made_to_the_address_that_was_checked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A name that stands for something else a moment later changes nothing."""
    answers = iter([["1.1.1.1"], ["127.0.0.1"]])
    connected = []

    def connect(self: object, host: str, *_: object, **__: object) -> None:
        connected.append(host)
        raise httpcore.ConnectError("refused")

    monkeypatch.setattr("httpcore.SyncBackend.connect_tcp", connect)
    with pytest.raises(UnreadableError, match="cannot be fetched: refused"):
        Fetcher(resolver=lambda *_: next(answers)).fetch("http://post.example/")
    assert connected == ["1.1.1.1"]


def test_every_redirect_is_checked(site: Site) -> None:
    """From a name that is allowed to one that is not."""
    names = {"post.example": "1.1.1.1", "inner.example": "127.0.0.1"}

    class Public(Fetcher):
        def _answer(self, url: str, until: float) -> Any:
            if "post.example" in url:
                return f"http://inner.example:{site.port}/secret"
            return super()._answer(url, until)

    public = Public(resolver=lambda host, _: [names[host]])
    with pytest.raises(UnreadableError, match=r"inner\.example is 127\.0\.0\.1"):
        public.fetch("http://post.example/go")
    assert site.asked == []


def test_redirects_are_followed_to_an_end(site: Site) -> None:
    """Relative ones; not for ever; not to other kinds of addresses."""
    site.put("/a", "", 301, Location="b")
    site.put("/b", PAGE)
    [one] = read(site.url + "/a")
    assert isinstance(one, Loaded)
    assert (one.source, one.article.url) == (f"{site.url}/a", f"{site.url}/b")
    assert "more than 5 times" in reason(site.put("/loop", "", 302, Location="/loop"))
    assert "not an http or https" in reason(site.put("/f", "", 302, Location="file:///etc/hosts"))


def test_robots_are_respected_on_every_page_and_redirect(site: Site) -> None:
    """What they close is not asked for."""
    site.put("/robots.txt", "User-agent: *\nDisallow: /closed\n", Content_Type="text/plain")
    site.put("/closed/a", PAGE)
    site.put("/go", "", 302, Location="/closed/a")
    assert "robots.txt" in reason(site.url + "/closed/a")
    assert "robots.txt" in reason(site.url + "/go")
    assert "/closed/a" not in site.asked
    assert isinstance(read(site.put("/open", PAGE))[0], Loaded)


def test_a_site_whose_robots_fail_is_not_read(site: Site) -> None:
    """As RFC 9309 has it."""
    site.put("/robots.txt", "", 503)
    assert "robots.txt cannot be had" in reason(site.put("/a", PAGE))


def test_pages_of_one_site_are_read_with_a_pause(site: Site) -> None:
    """A second, or what the site asks for, up to ten."""
    site.put("/robots.txt", "User-agent: *\nCrawl-delay: 4\n", Content_Type="text/plain")
    pauses: list[float] = []
    fetcher = Fetcher(private=True)
    robots = Robots(fetcher, sleep=pauses.append, clock=lambda: 100.0)
    robots.admit(site.url + "/a")
    robots.admit(site.url + "/b")
    assert pauses == [4.0]


def test_size_time_kind_and_status_are_limited(site: Site) -> None:
    """Each with its reason."""
    large = site.put("/large", [b"<html>" + b" " * 1000] * 50)
    assert "larger than" in reason(large, size=10_000)
    slow = site.put("/slow", ["<html>", *[piece for _ in range(60) for piece in (0.1, " ")]])
    assert "too slow" in reason(slow, seconds=0.6)
    assert "kind that is not read: image/png" in reason(
        site.put("/x.png", b"\x89PNG", Content_Type="image/png")
    )
    assert "status 404" in reason(site.url + "/none")
    packed = site.put("/packed", b"\x1f\x8b", Content_Type="text/html", Content_Encoding="gzip")
    assert "packed" in reason(packed)


def test_a_feed_that_the_user_names_is_read_with_its_entries(site: Site) -> None:
    """A whole text from the feed, a summary's from its page; one that fails is skipped."""
    items = "".join(
        f"<item><title>{name}</title><link>{site.url}/{name}</link>{rest}</item>"
        for name, rest in (
            ("whole", "<content:encoded>The ferry sailed, full of people.</content:encoded>"),
            ("page", "<description>Short.</description>"),
            ("gone", "<description>Short.</description>"),
        )
    )
    site.put("/page", PAGE)
    feed = site.put(
        "/feed",
        '<?xml version="1.0"?><rss version="2.0" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Post</title>'
        f"{items}</channel></rss>",
        Content_Type="text/xml",
    )
    whole, page, gone = read(feed)
    assert isinstance(whole, Loaded)
    assert isinstance(page, Loaded)
    assert isinstance(gone, Skipped)
    assert whole.source == f"{site.url}/whole"
    assert whole.article.text == "The ferry sailed, full of people."
    assert page.article.text.startswith("The ferry to Lonna")
    assert (gone.source, gone.reason) == (f"{site.url}/gone", "its server answers with status 404")
    assert gone.within == feed


def test_a_feed_is_read_up_to_a_number_of_entries(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And says so."""
    monkeypatch.setattr(web, "MOST_ENTRIES", 1)
    items = "".join(f"<item><title>{n}</title></item>" for n in range(3))
    feed = site.put("/f", f'<rss version="2.0"><channel>{items}</channel></rss>')
    assert [one.reason for one in read(feed) if isinstance(one, Skipped)] == [
        "empty: there is no text in it",
        "a feed of 3 entries: the first 1 are read",
    ]


@pytest.mark.parametrize(
    ("url", "asked"),
    [
        ("HTTP://Post.Example:80/a b#c", "http://post.example/a%20b"),
        ("https://bücher.example", "https://xn--bcher-kva.example/"),
        ("http://[::1]:8080/x?q=é", "http://[::1]:8080/x?q=%C3%A9"),
    ],
)
def test_an_address_is_asked_in_one_form(url: str, asked: str) -> None:
    """So that a page has one name."""
    assert normal(url) == asked


@pytest.mark.parametrize(
    "url",
    ["http://", "http://a:b@post.example/", "http://post.example:99999/", "http://[::1", "//x/y"],
)
def test_what_is_no_address_is_skipped(url: str) -> None:
    """Without a traceback."""
    with pytest.raises(UnreadableError):
        normal(url)


def test_a_host_that_is_not_known_is_skipped() -> None:
    """With its name."""

    def unknown(host: str, _: int) -> list[str]:
        raise OSError("no such host")

    assert "'nowhere.example' is not known" in reason("http://nowhere.example/", resolver=unknown)
