"""Where the two sides of a comparison come from: folders, files, and git's history of the plan."""
