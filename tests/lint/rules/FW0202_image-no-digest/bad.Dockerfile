FROM public.ecr.aws/docker/library/nginx:1.27
CMD ["app"]
