"""What stands against a letter or a campaign: one function a rule."""
