"""A run as JUnit XML, for the pages on which build servers show results."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from xml.etree import ElementTree as Xml

from bot.evaluation.gating import Gate
from bot.evaluation.rows import Row

FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write_junit(file: Path, rows: Sequence[Row], gates: Sequence[Gate]) -> None:
    """Write two suites: the gates, and the questions.

    A missed gate is a failure and a question that went wrong in itself an error. A wrong answer
    is marked as skipped, with what was answered: a build fails by its gates, not by it.
    """
    root = Xml.Element("testsuites", name="newscite evaluate")
    missed = sum(bool(gate.missed) for gate in gates)
    suite = Xml.SubElement(
        root, "testsuite", name="gates", tests=str(len(gates)), failures=str(missed)
    )
    for gate in gates:
        test = Xml.SubElement(suite, "testcase", classname="gates", name=clean(gate.name))
        if gate.missed:
            Xml.SubElement(test, "failure", message=clean(gate.missed))
    errors = sum(bool(row.error) for row in rows)
    wrong = sum(not row.right and not row.error for row in rows)
    counts = {"tests": len(rows), "failures": 0, "errors": errors, "skipped": wrong}
    suite = Xml.SubElement(root, "testsuite", name="questions")
    suite.attrib.update({name: str(count) for name, count in counts.items()})
    for row in rows:
        question(suite, row)
    Xml.indent(root)
    Xml.ElementTree(root).write(file, encoding="utf-8", xml_declaration=True)


def question(suite: Xml.Element, row: Row) -> None:
    """Add a question to its suite."""
    known = {"classname": clean(row.type), "name": clean(row.id)}
    test = Xml.SubElement(suite, "testcase", known, time=f"{row.total_ms / 1000:.3f}")
    if row.error:
        Xml.SubElement(test, "error", message=clean(row.error))
    elif not row.right:
        said = "declined" if row.abstained else f"answered {row.short_answer!r}"
        Xml.SubElement(test, "skipped", message=clean(f"wrong: {row.question} {said}"))


def clean(text: str) -> str:
    """The text without what XML cannot hold."""
    return FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", text)
