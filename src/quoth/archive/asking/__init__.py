"""What can be asked of an archive: statements by words, by meaning and by filters, and counts of what is found."""
