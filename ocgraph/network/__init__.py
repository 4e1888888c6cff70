"""From a register to a network: the lens and what is seen through it."""
