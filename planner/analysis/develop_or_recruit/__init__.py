"""Develop or recruit: what each gives alone, and every mix of both that nothing else beats."""
