"""Whom "he" or "she" stands for, where only one person can be meant."""

from __future__ import annotations

import re
from collections.abc import Iterable

NAME = re.compile(
    r"(?<![\w’'])(?:(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|Lt|Col|Prof|Rev|Sgt|St)\.\s+)?"
    r"[A-Z][\w’'-]*(?:\s+(?:[A-Z]\.\s+)*(?:(?:de|al|van|von|bin)\s+)?[A-Z][\w’'-]*){0,4}"
)
HE = re.compile(r"\b(?:he|his|him|himself)\b", re.IGNORECASE)
SHE = re.compile(r"\b(?:she|her|hers|herself)\b", re.IGNORECASE)
MALE = re.compile(r"^Mr\.?\s|\b(?:spokesman|chairman|congressman|businessman|king|father|husband|brother|son)\b", re.IGNORECASE)
FEMALE = re.compile(r"^(?:Mrs|Ms|Miss)\.?\s|\b(?:spokeswoman|chairwoman|congresswoman|businesswoman|queen|mother|wife|sister|daughter)\b", re.IGNORECASE)


def surname(name: str) -> str:
    """The last word of a name, without possessive and points."""
    word = re.sub(r"[’']s?$", "", name.split()[-1]).strip(".’'-")
    return word


def gender(name: str) -> str:
    """"he", "she", or "" where a name or a description does not tell."""
    return "he" if MALE.search(name) else "she" if FEMALE.search(name) else ""


def names(text: str, start: int, end: int) -> Iterable[tuple[int, int]]:
    """Stretches that may be the name of a person."""
    for match in NAME.finditer(text, start, end):
        yield match.span()
