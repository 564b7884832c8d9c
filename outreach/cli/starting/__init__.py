"""What `init` asks, and what `demo` shows."""
