"""From a resident's message to a reading of it: which entry, which language, and whether there is danger."""
