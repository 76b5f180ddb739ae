"""The chain in your own chain: every LangChain Runnable can stand before or behind it."""

from langchain_core.runnables import RunnableLambda

from bot.opening import open_chain, open_library
from bot.settings import read_settings

settings = read_settings()
with open_library(settings) as library:
    chain = open_chain(library, settings)
    quotes = chain | RunnableLambda(lambda answer: [claim.text for claim in answer.claims])
    print(quotes.invoke("Who urged de-escalation?"))
    for document in chain.retriever.invoke("a joint statement")[:2]:
        print(document.metadata["start"], document.page_content)
