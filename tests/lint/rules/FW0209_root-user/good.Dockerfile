FROM public.ecr.aws/docker/library/node:22-slim
WORKDIR /app
USER root
COPY dist ./
USER node
CMD ["node", "server.js"]
