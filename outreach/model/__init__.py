"""What flows through the program: frozen values, and the contracts between its layers.

Standard library only, so that every other layer can speak of these without pulling in more.
"""
