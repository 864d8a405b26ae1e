"""The web application for any WSGI server."""

import os

from django.core.wsgi import get_wsgi_application

from tracker import heartbeat

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tracker.settings")

application = get_wsgi_application()

heartbeat.start("web")
