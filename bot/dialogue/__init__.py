"""The dialogue core: events in, replies out; no input or output and no clock."""
