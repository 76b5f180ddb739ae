"""8: whatever the bytes are: an article, or a reason; in bounded time and memory."""

from __future__ import annotations

import gzip
import io
import json
import random
import resource
import time
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from workbench import do, one_line, opened, small

from bot.evaluation.cases import read_cases
from bot.question import Question
from corpus.article import Article
from corpus.child import answered
from corpus.errors import InputError
from corpus.formats import entries
from corpus.formats.draft import UnreadableError
from corpus.isolation import Limits, Reader
from corpus.loading import load_lines
from corpus.results import Loaded
from index.chunking import Chunking, passages

pytestmark = pytest.mark.faults
SECONDS = 10.0
GIGABYTE = 1024**3

SEEDS = {
    "plain": "Ferry sails\n\nLONNA (Post) – The ferry sailed again. “It is,” she said.\nMore.",
    "markdown": "---\ntitle: Ferry\ndate: 2021-03-01\n---\n# Ferry\n\nThe *ferry* left."
    "\n\n- one\n- two\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n> quoted <b>html</b> `code`\n",
    "html": "<html><head><title>Ferry</title><script type='application/ld+json'>{\"@type\":"
    '"NewsArticle","headline":"Ferry","datePublished":"2021-03-01"}</script></head><body><article>'
    "<h1>Ferry</h1><p>The ferry sailed again on Monday after eleven days in the dock.</p>"
    "</article></body></html>",
    "feed": "<?xml version='1.0'?><rss version='2.0'><channel><title>Post</title><item><guid>a"
    "</guid><title>Ferry</title><description>The ferry sailed again.</description></item>"
    "</channel></rss>",
    "jsonl": '{"id": "a", "title": "Ferry", "text": "The ferry sailed.", "date": "2021-03-01"}\n'
    '{"id": 7, "text": "Again.", "authors": ["Ann Berg", 3]}\n',
    "csv": 'id,title,text\na,Ferry,"The ferry ""sailed""."\nb,Again,"Two\nlines."\n',
}
SPICES = [
    *("\0", "\u202e", "\u2066", "\ufeff", "\u200b", "\ud800", "\x1b[31m", "\r", "\x85", "\u2028"),
    *("[" * 50, "*" * 50, "`" * 50, ">" * 50, "<div>" * 50, "&#x10ffff;", "&amp;" * 20, "]]>"),
    *("<!--", "<![CDATA[", "<!DOCTYPE x [<!ENTITY a 'b'>]>", "&a;", '{"a":' * 50, "[" * 2_000),
    *('"' * 9, "\\ud800", "1e999", "NaN", "9" * 400, "\U0001f9d1\u200d\U0001f680", "e\u0301" * 40),
    *("\n" * 100, "\t" * 100, "=" * 200, "-" * 200, "|" * 200, "a" * 3_000, " . " * 200),
    *("2021-99-99", "0000-00-00", "PARIS (", "By " + "A " * 60, "http://[::1", "%00", "../" * 30),
]


def mutated(seed: str, draw: random.Random) -> bytes:
    """A text with things put in, taken out, doubled and damaged."""
    text = seed
    for _ in range(draw.randrange(1, 6)):
        at, to = sorted((draw.randrange(len(text) + 1), draw.randrange(len(text) + 1)))
        kind = draw.randrange(4)
        if kind == 0:
            text = text[:at] + draw.choice(SPICES) + text[at:]
        elif kind == 1:
            text = text[:at] + text[min(to, at + 40) :]
        elif kind == 2:
            text = text[:to] + text[at:to] + text[to:]
        else:
            text = text[:at] + chr(draw.randrange(0x11000)) + text[at + 1 :]
        text = text[:20_000]
    raw = bytearray(text.encode(draw.choice(["utf-8", "utf-16", "cp1252"]), "replace"))
    for _ in range(draw.randrange(3)):
        if raw:
            raw[draw.randrange(len(raw))] = draw.randrange(256)
    return bytes(raw)


def read(name: str, data: bytes, folder: Path) -> Iterator[Article]:
    """What a content is turned into, as adding would; an unreadable one gives nothing."""
    if name in ("jsonl", "csv"):
        path = folder / f"x.{name}"
        path.write_bytes(data)
        found = [one for one in load_lines(path) if isinstance(one, Loaded)]
        yield from (one.article for one in found)
    elif name in ("html", "feed"):  # in a child, usually, whose parser may fail in any way
        reply = answered({"size": len(data), "format": name, "url": None}, io.BytesIO(data))
        assert reply.keys() & {"entries", "reason", "lost"}
    else:
        try:
            for entry in entries(name, data):
                assert entry.draft is not None
                yield Article("x", entry.draft.title, entry.draft.text)
        except UnreadableError as error:
            one_line(error)


@pytest.mark.parametrize("name", SEEDS)
def test_whatever_a_file_holds_it_is_articles_or_a_reason(
    name: str, tmp_path: Path, draw: random.Random, count: Any, tried: Any
) -> None:
    """No other error; passages are exact; nothing takes long."""
    wanted, slowest = count(2_800, 100), 0.0
    for _ in range(wanted):
        data = mutated(SEEDS[name], draw)
        began = time.monotonic()
        for article in read(name, data, tmp_path):
            for one in passages(
                article, Chunking(16), lambda texts: [len(t.split()) for t in texts]
            ):
                assert article.text[one.start : one.end] == one.text
        slowest = max(slowest, time.monotonic() - began)
    assert slowest < SECONDS
    tried(8, f"fuzzed {name}", wanted, slowest_s=round(slowest, 2))


def test_whatever_is_asked_there_are_hits_or_one_line(
    tmp_path: Path, draw: random.Random, count: Any, tried: Any
) -> None:
    """Any string is a question."""
    small()
    do(tmp_path / "library", {"do": "add", "numbers": range(30), "version": 0})
    wanted = count(2_400, 100)
    with opened(tmp_path / "library") as library:
        for _ in range(wanted):
            text = mutated(draw.choice(["Who tells of the note?", 'NEAR("a" b) OR "c*"']), draw)
            question = text.decode("utf-8", draw.choice(["replace", "surrogateescape"]))
            try:
                asked = Question.of(question).understood
            except InputError as error:
                one_line(error)
                continue
            library.lexical(asked, 5)
            assert len(library.dense(library.encoder.embed_query(asked), 5)) == 5
    tried(8, "fuzzed questions", wanted)


def test_whatever_a_question_file_holds_it_is_cases_or_lines(
    tmp_path: Path, draw: random.Random, count: Any, tried: Any
) -> None:
    """Each fault is a line that names file and number."""
    seed = '{"id": "a", "question": "Who?", "answers": ["Ann"]}\n{"id": "b", "question": "When?"}\n'
    wanted, path = count(800, 40), tmp_path / "cases.jsonl"
    for _ in range(wanted):
        path.write_bytes(mutated(seed, draw))
        said: list[str] = []
        try:
            read_cases(path, said.append)
        except InputError as error:
            said.append(str(error))
        assert all(str(path) in one and "\n" not in one for one in said)
    tried(8, "fuzzed question files", wanted)


def packed(byte: bytes, megabytes: int) -> bytes:
    """That much of one byte, compressed.

    Made piece by piece: a child begins with the memory of the process that starts it, and what it
    takes at most is measured.
    """
    pack = zlib.compressobj()
    return b"".join([*(pack.compress(byte * MEGA) for _ in range(megabytes)), pack.flush()])


def zipped(files: dict[str, bytes], times: int) -> bytes:
    """A zip archive; the last file holds its content so many times."""
    whole = io.BytesIO()
    *_, last = files
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            with archive.open(name, "w", force_zip64=True) as file:
                for _ in range(times if name == last else 1):
                    file.write(content)
    return whole.getvalue()


def word(document: bytes, times: int = 1) -> bytes:
    """A Word file whose document part is that, so many times."""
    types = (
        b'<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/'
        b'content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-'
        b'package.relationships+xml"/><Override PartName="/word/document.xml" ContentType='
        b'"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>'
        b"</Types>"
    )
    rels = (
        b'<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/'
        b'2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/office'
        b'Document/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>'
    )
    return zipped(
        {"[Content_Types].xml": types, "_rels/.rels": rels, "word/document.xml": document}, times
    )


WORDS = b'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def paragraphs(number: int) -> bytes:
    """A Word document of so many paragraphs."""
    one = b"<w:p><w:r><w:t>again and again</w:t></w:r></w:p>"
    return b"<w:document " + WORDS + b"><w:body>" + one * number + b"</w:body></w:document>"


def pdf(stream: bytes, filters: bytes) -> bytes:
    """A PDF of one page with that content."""
    parts = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R /Resources << "
        b"/Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d /Filter %s >>\nstream\n%s\nendstream" % (len(stream), filters, stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    body = b"%PDF-1.4\n"
    for number, part in enumerate(parts, 1):
        body += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    return body + b"trailer << /Root 1 0 R /Size 6 >>\n%%EOF\n"


def show(number: int) -> bytes:
    """A page's content: so many lines of text."""
    return b"BT /F1 9 Tf 40 700 Td " + b"(again) Tj 0 -1 Td " * number + b"ET"


def entities(depth: int) -> bytes:
    """A feed of entities that each hold ten of the one before."""
    lines = [b"<!ENTITY a0 'boom'>"]
    lines += [b"<!ENTITY a%d '%s'>" % (n, b"&a%d;" % (n - 1) * 10) for n in range(1, depth)]
    return (
        b"<?xml version='1.0'?><!DOCTYPE rss [" + b"".join(lines) + b"]><rss version='2.0'>"
        b"<channel><item><title>&a%d;</title></item></channel></rss>" % (depth - 1)
    )


MEGA = 1024**2
BOMBS: dict[str, Callable[[int], tuple[str, bytes]]] = {
    "PDF of zeros": lambda n: ("pdf", pdf(packed(b"\0", n * 40), b"/FlateDecode")),
    "PDF packed twice": lambda n: (
        "pdf",
        pdf(zlib.compress(packed(b" ", n * 60)), b"[/FlateDecode /FlateDecode]"),
    ),
    "PDF of many words": lambda n: ("pdf", pdf(zlib.compress(show(n * 8_000)), b"/FlateDecode")),
    "PDF of brackets": lambda n: ("pdf", pdf(b"[" * n * 20_000, b"[]")),
    "Word of blanks": lambda n: ("docx", word(b" " * MEGA, n * 50)),
    "Word of many paragraphs": lambda n: ("docx", word(paragraphs(n * 20_000))),
    "Word, nested": lambda n: ("docx", word(b"<a>" * n * 50_000)),
    "Word with entities": lambda n: ("docx", word(entities(4 + n))),
    "feed with entities": lambda n: ("feed", entities(4 + n)),
    "feed of many entries": lambda n: (
        "feed",
        b"<rss version='2.0'><channel>" + b"<item><title>x</title></item>" * n * 20_000,
    ),
    "page, nested": lambda n: ("html", b"<html><body>" + b"<div>" * n * 100_000 + b"text"),
    "page of many links": lambda n: ("html", b"<html><body>" + b"<a href=x>y</a> " * n * 50_000),
    "page of one word": lambda n: ("html", b"<html><body><p>" + b"a" * n * 4 * MEGA),
}


def peak(children: bool) -> int:
    """The largest resident size so far, in bytes."""
    who = resource.RUSAGE_CHILDREN if children else resource.RUSAGE_SELF
    return resource.getrusage(who).ru_maxrss * 1024


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_costs_itself_and_a_few_seconds(name: str, count: Any, tried: Any) -> None:
    """Read or skipped with a reason: within the limits of the child, and in less than 1 GB."""
    wanted, before_all = count(23, 1), peak(children=True)
    longest = 0.0
    reasons: set[str] = set()
    for number in range(1, wanted + 1):
        # The first three within the limits that users have; the others may take less.
        with Reader(Limits() if number <= 3 else Limits(seconds=3)) as reader:
            kind, data = BOMBS[name](number)
            before = used()
            try:
                reader.read(kind, data)
                reasons.add("read")
            except UnreadableError as error:
                one_line(error)
                reasons.add(str(error))
            reader.close()
            longest = max(longest, used() - before)
    assert longest < SECONDS
    assert peak(children=True) <= max(before_all, GIGABYTE)
    outcome = "; ".join(sorted(reasons))[:120]
    tried(8, f"bomb: {name}", wanted, cpu_s=round(longest, 1), outcome=outcome)


def used() -> float:
    """Processor time of this process's children that have ended, in seconds.

    Not time by the clock, which runs on where the machine is busy.
    """
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return children.ru_utime + children.ru_stime


def test_a_gzip_bomb_of_lines_is_streamed(tmp_path: Path, tried: Any) -> None:
    """A line of a gigabyte is skipped, and what follows is read."""
    path = tmp_path / "bomb.jsonl.gz"
    with gzip.open(path, "wb", compresslevel=1) as file:
        for _ in range(1_024):
            file.write(b"x" * MEGA)
        file.write(b"\n" + json.dumps({"id": "a", "text": "The ferry sailed."}).encode() + b"\n")
    before = peak(children=False)
    found = list(load_lines(path))
    assert [isinstance(one, Loaded) for one in found] == [False, True]
    grown = peak(children=False) - before
    assert grown < 200 * MEGA
    tried(8, "gzip bomb of 1 GiB in one line", 1, memory_MB=round(grown / 1e6))
