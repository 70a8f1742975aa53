"""Everything we know about one person, as files for them: values in, a ZIP out."""
