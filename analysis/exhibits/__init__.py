"""Values become things to look at."""
