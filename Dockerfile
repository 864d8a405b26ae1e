# One image for web server, worker and scheduler; compose.yaml says which is which.
FROM python:3.11-slim-bookworm

ENV PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    DATA_DIR=/data \
    HOST=0.0.0.0

# Reads .doc and .wps.
RUN apt-get update \
    && apt-get install --yes --no-install-recommends libreoffice-writer-nogui \
    && rm -rf /var/lib/apt/lists/*

WORKDIR /app
COPY requirements.txt .
COPY pyproject.toml .
# Dependency groups are new in pip 25.1.
RUN pip install --no-cache-dir --upgrade 'pip>=25.1' \
    && pip install --no-cache-dir --requirement requirements.txt --group s3

# A named volume mounted at /data takes over this owner.
RUN useradd --system --home-dir /app tracker && install --directory --owner tracker /data
COPY manage.py ./
COPY tracker tracker
COPY commitments commitments
COPY seeds seeds

USER tracker
VOLUME /data
EXPOSE 8000
CMD ["python", "manage.py", "up"]
