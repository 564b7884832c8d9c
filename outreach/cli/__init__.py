"""The commands. Only this package prints, asks and exits.

Its modules import the other layers inside the functions that use them, so that
`outreach --help` answers at once.
"""
