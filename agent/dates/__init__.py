"""Words to dates and recurrence rules: pure, relative to the time a text was received."""
