"""The catalogue: what support there is, for whom, on what ground, and in which words."""
