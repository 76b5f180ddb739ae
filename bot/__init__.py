"""How hits become an answer, and where people meet it."""
