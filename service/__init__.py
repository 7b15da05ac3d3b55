"""The server: storage, web chat, staff pages, and the commands."""
