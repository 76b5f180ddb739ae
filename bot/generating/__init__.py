"""The language-model path: the same evidence, told by a model, each sentence proved here.

`opening` makes a model by name, `prompting` shows it the passages, `calling` asks it within a
time limit, `parsing` reads what it wrote, and `writing` makes claims of what `bot.verifying`
finds proved. Whatever goes wrong, the extractive answer stands (`faults`).
"""
