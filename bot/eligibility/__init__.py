"""Whether an entry is for a person, as far as they want to tell: guidance, never a decision."""
