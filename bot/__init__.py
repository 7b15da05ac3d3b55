"""The guide itself: catalogue, matching, dialogue, wording, and the channels."""
