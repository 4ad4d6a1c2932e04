ARG NODE=22
FROM --platform=linux/amd64 node:${NODE} AS build
RUN make

FROM nginx:1.27
COPY --from=build /out /usr/share/nginx/html
