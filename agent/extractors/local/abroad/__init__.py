"""Goals, owners and done-criteria in other languages than English."""
