"""The verifier alone: sentences of any model against documents of any retriever."""

from langchain_core.documents import Document

from bot.verifying.verifier import Verifier
from index.embedding import SentenceEncoder

document = Document(
    "Several governments urged de-escalation on Friday, among them France. "
    "Italy may send 120 soldiers, its foreign minister said.",
    metadata={"title": "Calls for calm"},
)
verifier = Verifier(SentenceEncoder())
for sentence in (
    "France was among the governments that urged de-escalation on Friday.",
    "Spain was among the governments that urged de-escalation on Friday.",
    "Italy may send 210 soldiers.",
):
    verdict = verifier.invoke({"sentence": sentence, "documents": [document]})
    quotes = [citation.quote for citation in verdict.citations]
    print(f"{sentence} {f'removed: {verdict.reason}' if verdict.reason else quotes}")
