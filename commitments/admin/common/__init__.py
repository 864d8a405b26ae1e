"""What all pages share: base classes, fields, filters, versions, downloads."""
