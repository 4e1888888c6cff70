"""Files in: what a team brings, read in a child process, with every finding placed."""
