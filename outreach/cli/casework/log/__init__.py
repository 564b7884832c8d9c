"""Letters to somebody in prison and from them, and what became of each."""
