FROM python:3.13-slim
COPY . .
EXPOSE 9000
HEALTHCHECK CMD curl -f http://localhost:9000/healthz
CMD ["python", "-m", "shop"]
