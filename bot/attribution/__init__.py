from __future__ import annotations
from bot.attribution.sources import Attribution, Sources
from corpus.article import Article
THRESHOLD = 0.9
def attribute(article: Article, start: int, end: int) -> Attribution | None:
    found = Sources(article.text).of(start, end)
    return found if found and found.confidence >= THRESHOLD else None
