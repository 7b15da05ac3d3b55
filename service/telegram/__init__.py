"""What Telegram has sent us."""
