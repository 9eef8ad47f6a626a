"""What stands in a draft, whatever the facts: its blocks and clauses, figures, periods, places and words."""
