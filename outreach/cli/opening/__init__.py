"""What a command opens before it works: the folder, its record, the private store, a case."""
