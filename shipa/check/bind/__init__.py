"""What each figure of a draft is about: which indicator, which period, which role; no value is looked at here."""
