# mailzone with Node and the Pulumi CLI, for pipelines that run in containers. Build it in a clone: docker build -t mailzone .
# Not built by the project's tests, which have no container engine; every command in it is one that they run elsewhere.
FROM node:22-bookworm-slim AS package
WORKDIR /src
COPY . .
RUN npm ci --no-audit --no-fund && npm pack --pack-destination /package

FROM pulumi/pulumi-nodejs-22
COPY --from=package /package /package
RUN npm install --global --no-audit --no-fund /package/*.tgz && rm -r /package
WORKDIR /work
ENTRYPOINT ["mailzone"]
