"""Rows and findings as text: machine formats from sheets, human ones from blocks. Nothing is computed here."""
