"""A letter to one person in prison: addressed, written, checked, made, and on record."""
