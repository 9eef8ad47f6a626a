"""The compiled index: the facts of some packs in one file, from which a look-up reads only what it needs."""
