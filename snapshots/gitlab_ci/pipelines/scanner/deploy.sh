#!/usr/bin/env bash
# deploy.sh ENVIRONMENT: deploys scanner as it is in this release, stack by stack, and waits until it
# is there. Credentials are those of the environment's deployment role.
set -euo pipefail
cd "$(dirname "$0")/../.."
ENVIRONMENT="${1:-}"
case "$ENVIRONMENT" in
  dev)
    export AWS_REGION=eu-central-1
    EXECUTION_ROLE=arn:aws:iam::111111111111:role/formwork/scan-dev-scanner-execution
    ;;
  prod)
    export AWS_REGION=eu-central-1
    EXECUTION_ROLE=arn:aws:iam::333333333333:role/formwork/scan-prod-scanner-execution
    ;;
  *)
    echo "usage: deploy.sh dev|prod" >&2
    exit 2
    ;;
esac

# A change set, made and executed; that nothing changes is well.
deploy() {
  local parameters="cloudformation/$ENVIRONMENT/$1.parameters.json" tags
  mapfile -t tags < <(jq --raw-output '.Tags | to_entries[] | "\(.key)=\(.value)"' "$parameters")
  aws cloudformation deploy --stack-name "scan-$ENVIRONMENT-$1" \
    --template-file "cloudformation/$1.template.json" --parameter-overrides "file://$parameters" \
    --s3-bucket scan-scanner-pipeline-333333333333-eu-central-1 --s3-prefix "templates/$ENVIRONMENT" \
    --capabilities CAPABILITY_NAMED_IAM --role-arn "$EXECUTION_ROLE" \
    --no-fail-on-empty-changeset --tags "${tags[@]}"
}

deploy scanner-base
deploy scanner
