FROM node:22
VOLUME /tmp
CMD ["node", "server.js"]
