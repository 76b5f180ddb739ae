"""What lies where in a library's folder."""

RECORD = "library.sqlite"
BACKUP = "library.backup.sqlite"
DAMAGED = "library.damaged.sqlite"
GENERATIONS = "generations"
