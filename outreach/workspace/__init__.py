"""The user's folder: settings, campaigns, letters and lists, read into the model and written."""
