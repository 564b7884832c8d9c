"""What stands against a campaign, found before anything is made or sent."""
