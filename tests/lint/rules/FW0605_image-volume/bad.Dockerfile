FROM node:22
VOLUME /var/lib/app /tmp
CMD ["node", "server.js"]
