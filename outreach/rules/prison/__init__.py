"""What stands against a letter to or about somebody in prison."""
