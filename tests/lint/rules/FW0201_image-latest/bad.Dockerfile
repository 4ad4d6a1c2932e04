FROM 111111111111.dkr.ecr.eu-west-1.amazonaws.com/orders:latest
CMD ["app"]
