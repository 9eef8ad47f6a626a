"""Look up sourced facts, with the changes computed on the fly."""

__version__ = "0.1.0"
