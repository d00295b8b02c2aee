"""How gunicorn serves the planner: `gunicorn --config gunicorn.conf.py`. See docs/operators.md.

What the planner itself can be told stands in the file that ABD_PLANNER_CONFIG names.
"""

wsgi_app = "planner.web.wsgi:application()"

# A reverse proxy on the same machine, and nobody else, reaches this address.
bind = "127.0.0.1:8000"

# One process, and threads in it: what calculates is in the memory of that process (see wsgi.py).
workers = 1
worker_class = "gthread"
threads = 16
preload_app = False
# Nobody steers it while it runs but by signals.
control_socket_disable = True

# A request that has begun gets so many seconds to end when the planner is stopped.
graceful_timeout = 30
timeout = 60
keepalive = 5

# The limits of a request's first lines; the size of what it sends is limited by the planner.
limit_request_line = 4094
limit_request_fields = 64
limit_request_field_size = 8190

# The heartbeat of the worker is a file that changes all the time: in memory, not on the disk.
worker_tmp_dir = "/dev/shm"  # noqa: S108 - it makes a file there that nobody can guess

# Only the planner itself decides whether a proxy is believed (`trusted_proxies`).
forwarded_allow_ips = ""
secure_scheme_headers = {}

# No access log: addresses hold ids of people. The planner writes a line of its own a request.
accesslog = None
logconfig_dict = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"()": "planner.web.log_lines.JsonLine"}},
    "handlers": {
        "stderr": {
            "class": "logging.StreamHandler",
            "formatter": "line",
            "stream": "ext://sys.stderr",
        }
    },
    "root": {"level": "INFO", "handlers": ["stderr"]},
    "loggers": {
        "gunicorn.error": {"level": "INFO", "handlers": [], "propagate": True},
        "gunicorn.access": {"level": "CRITICAL", "handlers": [], "propagate": False},
    },
}
