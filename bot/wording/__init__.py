"""From replies without words to what the resident reads, in their language."""
