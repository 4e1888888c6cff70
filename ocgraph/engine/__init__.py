"""Arrays in, arrays out: what is computed on a network, without its words."""
