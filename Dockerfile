# One image for the web server and the worker; compose.yaml runs both with what they need.
FROM python:3.11-slim-bookworm

WORKDIR /srv/merce
COPY constraints.txt requirements.txt ./
RUN pip install --no-cache-dir --disable-pip-version-check --requirement requirements.txt
COPY . .
RUN python bin/catalogues.py \
    && useradd --system --home-dir /srv/merce merce \
    && install --directory --owner merce /var/lib/merce

USER merce
VOLUME /var/lib/merce
ENV MERCE_MODE=production DATA_DIR=/var/lib/merce PYTHONUNBUFFERED=1 MALLOC_ARENA_MAX=2
EXPOSE 8000
HEALTHCHECK --interval=15s --timeout=5s --start-period=20s \
    CMD ["python", "-c", "from urllib.request import urlopen; urlopen('http://127.0.0.1:8000/healthz', timeout=4)"]
CMD ["gunicorn", "--bind", "0.0.0.0:8000", "--worker-class", "gthread", "--workers", "2", "--threads", "8", \
     "--no-control-socket", "app:create_app()"]
