"""Reports as pages: one HTML file each, which needs nothing from elsewhere."""
