"""The planner in the browser: pages, sign-in, and the headers that guard them."""
