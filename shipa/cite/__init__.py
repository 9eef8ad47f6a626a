"""Citations: what a source or a figure is cited as, in the styles and formats that writers use."""
