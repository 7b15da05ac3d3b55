"""What editors and translators work with: test questions and how well they are read, and what is translated."""
