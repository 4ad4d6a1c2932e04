FROM node:22 AS build
ENV NODE_ENV=development
COPY . .
RUN npm ci

FROM node:22
ENV PORT=8080
COPY server.js ./
COPY .env.example ./
CMD ["node", "server.js"]
