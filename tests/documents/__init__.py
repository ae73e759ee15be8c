"""Word templates filled, charts, page geometry and rendering."""
