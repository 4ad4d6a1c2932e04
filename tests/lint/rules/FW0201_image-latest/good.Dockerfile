FROM 111111111111.dkr.ecr.eu-west-1.amazonaws.com/orders:1.4.2
CMD ["app"]
