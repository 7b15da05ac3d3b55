"""What the bot does in each phase of a conversation."""
