"""Who staff are, and how they sign in."""
