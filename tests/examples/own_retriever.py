"""The retriever alone: passages of the library in a prompt of one's own."""

from langchain_core.documents import Document
from langchain_core.prompts import ChatPromptTemplate
from langchain_core.runnables import RunnablePassthrough

from bot.opening import open_library
from bot.settings import read_settings
from index.retrieval import NewsRetriever


def joined(documents: list[Document]) -> str:
    """Passages with where they are from."""
    return "\n".join(f"[{one.metadata['title']}] {one.page_content}" for one in documents[:3])


with open_library(read_settings()) as library:
    retriever = NewsRetriever(library=library)
    template = ChatPromptTemplate.from_template("Passages:\n{passages}\n\nQuestion: {question}")
    prompt = {"passages": retriever | joined, "question": RunnablePassthrough()} | template
    print(prompt.invoke("Who urged de-escalation?").to_string())
