FROM node:22 AS build
ENV NODE_ENV=development
COPY . .
RUN npm ci

FROM node:22
ENV NODE_ENV=production PORT=8080
COPY .env server.js ./
COPY .env.example ./
CMD ["node", "server.js"]
