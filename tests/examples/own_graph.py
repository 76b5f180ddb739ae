"""A graph of LangGraph: newscite finds and proves, and whatever you like writes in between."""

from typing import Any, TypedDict

from langchain_core.documents import Document
from langgraph.graph import END, START, StateGraph

from bot.answer import Citation
from bot.opening import open_library
from bot.settings import read_settings
from bot.verifying.verifier import Verifier
from index.retrieval import NewsRetriever


class State(TypedDict, total=False):
    """What goes from step to step."""

    question: str
    documents: list[Document]
    sentences: list[str]
    proved: dict[str, tuple[Citation, ...]]


def write(state: State) -> dict[str, Any]:
    """Stands for your language model: one sentence is true, one is not."""
    return {
        "sentences": [
            "Several governments and organizations have urged de-escalation.",
            "Norway has urged 14 governments to leave Libya.",
        ]
    }


with open_library(read_settings()) as library:
    retriever = NewsRetriever(library=library)
    verifier = Verifier(library.encoder, library.article)

    def find(state: State) -> dict[str, Any]:
        """The passages."""
        return {"documents": retriever.invoke(state["question"])}

    def prove(state: State) -> dict[str, Any]:
        """The sentences that are proved, with what proves them."""
        inputs = [{"sentence": s, "documents": state["documents"]} for s in state["sentences"]]
        verdicts = zip(state["sentences"], verifier.batch(inputs), strict=True)
        return {"proved": {sentence: one.citations for sentence, one in verdicts if one.proved}}

    graph = StateGraph(State)
    for name, step in (("find", find), ("write", write), ("prove", prove)):
        graph.add_node(name, step)
    for before, after in ((START, "find"), ("find", "write"), ("write", "prove"), ("prove", END)):
        graph.add_edge(before, after)
    result = graph.compile().invoke({"question": "Who urged de-escalation?"})
    for sentence, citations in result["proved"].items():
        print(sentence, [one.quote for one in citations])
