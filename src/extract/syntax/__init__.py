"""What the stages ask of a sentence: its tree, its noun phrases, who does what."""
