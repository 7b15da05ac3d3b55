"""What all pages share: the frame around every answer, templates, error pages, forms and streams."""
