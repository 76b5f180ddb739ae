"""Does the cited text support a sentence? Rules and a small fitted head; no language model.

`quoting` finds quoted words in a passage, `amounts` and `signs` compare a sentence with its cited
text, `head` weighs the signs, and `verifier` puts them together as a LangChain Runnable.
"""
