"""What leaves the site or leads through it: feeds, calendars, pictures, data, search."""
