"""Letter-writing campaigns: merge, print, send and record letters to officials."""

__version__ = "0.1.0"
