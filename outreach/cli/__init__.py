"""The commands. Only this package prints, asks and exits.

A file is a command, or a group of them, and names its options; a folder holds what stands behind
some of them. Modules of commands import the other layers inside the functions that use them, so
that `outreach --help` answers at once.
"""
