"""Cases of people in prison: kept, written to, logged, and exported."""
