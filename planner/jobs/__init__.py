"""Long work: searches that run beside the server, with progress and a way to stop them."""
