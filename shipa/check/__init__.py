"""Check the numbers of a draft against the facts: find them, bind them, judge them."""
