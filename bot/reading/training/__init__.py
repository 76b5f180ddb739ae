"""How the shipped weights were made; needs the `train` extra's data, not its code, elsewhere."""
