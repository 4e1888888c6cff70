"""Files in and out: strangers’ files are parsed in a child process, reference data is read here."""
