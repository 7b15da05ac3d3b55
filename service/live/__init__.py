"""How watchers hear that something changed."""
