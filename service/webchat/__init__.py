"""The residents' web chat."""
