"""What `outreach send` does: the plan shown, the passes, and what is left."""
