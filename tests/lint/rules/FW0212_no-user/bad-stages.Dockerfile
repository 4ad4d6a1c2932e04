FROM golang:1.25 AS build
COPY . .
RUN go build -o /server .

FROM alpine:3.22 AS run
RUN apk add --no-cache ca-certificates

FROM run
COPY --from=build /server /server
ENTRYPOINT ["/server"]
