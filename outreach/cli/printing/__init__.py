"""Letters on paper: the print run, envelopes and labels, and what lies in packets."""
