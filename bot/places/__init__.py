"""Where in the city a message speaks of: neighbourhoods, districts, and places that lie outside."""
