"""Words and names taken out of the record once their time is over."""
