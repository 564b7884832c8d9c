"""The mail account, and the one with its Sent folder."""
