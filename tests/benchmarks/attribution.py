"""How often the speaker of a span is named, and how often rightly, on PolNeAR.

    python tests/benchmarks/attribution.py shared/data/polnear/dev.jsonl.gz [--rules]

Lines have `text` and `attributions`, each with `source`, `cue` and `content`, lists of offset
pairs. Every attribution with a source is one item: the longest stretch of its content is what
`attribute` is asked about.

**Near**: the source stands at most two sentences away from that stretch. *Coverage* is the share
of the near items for which a speaker is named, right or wrong, at a confidence.

**Right**: the place that the speaker was read off (its name, or the pronoun that stands for it)
is the source of that attribution, or of another with the same content. It is the source if the
two overlap and have the same head: the last word of a part between commas, before any "of",
"for", "who" or another preposition. So "Trump" is not "Trump's lawyer". Elsewhere in the text, a
name is the source if it ends in the same capitalised word, and neither first names nor titles
differ. A few annotations have source and cue exchanged (the source is "said"); they are read the
other way round. A source "who" is what stands right before it. A pronoun is the only thing checked
where the source is "he": which name it was resolved to cannot be told from the data. A file of
judgements by hand (document, offsets of pronoun and name, 1 or 0) has the last word where there is
one; resolutions without a judgement are counted and shown.

*Precision* is the share of right ones among the named. Sentences that share no character with any
content are asked about too, by their second half: a speaker named for one of them is wrong, and
the precision with these is given besides (the annotation is not complete: some of them are
attributions). The last third of every content is asked about as well (`ends_at_threshold`).

Coverage is given by what makes the content one, too: *quotation* (a quotation mark in it or at its
ends), *saying* (a verb of saying or "according to" in its cue), *attitude* (the rest: "wants",
"criticized", "'s plan"). What `attribute` leaves out on purpose, verbs of attitude, is given
besides (`with_verbs_of_attitude`).

`--rules` prints how often each rule of `bot/attribution` is right, whole contents and ends
together, beside the confidence that `bot/attribution/confidence.py` gives it; `--against FILE`
measures the `attribute` of another module, such as an older state of it, on the same items.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import importlib.util
import json
import sys
from collections.abc import Callable
from pathlib import Path

from attribution_figures import at, figures
from attribution_items import Asking, items_of
from attribution_rules import by_rule
from measuring import write_result

from bot.attribution import THRESHOLD, Attribution, Sources
from corpus.article import Article


def main() -> None:
    """Measure and write the results file."""
    parser = argparse.ArgumentParser()
    parser.add_argument("articles", type=Path)
    parser.add_argument("--judged", type=Path, default=Path(__file__).parent / "pronouns.json")
    parser.add_argument("--rules", action="store_true")
    parser.add_argument("--against", type=Path)
    given = parser.parse_args()
    judged = read_judgements(given.judged)
    with gzip.open(given.articles, "rt", encoding="utf-8") as lines:
        records = [json.loads(line) for line in lines]
    items = [item for one in records for item in items_of(one, judged, Sources(one["text"]).of)]
    if given.rules:
        for line in by_rule(items):
            sys.stdout.write(line + "\n")
        return
    found = figures(items)
    if given.against:
        old = older(given.against)
        before = [item for one in records for item in items_of(one, judged, old(one["text"]))]
        found |= {"against": at([item for item in before if item.whole], THRESHOLD)}
    digest = hashlib.sha256(given.articles.read_bytes()).hexdigest()
    part = given.articles.name.split(".")[0]
    settings = {"data": f"polnear/{part}", "sha256": digest, "threshold": THRESHOLD}
    write_result(f"attribution_{part}", found, settings)


def older(path: Path) -> Callable[[str], Asking]:
    """From a text to the answers of another module's `attribute`, each wholly sure."""
    spec = importlib.util.spec_from_file_location(path.stem, path)
    if spec is None or spec.loader is None:
        raise SystemExit(f"not a Python module: {path}")
    module = sys.modules[path.stem] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)

    def asking(text: str) -> Asking:
        article = Article("x", "x", text)

        def ask(start: int, end: int) -> Attribution | None:
            one = module.attribute(article, start, end)
            if one is None:
                return None
            a, b = one.start, one.end
            return Attribution(one.speaker, a, b, 1.0, "other", mention_start=a, mention_end=b)

        return ask

    return asking


def read_judgements(path: Path) -> dict[tuple[str, int, int], bool]:
    """Judgements by hand: (document, offset of the pronoun, offset of the name) to right."""
    rows = json.loads(path.read_text(encoding="utf-8")) if path.exists() else []
    return {(doc, pronoun, name): bool(right) for doc, pronoun, name, right in rows}


if __name__ == "__main__":
    main()
