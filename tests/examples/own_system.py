"""Your own LangChain chain, measured on the same cases as newscite.

    newscite evaluate CASES --system tests/examples/own_system.py:system

This one looks passages up by words and answers with the sentence that shares most words with the
question, so that it runs anywhere. What counts is the form of its result, that of LangChain's
retrieval chains: {"answer", "context": documents}. To say more (short_answer, abstained,
confidence, citations, hits), give the object that `newscite ask --json` prints, or part of it.
"""

import re

from langchain_core.documents import Document
from langchain_core.runnables import Runnable, RunnableLambda, RunnablePassthrough

from corpus.sentences import sentences
from index.library import Library


def words(text: str) -> set[str]:
    """The words of a text, in lower case."""
    return set(re.findall(r"[\w-]+", text.lower()))


def system(library: Library) -> Runnable:
    """A chain over the articles of the library that is evaluated."""

    def retrieve(asked: dict) -> list[Document]:
        found = library.lexical(asked["question"], 4)
        return [
            Document(passage.text, metadata={"article_id": passage.article_id})
            for passage, _ in found
        ]

    def answer(asked: dict) -> str:
        texts = [document.page_content for document in asked["context"]]
        said = [text[first:last] for text in texts for first, last in sentences(text)]
        wanted = words(asked["question"])
        return max(said, key=lambda one: len(wanted & words(one)), default="")  # "": it declines

    return RunnablePassthrough.assign(context=RunnableLambda(retrieve)).assign(
        answer=RunnableLambda(answer)
    )


if __name__ == "__main__":
    from bot.opening import open_library
    from bot.settings import read_settings

    with open_library(read_settings()) as shelf:
        print(system(shelf).invoke({"question": "Who urged de-escalation?"})["answer"])
