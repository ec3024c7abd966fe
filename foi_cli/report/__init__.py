"""What people and machines are told: pages on the terminal, JSON, words on stderr, and the exit code."""
