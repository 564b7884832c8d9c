"""The private store's key, how it stands, and what beside it names somebody in plain."""
