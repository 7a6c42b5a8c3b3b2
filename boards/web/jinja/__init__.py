"""The language of the templates: what they know beside the words of Jinja2."""
