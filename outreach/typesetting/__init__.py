"""Letters on pages: the Typst compiler, its fonts, and characters that none of them holds."""
