"""A campaign at work: who is meant, its plan, and its letters as they are needed."""
