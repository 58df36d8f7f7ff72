"""Load: requests that come at their own times, whoever answers them, and how many of the answers came in time."""
