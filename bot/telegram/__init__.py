"""Telegram as a channel; the only place that imports aiogram."""
