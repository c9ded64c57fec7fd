"""A revision told: on the terminal for people, as JSON for programs."""
