"""zmddoc measured beside what a user would do instead: ``make bench``."""
