FROM public.ecr.aws/docker/library/node:22-slim
WORKDIR /app
COPY dist ./
USER node
CMD ["node", "server.js"]
