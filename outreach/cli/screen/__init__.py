"""The screen: what is said and asked there, and how; nothing else in the program prints."""
