"""The questions that ship with newscite: data, see README.md."""
