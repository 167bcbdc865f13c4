"""What every stage knows of Russian: how it is spelled, and its one dictionary."""
