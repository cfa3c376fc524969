"""What the browser gets as it is: the style, the script and the icon of the page."""
