"""What every stage knows of Russian: how it is spelled, its one dictionary, words and numerals."""
