"""What lies in the mail account: copies of letters that went. It is read, never changed."""
