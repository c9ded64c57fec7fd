"""From the official document as it was received to the plan as data, with the proof that nothing was
lost and a list of what is not sure."""
