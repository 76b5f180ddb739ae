"""Words that say the opposite of each other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from bot.words import stem

PAIRS = """\
rise fall; rise drop; increase decrease; increase reduce; grow shrink; gain lose; win lose; won
lost; victory defeat; up down; more less; more fewer; high low; higher lower; highest lowest; most
least; before after; early late; earlier later; first last; begin end; begin finish; start end;
start stop; open close; opened closed; accept reject; accept refuse; accept decline; approve
reject; approve oppose; support oppose; support reject; back oppose; agree disagree; agree refuse;
allow ban; allow forbid; allow prevent; permit ban; confirm deny; confirmed denied; admit deny;
praise criticize; praise criticise; welcome condemn; welcome reject; love hate; like dislike;
friend enemy; ally enemy; ally rival; attack defend; arrive leave; arrive depart; enter leave;
join leave; join quit; buy sell; bought sold; lend borrow; push pull; raise lower; raise cut;
build destroy; create destroy; live die; alive dead; survive die; guilty innocent; convict acquit;
legal illegal; true false; right wrong; success failure; succeed fail; succeeded failed; pass
fail; strong weak; strengthen weaken; large small; big small; long short; old young; old new; good
bad; better worse; best worst; north south; east west; northern southern; eastern western; left
right; men women; man woman; male female; son daughter; father mother; brother sister; husband
wife; boy girl; public private; rich poor; hot cold; cheap expensive; safe dangerous; easy
difficult; possible impossible; likely unlikely; able unable; include exclude; above below; over
under; inside outside; day night; morning evening; morning afternoon; summer winter; teach learn;
ask answer; lend repay; import export; hire fire; hire dismiss; release arrest; release detain;
free jail; remember forget; arrive miss; improve worsen; advance retreat; urge discourage;
encourage discourage; war peace; majority minority; maximum minimum; remain leave; keep remove;
add remove; send receive; give take; gave took; help harm; help hinder"""


def opposed(stems: Sequence[str], there: Sequence[str]) -> int:
    """How many words have an opposite elsewhere, but do not stand there themselves."""
    table = opposites()
    elsewhere = set(there)
    mine = set(stems)
    return sum(
        one not in elsewhere and bool((table.get(one, frozenset()) & elsewhere) - mine)
        for one in mine
    )


@cache
def opposites() -> Mapping[str, frozenset[str]]:
    """From a stem to the stems of its opposites."""
    found: dict[str, set[str]] = {}
    for pair in " ".join(PAIRS.split()).split("; "):
        one, other = (stem(word) for word in pair.split())
        found.setdefault(one, set()).add(other)
        found.setdefault(other, set()).add(one)
    return {one: frozenset(others) for one, others in found.items()}
