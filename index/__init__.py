"""How articles become findable, and stay so."""
