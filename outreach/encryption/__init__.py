"""Files that nobody reads without the passphrase, and folders that lie in memory only."""
