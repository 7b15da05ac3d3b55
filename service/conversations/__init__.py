"""Conversations, their transcripts, and what still has to be sent."""
