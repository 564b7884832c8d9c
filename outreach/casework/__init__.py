"""Private cases, those who write to them, and every letter out and in, in an encrypted ledger."""
