"""The browser part, asked over HTTP without a browser."""
