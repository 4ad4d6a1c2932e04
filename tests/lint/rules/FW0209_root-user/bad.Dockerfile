FROM public.ecr.aws/docker/library/node:22-slim
WORKDIR /app
USER root
COPY dist ./
CMD ["node", "server.js"]
