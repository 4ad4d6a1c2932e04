FROM node:22.12.0
COPY . /app
CMD node /app/server.js
