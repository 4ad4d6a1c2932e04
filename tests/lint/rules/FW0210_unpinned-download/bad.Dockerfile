FROM public.ecr.aws/docker/library/node:22-slim
WORKDIR /app
ADD https://example.com/tool.tar.gz /opt/
