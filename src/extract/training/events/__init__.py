"""Training of the learned judge of events: which words tell a happening, of what kind, how sure."""
