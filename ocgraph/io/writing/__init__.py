"""Files out: the register and the network in each format, and the template to fill in."""
