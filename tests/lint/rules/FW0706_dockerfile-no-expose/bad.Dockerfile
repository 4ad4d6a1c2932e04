FROM public.ecr.aws/docker/library/node:22-slim
WORKDIR /app
COPY dist ./
ENV PORT=8080
CMD ["node", "server.js"]
