"""Cases, those who write to them, and the letters to and from them, in the private store."""
