FROM public.ecr.aws/docker/library/node:22-slim
WORKDIR /app
COPY package.json ./
RUN npm install --omit=dev
COPY . .
