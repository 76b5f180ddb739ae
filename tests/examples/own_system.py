"""Your own LangChain chain, measured on the same cases as newscite.

    newscite evaluate CASES --system tests/examples/own_system.py:system

This one looks passages up by words and answers with the first sentence of the best, so that it
runs anywhere. What counts is the form of its result: {"answer", "context": documents}, as of
LangChain's retrieval chains. To say more (short_answer, abstained, confidence, citations, hits),
give the object that `newscite ask --json` prints, or any part of it.
"""

from langchain_core.documents import Document
from langchain_core.runnables import Runnable, RunnableLambda, RunnablePassthrough

from corpus.sentences import sentences
from index.library import Library


def system(library: Library) -> Runnable:
    """A chain over the articles of the library that is evaluated."""

    def retrieve(asked: dict) -> list[Document]:
        found = library.lexical(asked["question"], 4)
        return [
            Document(passage.text, metadata={"article_id": passage.article_id})
            for passage, _ in found
        ]

    def answer(asked: dict) -> str:
        for document in asked["context"]:
            first, last = sentences(document.page_content)[0]
            return document.page_content[first:last]
        return ""  # nothing: it declines

    return RunnablePassthrough.assign(context=RunnableLambda(retrieve)).assign(
        answer=RunnableLambda(answer)
    )


if __name__ == "__main__":
    from bot.opening import open_library
    from bot.settings import read_settings

    with open_library(read_settings()) as shelf:
        print(system(shelf).invoke({"question": "Who urged de-escalation?"})["answer"])
