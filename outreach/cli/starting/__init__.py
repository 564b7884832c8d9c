"""What `init` and `campaign new` ask, and what `demo` shows."""
