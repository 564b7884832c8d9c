"""Lists of recipients: found, shown, checked and imported."""
