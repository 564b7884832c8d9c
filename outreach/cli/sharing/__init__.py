"""Packets: the letters for the post, shared out to volunteers."""
