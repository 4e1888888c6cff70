"""Results in, drawings out: folium, pyvis and matplotlib live here alone."""
