"""foi reads Freedom of Information responses, checks every stated total and writes what it found."""

__version__ = "0.1.0"
