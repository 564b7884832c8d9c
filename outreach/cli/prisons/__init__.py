"""Prisons on the screen, and letters held against their rules."""
