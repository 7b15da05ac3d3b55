"""The staff's queue: needs of residents that a person will answer."""
