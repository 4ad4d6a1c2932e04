FROM python:3.13-slim
COPY . .
HEALTHCHECK CMD curl -f http://localhost:9000/healthz
CMD ["python", "-m", "shop"]
