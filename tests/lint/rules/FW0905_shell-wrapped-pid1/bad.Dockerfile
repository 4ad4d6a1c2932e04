FROM node:22.12.0
COPY . /app
CMD ["sh", "-c", "node server.js"]
