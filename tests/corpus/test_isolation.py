"""Parsers in a child process, and what they may not do."""

from __future__ import annotations

import io
import os
import signal
import zipfile
import zlib
from datetime import date
from pathlib import Path

import pytest

from corpus import child, isolation
from corpus.formats.draft import UnreadableError
from corpus.isolation import Limits, Reader

PAGE = (
    b"<html lang='en'><head><title>Ferry sails</title><meta property='article:published_time' "
    b"content='2021-03-01'><meta name='author' content='Ann Berg'></head><body><article><p>The "
    b"ferry to Lonna sailed again on Monday after eleven days in the harbour of Almo.</p>"
    b"</article></body></html>"
)


@pytest.fixture
def parser(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    """Let children of this test read with a parser of its own, a module's source."""

    def given(source: str, **limits: float) -> Reader:
        (tmp_path / "hostile.py").write_text(source)
        start = (
            f"import sys; sys.path.insert(0, {str(tmp_path)!r}); import json; "
            "job = json.loads(sys.stdin.buffer.readline()); sys.path.extend(job['path']); "
            "import corpus.formats, hostile; sys.modules['corpus.formats.html'] = hostile; "
            "from corpus.child import main; main(job)"
        )
        monkeypatch.setattr(isolation, "START", start)
        return Reader(Limits(**limits))  # type: ignore[arg-type]

    return given


def test_what_the_child_reads_arrives_whole() -> None:
    """Every field of a draft."""
    with Reader() as reader:
        [entry] = reader.read("html", PAGE, "https://post.example/1")
    assert entry.draft
    assert entry.draft.text.startswith("The ferry to Lonna")
    assert (entry.draft.published, entry.draft.authors) == (date(2021, 3, 1), ("Ann Berg",))
    assert (entry.draft.url, entry.draft.language) == ("https://post.example/1", "en")


def test_one_child_reads_many_files_and_is_replaced_after_some() -> None:
    """Starting one is the cost; keeping one for ever is a risk."""
    with Reader(Limits(files=2)) as reader:
        seen = []
        for _ in range(3):
            reader.read("html", PAGE)
            assert reader._child
            seen.append(reader._child.pid)
    assert seen[0] == seen[1] != seen[2]


def test_a_reason_does_not_cost_the_child() -> None:
    """The next file is read by the same one."""
    with Reader() as reader:
        reader.read("html", PAGE)
        before = reader._child
        with pytest.raises(UnreadableError, match="no web page"):
            reader.read("html", b"")
        reader.read("html", PAGE)
        assert reader._child is before


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("import os, signal\ndef read(data, url): os.kill(os.getpid(), signal.SIGSEGV)", "crashed"),
        ("import os\ndef read(data, url): os._exit(0)", "crashed"),
        ("def read(data, url): return bytearray(10**12)", "too much memory"),
        ("def read(data, url): raise ValueError('odd')", "its parser failed: ValueError"),
        ("def read(data, url): return read(data, url)", "nested too deep"),
        (
            "import os\ndef read(data, url):\n"
            "    os.write(os.open('owned', os.O_CREAT | os.O_RDWR), b'x')",
            "its parser failed: OSError",
        ),
    ],
)
def test_a_parser_that_misbehaves_is_one_skipped_file(
    parser, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, source: str, reason: str
) -> None:
    """Crash, loop, wait, memory, error, writing a file: the reason, and the next file is read."""
    monkeypatch.chdir(tmp_path)
    with parser(source) as reader:
        with pytest.raises(UnreadableError, match=reason):
            reader.read("html", PAGE)
        with pytest.raises(UnreadableError, match="no PDF"):
            reader.read("pdf", b"")
    owned = tmp_path / "owned"
    assert not owned.exists() or owned.stat().st_size == 0


def test_a_parser_that_does_not_end_is_ended(parser) -> None:
    """By processor time where it computes, by the clock where it waits."""
    with (
        parser("def read(data, url):\n    while True: pass", seconds=1) as reader,
        pytest.raises(UnreadableError, match="more than 1 s"),
    ):
        reader.read("html", PAGE)
    with (
        parser("import time\ndef read(data, url): time.sleep(600)", patience=1.0) as reader,
        pytest.raises(UnreadableError, match="longer than 1 s"),
    ):
        reader.read("html", PAGE)


def test_what_a_parser_prints_does_not_disturb(parser) -> None:
    """Not the replies, not the terminal."""
    source = (
        "import os\nfrom corpus.formats.draft import Draft\n"
        "def read(data, url):\n    print('x' * 99999, flush=True)\n    os.write(1, b'y')\n"
        "    return Draft('T.', 'T.')"
    )
    with parser(source) as reader:
        assert reader.read("html", b"")[0].draft.text == "T."


def test_a_file_is_not_blamed_for_those_before_it(parser) -> None:
    """A child that had read others crashes: a fresh one reads the file."""
    source = (
        "import os\nfrom corpus.formats.draft import Draft\ncount = 0\n"
        "def read(data, url):\n    global count\n    count += 1\n"
        "    if count == 2: os.abort()\n    return Draft('T.', 'T.')"
    )
    with parser(source) as reader:
        for _ in range(3):
            assert reader.read("html", b"")[0].draft.text == "T."


def test_the_child_ends_with_its_reader() -> None:
    """No process is left behind."""
    with Reader() as reader:
        reader.read("html", PAGE)
        assert reader._child
        pid = reader._child.pid
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


def test_an_interruption_leaves_no_half_reply(monkeypatch: pytest.MonkeyPatch) -> None:
    """The child goes; the next file gets a fresh one."""
    with Reader() as reader:
        reader.read("html", PAGE)

        def interrupt(_: object) -> None:
            raise KeyboardInterrupt

        with monkeypatch.context() as patch:
            patch.setattr(reader, "_reply", interrupt)
            with pytest.raises(KeyboardInterrupt):
                reader.read("html", PAGE)
        assert reader._child is None
        assert len(reader.read("html", PAGE)) == 1


def test_ctrl_c_is_the_parents_to_answer() -> None:
    """A child that gets it as well reads on."""
    with Reader() as reader:
        reader.read("html", PAGE)
        assert reader._child
        os.kill(reader._child.pid, signal.SIGINT)
        before = reader._child
        reader.read("html", PAGE)
        assert reader._child is before


def test_a_zip_bomb_that_lies_about_its_size_stays_within_memory() -> None:
    """A Word file whose one part unpacks to far more than it states."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", b"<" + b" " * (150 * 1024**2))
    with Reader() as reader, pytest.raises(UnreadableError, match=r"memory|damaged|Word"):
        reader.read("docx", out.getvalue())


def test_a_pdf_bomb_is_one_skipped_file() -> None:
    """A page whose content unpacks to a gigabyte of text."""
    packer = zlib.compressobj(9)
    stream = b"".join(packer.compress(b"(A) Tj " * 150_000) for _ in range(1000)) + packer.flush()
    out = (
        b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n"
        b"2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n"
        b"3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R >>\nendobj\n"
        b"4 0 obj\n<< /Filter /FlateDecode /Length "
    )
    out += (
        str(len(stream)).encode()
        + b" >>\nstream\n"
        + stream
        + b"\nendstream\nendobj\ntrailer\n<< /Root 1 0 R >>\n"
    )
    with Reader() as reader, pytest.raises(UnreadableError, match=r"memory|took|damaged|no text"):
        reader.read("pdf", out)


def test_both_ends_agree_on_an_entry() -> None:
    """What is sent is what arrives."""
    from corpus.formats.draft import Draft, Entry

    for entry in (
        Entry("a", Draft("T.", "T.", published=date(2021, 1, 2), authors=("A", "B"))),
        Entry("b", None, "why", whole=False),
    ):
        assert isolation.entry_of(child.sent(entry) | {}) == entry
