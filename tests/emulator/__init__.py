"""Stand-ins for outside services, as processes of their own."""
