FROM public.ecr.aws/docker/library/nginx:1.27@sha256:0a3cb7ee4a83ba4b0a3cb7ee4a83ba4b0a3cb7ee4a83ba4b0a3cb7ee4a83ba4b
CMD ["app"]
