"""The articles that ship with newscite: data, see README.md."""
