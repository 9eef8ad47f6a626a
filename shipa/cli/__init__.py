"""The command line: parse, call, render, exit. The only package that imports typer."""
