"""Envelopes and labels, from their measures to pages."""
