"""Cases kept: made, shown, edited, moved, closed, and paired with those who write."""
